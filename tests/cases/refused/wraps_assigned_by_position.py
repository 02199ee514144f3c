# rule: builtin-call | message: Call to 'wraps' is not allowed
from functools import wraps
import statistics

@wraps(statistics.mean, ('__glo' + 'bals__',))
def f():
    pass
