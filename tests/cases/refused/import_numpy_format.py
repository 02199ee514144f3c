# rule: import-name | message: Import of 'format' from 'numpy.lib' is not allowed
from numpy.lib import format
