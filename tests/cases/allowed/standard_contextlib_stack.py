# policy: standard
import contextlib
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress
from io import StringIO


@contextmanager
def section(title):
    print(f"[{title}")
    try:
        yield title.upper()
    except ArithmeticError as e:
        print("swallowed", e)
    finally:
        print("]")


class Tracked(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("exit")
        return False


@Tracked()
def work():
    return "worked"


with section("one") as name, section("two"):
    print(name)
    1 / 0
print(work())
with ExitStack() as stack:
    names = [stack.enter_context(section(s)) for s in "ab"]
    stack.callback(print, "callback")
with suppress(FileNotFoundError, KeyError):
    {}["missing"]
buffer = StringIO()
with redirect_stdout(buffer), nullcontext(5) as five:
    print("hidden", five)
print(buffer.getvalue().strip(), isinstance(Tracked(), AbstractContextManager))
