# rule: source-text | message: Call to '__import__' is not allowed
def f():
    "__import__('os')"

import sympy
sympy.sympify(f.__doc__)
