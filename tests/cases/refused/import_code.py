# rule: import-unlisted | message: Import from 'code' is not in the allowed list
from code import interact
