import traceback


def fail(depth):
    return fail(depth - 1) if depth else 1 / 0


for action in (lambda: fail(3), lambda: int('x'), lambda: {}['key'], lambda: [][1], lambda: None.name, lambda: undefined):
    try:
        action()
    except Exception as error:
        print(''.join(traceback.format_exception(type(error), error, error.__traceback__))[-40:])
        traceback.format_exception_only(type(error), error)
