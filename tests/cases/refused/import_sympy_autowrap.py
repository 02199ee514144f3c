# rule: import-submodule | message: Import from 'sympy.utilities.autowrap' is not allowed
from sympy.utilities.autowrap import autowrap
