# rule: attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import enum
getattr(enum, 'sys')
