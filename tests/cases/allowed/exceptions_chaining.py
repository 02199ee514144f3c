class AppError(Exception):
    """Base of all errors here."""


class ConfigError(AppError):
    def __init__(self, key, message="missing key"):
        super().__init__(message)
        self.key = key

    def __str__(self):
        return f"{self.args[0]}: {self.key}"


def load(config, key):
    try:
        return config[key]
    except KeyError as e:
        raise ConfigError(key) from e
    finally:
        print("looked for", key)


try:
    load({"a": 1}, "b")
except AppError as e:
    print(type(e).__name__, e, "caused by", repr(e.__cause__), e.__suppress_context__)


def risky(n):
    try:
        return 10 / n
    except ZeroDivisionError:
        return "infinite"
    else:
        return "never"
    finally:
        print("done", n)


print(risky(0), risky(4))
try:
    assert 1 > 2, "maths broke"
except AssertionError as e:
    print(e)
