# rule: module-attribute | message: Access to 'bltns' attribute is not allowed
# policy: standard
import enum
enum.bltns.eval('1')
