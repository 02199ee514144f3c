# rule: import-name | message: Import of 'eval_expr' from 'sympy.parsing.sympy_parser' is not allowed
from sympy.parsing.sympy_parser import eval_expr
eval_expr('1', {}, {})
