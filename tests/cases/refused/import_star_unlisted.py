# rule: import-unlisted | message: Import from 'shutil' is not in the allowed list
from shutil import *
