# rule: import-name | message: Import of 'read_hdf' from 'pandas' is not allowed
from pandas import read_hdf
