# rule: builtin-use | message: Use of 'delattr' is not allowed
import functools as f
f.reduce(delattr, [])
