# rule: import-name | message: Import of '_os' from 'random' is not allowed
from random import _ºs
