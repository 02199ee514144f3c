# rule: source-text | message: Access to '__subclasses__' attribute is not allowed
from sympy import latex, S
latex(S('x.__subclasses__()'))
