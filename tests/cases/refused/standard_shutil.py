# rule: import-unlisted | message: Import of 'shutil' is not in the allowed list
# policy: standard
import shutil
