# rule: import-name | message: Import of 'pycode_to_module' from 'sympy.printing' is not allowed
from sympy.printing import pycode_to_module
