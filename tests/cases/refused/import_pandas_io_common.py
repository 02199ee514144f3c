# rule: import-submodule | message: Import of 'pandas.io.common' is not allowed
import pandas.io.common as c
c.get_handle('x', 'r')
