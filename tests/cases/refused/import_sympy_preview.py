# rule: import-name | message: Import of 'preview' from 'sympy' is not allowed
from sympy import preview
