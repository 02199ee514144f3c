# rule: import-submodule | message: Import from 'pandas.io.common' is not allowed
from pandas.io.common import get_handle
