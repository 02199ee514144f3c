class AppError(Exception):
    def __init__(self, message, *, code=1):
        super().__init__(message)
        self.code = code


def work(x):
    try:
        return 10 / x
    except ZeroDivisionError as problem:
        raise AppError("cannot divide", code=7) from problem
    else:
        pass
    finally:
        print("done", x)


try:
    work(2)
    work(0)
except AppError as error:
    print(error, error.code, repr(error.__cause__))
try:
    assert False, "no"
except (AssertionError, KeyError) as e:
    print(e)
