# rule: import-submodule | message: Import from 'sympy.utilities._compilation' is not allowed
from sympy.utilities._compilation import compile_run_strings
