# rule: import-unlisted | message: Import of 'zipimport' is not in the allowed list
import zipimport
