# rule: source-text | message: Call to 'exec' is not allowed
import sympy
sympy.Matrix([['exec("1")']])
