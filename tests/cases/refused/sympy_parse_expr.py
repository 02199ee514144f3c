# rule: source-text | message: Access to '__class__' attribute is not allowed
from sympy.parsing.sympy_parser import parse_expr
parse_expr('().__class__')
