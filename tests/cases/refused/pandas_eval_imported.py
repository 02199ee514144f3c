# rule: import-name | message: Import of 'eval' from 'pandas' is not allowed
from pandas import eval as e
e('1')
