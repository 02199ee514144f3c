# rule: source-text | message: Call to '__import__' is not allowed
import functools, statistics
statistics.mean.__annotations__['x'] = '__import__("os").system("id")'

@functools.singledispatch
def f(x):
    pass

f.register(statistics.mean)
