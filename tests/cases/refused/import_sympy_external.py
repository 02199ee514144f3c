# rule: import-submodule | message: Import from 'sympy.external' is not allowed
from sympy.external import import_module
