# rule: module-attribute | message: Access to 'external' attribute is not allowed
import sympy
sympy.external.import_module('os')
