# rule: builtin-call | message: Call to 'update_wrapper' is not allowed
import functools, statistics

class W:
    pass

w = W()
functools.update_wrapper(w, statistics.mean, assigned=('__glo' + 'bals__',))
