import functools


def log_calls(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        arguments = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()]
        print(f"calling {func.__name__}({', '.join(arguments)})")
        result = func(*args, **kwargs)
        print(f"{func.__name__} returned {result!r}")
        return result
    return wrapper


def repeat(times):
    def decorator(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            return [func(*args, **kwargs) for _ in range(times)]
        return wrapper
    return decorator


@log_calls
@repeat(times=2)
def greet(name, *, punctuation="!"):
    """Greets somebody."""
    return f"Hello {name}{punctuation}"


greet("World", punctuation="?")
print(greet.__name__, greet.__doc__)
