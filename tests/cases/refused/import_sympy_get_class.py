# rule: import-name | message: Import of 'get_class' from 'sympy.utilities.source' is not allowed
from sympy.utilities.source import get_class
get_class('os.system')('id')
