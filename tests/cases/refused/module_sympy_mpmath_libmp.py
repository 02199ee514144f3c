# rule: module-attribute | message: Access to 'mpmath' attribute is not allowed
import sympy.core.numbers as n
n.mpmath.libmp.backend.exec_('1')
