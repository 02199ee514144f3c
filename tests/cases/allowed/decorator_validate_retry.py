from functools import wraps


def validate(**types):
    def outer(func):
        @wraps(func)
        def inner(**kwargs):
            for name, kind in types.items():
                if not isinstance(kwargs.get(name), kind):
                    raise TypeError(f"{name} must be {kind.__name__}")
            return func(**kwargs)
        return inner
    return outer


def retry(attempts, errors=(Exception,)):
    def outer(func):
        @wraps(func)
        def inner(*args):
            for attempt in range(1, attempts + 1):
                try:
                    return func(*args)
                except errors as e:
                    print(f"attempt {attempt}: {e}")
            raise RuntimeError("gave up")
        return inner
    return outer


@validate(x=int, y=(int))
def add(x, y):
    return x + y


tries = iter([0, 0, 4])
print(add(x=1, y=2), retry(3, (ZeroDivisionError,))(lambda: 8 / next(tries))())
try:
    add(x="1", y=2)
except TypeError as e:
    print(e)
