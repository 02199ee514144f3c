# rule: import-name | message: Import of 'MODULES' from 'sympy.utilities.lambdify' is not allowed
from sympy.utilities.lambdify import MODULES
MODULES['x'] = ({}, {}, {}, ('import os',))
