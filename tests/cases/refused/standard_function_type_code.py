# rule: attribute | message: Access to '__code__' attribute is not allowed
# policy: standard
import types
types.FunctionType((lambda: 1).__code__, {})
