# rule: import-unlisted | message: Import of 'site' is not in the allowed list
import site
