# rule: import-unlisted | message: Import from 'runpy' is not in the allowed list
from runpy import run_path
