# rule: import-unlisted | message: Import of 'threading' is not in the allowed list
# policy: standard
import threading
