# rule: builtin-use | message: Use of 'eval' is not allowed
from functools import singledispatch
singledispatch(eval)('1')
