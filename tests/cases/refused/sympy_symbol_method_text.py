# rule: source-text | message: Call to 'open' is not allowed
import sympy
sympy.Integer('open("x")')
