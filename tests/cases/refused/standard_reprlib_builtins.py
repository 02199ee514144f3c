# rule: module-attribute | message: Access to 'builtins' attribute is not allowed
# policy: standard
import reprlib
reprlib.builtins.open('x')
