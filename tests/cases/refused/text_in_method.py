# rule: source-text | message: Call to '__import__' is not allowed
import sympy
x = sympy.Symbol('x')
x.subs(x, '__import__("os").system("id")')
