# rule: import-submodule | message: Import of 'scipy.io.tests' is not allowed
import scipy.io.tests.test_mmio as t
t.mkdtemp()
