import functools


def repeat(times):
    def wrap(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]

        return inner

    return wrap


@repeat(times=2)
def greet(name, *, end="!"):
    """Greets."""
    return "Hello " + name + end


print(greet("Bob"), greet.__name__, greet.__doc__)
