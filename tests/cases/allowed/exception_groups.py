def check(n):
    errors = []
    if n < 0:
        errors.append(ValueError("negative"))
    if n % 2:
        errors.append(TypeError("odd"))
    if errors:
        raise ExceptionGroup("bad number", errors)
    return n


for n in (4, -2, -3):
    try:
        print(check(n))
    except* ValueError as group:
        print("value:", [str(e) for e in group.exceptions])
    except* TypeError as group:
        print("type:", [str(e) for e in group.exceptions])
try:
    raise RuntimeError("with note")
except RuntimeError as e:
    e.add_note("first note")
    print(e, e.__notes__)
