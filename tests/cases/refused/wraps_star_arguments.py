# rule: builtin-call | message: Call to 'update_wrapper' is not allowed
import functools
functools.update_wrapper(*args)
