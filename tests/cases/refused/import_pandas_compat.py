# rule: import-submodule | message: Import from 'pandas.compat' is not allowed
from pandas.compat import pickle_compat
