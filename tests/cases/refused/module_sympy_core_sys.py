# rule: module-attribute | message: Access to 'os' attribute is not allowed
import sympy
sympy.core.cache.os
