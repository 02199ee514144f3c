# rule: import-name | message: Import of 'attrgetter' from 'sympy.core.add' is not allowed
from sympy.core.add import attrgetter
attrgetter('__cla' + 'ss__')(1)
