# rule: import-forbidden | message: Import of 'os' is not allowed
import os
os.system('id')
