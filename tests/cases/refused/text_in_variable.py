# rule: source-text | message: Access to '__class__' attribute is not allowed
import sympy
text = '().__class__.__base__.__subclasses__()'
sympy.sympify(text)
