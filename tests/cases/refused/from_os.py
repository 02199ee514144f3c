# rule: import-forbidden | message: Import from 'os' is not allowed | only: strict
from os import system as s
s('id')
