# rule: import-name | message: Import of '_sys' from 'collections' is not allowed
from collections import _sys
