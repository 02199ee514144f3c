# rule: import-submodule | message: Import from 'pandas.io.pickle' is not allowed
from pandas.io.pickle import read_pickle
