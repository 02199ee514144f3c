# rule: import-submodule | message: Import from 'sympy.utilities.tests' is not allowed
from sympy.utilities.tests.test_misc import subprocess
