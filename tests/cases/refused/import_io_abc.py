# rule: import-name | message: Import of 'abc' from 'io' is not allowed
from io import abc
