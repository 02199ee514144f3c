# rule: builtin-use | message: Use of 'getattr' is not allowed
# policy: standard
import functools
functools.partial(getattr, 1)('__class__')
