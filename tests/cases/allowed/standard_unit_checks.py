# policy: standard
import io
import sys
from contextlib import redirect_stdout


def check(name, condition):
    check.passed += bool(condition)
    check.total += 1
    print(f"{'ok  ' if condition else 'FAIL'} {name}")


check.passed = check.total = 0


def raises(kind, function, *args):
    try:
        function(*args)
    except kind:
        return True
    return False


def greet(name):
    print("hello", name)


capture = io.StringIO()
with redirect_stdout(capture):
    greet("ann")
saved, sys.stdout = sys.stdout, io.StringIO()
greet("bob")
text, sys.stdout = sys.stdout.getvalue(), saved
check("capture", capture.getvalue() == "hello ann\n")
check("replaced stdout", text == "hello bob\n")
check("raises", raises(ValueError, int, "x") and not raises(ValueError, int, "1"))
print(f"{check.passed}/{check.total}")
sys.exit(check.passed != check.total)
