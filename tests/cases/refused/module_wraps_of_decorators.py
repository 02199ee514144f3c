# rule: module-attribute | message: Access to 'wraps' attribute is not allowed
import sympy.core.decorators as d
d.wraps(print, assigned=(name,))
