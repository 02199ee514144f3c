# rule: source-text | message: Access to 'os' attribute is not allowed
import sympy
sympy.lambdify('x', 'x.os.system(1)')
