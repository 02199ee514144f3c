# rule: attribute | message: Access to '__wrapped__' attribute is not allowed
import functools

@functools.lru_cache
def f():
    pass

f.__wrapped__.__globals__
