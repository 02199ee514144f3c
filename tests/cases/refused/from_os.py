# rule: import-forbidden | message: Import from 'os' is not allowed
from os import system as s
s('id')
