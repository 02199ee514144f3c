# rule: module-attribute | message: Access to 'runtests' attribute is not allowed
import sympy as s
s.utilities.runtests.run_tests()
