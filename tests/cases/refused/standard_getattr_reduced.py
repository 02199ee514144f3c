# rule: builtin-use | message: Use of 'getattr' is not allowed
# policy: standard
from functools import reduce
reduce(getattr, ['__class__', '__base__'], 1)
