# rule: builtin-use | message: Use of 'getattr' is not allowed
from functools import reduce
reduce(getattr, ['a', 'b'], 1)
