# rule: import-unlisted | message: Import of 'sre_compile' is not in the allowed list
import sre_compile
