# rule: import-submodule | message: Import of 'sklearn.datasets.tests' is not allowed
import sklearn.datasets.tests.test_base as t
t.loads(b'')
