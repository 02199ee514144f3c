# rule: import-submodule | message: Import from 'numpy.random.tests' is not allowed
from numpy.random.tests.test_extending import subprocess
