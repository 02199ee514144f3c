# rule: import-unlisted | message: Import from 'nt' is not in the allowed list
from nt import system
