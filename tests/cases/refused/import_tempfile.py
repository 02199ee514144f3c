# rule: import-unlisted | message: Import of 'tempfile' is not in the allowed list
import tempfile
