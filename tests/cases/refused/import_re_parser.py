# rule: import-name | message: Import of '_parser' from 're' is not allowed
from re import _parser as p
p.Pattern
