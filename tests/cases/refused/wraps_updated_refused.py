# rule: builtin-call | message: Call to 'wraps' is not allowed
import functools
functools.wraps(print, updated=('__dict__', '__code__'))
