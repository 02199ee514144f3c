# rule: module-attribute | message: Access to 'interactive' attribute is not allowed
import sympy
sympy.interactive.session
