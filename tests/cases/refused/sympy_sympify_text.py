# rule: source-text | message: Access to '__class__' attribute is not allowed
from sympy import sympify
sympify('().__class__')
