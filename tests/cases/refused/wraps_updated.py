# rule: builtin-call | message: Call to 'update_wrapper' is not allowed
import functools, statistics

class W:
    pass

functools.update_wrapper(W(), statistics.mean, updated=('__glo' + 'bals__',))
