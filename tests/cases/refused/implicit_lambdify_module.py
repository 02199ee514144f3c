# rule: builtin-use | message: Use of 'eval' is not allowed
import sympy
sympy.lambdify('x', 'f(x)', modules=[{'f': eval}])
