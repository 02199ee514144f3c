# rule: module-attribute | message: Access to 'CodeType' attribute is not allowed
# policy: standard
import types
types.CodeType
