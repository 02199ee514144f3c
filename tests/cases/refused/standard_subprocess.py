# rule: import-forbidden | message: Import of 'subprocess' is not allowed
# policy: standard
import subprocess
