# rule: source-text | message: Call to '__import__' is not allowed
from sympy import lambdify
lambdify('x', '__import__("os")')
