# rule: import-name | message: Import of 'stringify_expr' from 'sympy.parsing.sympy_parser' is not allowed
from sympy.parsing.sympy_parser import stringify_expr
