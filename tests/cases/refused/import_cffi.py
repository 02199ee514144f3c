# rule: import-unlisted | message: Import of 'cffi' is not in the allowed list
import cffi
