# rule: module-attribute | message: Access to 'builtins' attribute is not allowed
# policy: standard
import dataclasses as d
d.builtins.eval('1')
