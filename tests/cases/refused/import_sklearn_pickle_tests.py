# rule: import-submodule | message: Import from 'sklearn.datasets.tests' is not allowed
from sklearn.datasets.tests.test_base import loads
loads(b'')
