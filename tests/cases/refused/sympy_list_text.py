# rule: source-text | message: Access to '__class__' attribute is not allowed
import sympy
sympy.sympify(['1', '().__class__.__base__'])
