# policy: standard
import traceback
import warnings


def old_function():
    warnings.warn("use new_function", DeprecationWarning, stacklevel=2)
    return 1


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old_function()
    print(len(caught), caught[0].category.__name__, caught[0].message)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        old_function()
    except DeprecationWarning as e:
        print("raised", e)
warnings.filterwarnings("ignore", category=DeprecationWarning)
print(old_function())


def inner():
    return {}["key"]


try:
    inner()
except KeyError as e:
    text = traceback.format_exc()
    print(text.splitlines()[0], "inner" in text, text.splitlines()[-1])
    print(traceback.format_exception_only(KeyError, e))
