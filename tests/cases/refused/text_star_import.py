# rule: source-text | message: Call to 'eval' is not allowed
from sympy import *
sympify('eval("1")')
