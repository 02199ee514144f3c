# rule: import-unlisted | message: Import of 'posix' is not in the allowed list
import posix
