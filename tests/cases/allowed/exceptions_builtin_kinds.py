def attempt(label, thunk):
    try:
        thunk()
    except (ValueError, TypeError) as e:
        print(f"{label:<10}{type(e).__name__}: {e}")
    except LookupError as e:
        print(f"{label:<10}lookup {e!r}")
    except ArithmeticError as e:
        print(f"{label:<10}arithmetic {e}")
    except Exception as e:
        print(f"{label:<10}other {type(e).__name__}")
    else:
        print(f"{label:<10}fine")


attempt("int", lambda: int("x1"))
attempt("index", lambda: [][3])
attempt("key", lambda: {}["k"])
attempt("zero", lambda: 1 % 0)
attempt("add", lambda: "a" + 1)
attempt("float", lambda: 2.0 ** 5000)
attempt("name", lambda: undefined_name)
attempt("unicode", lambda: b"\xff".decode("utf-8"))
attempt("attr", lambda: "".nothing)
attempt("ok", lambda: sum([1, 2]))
attempt("deep", lambda: (lambda f: f(f))(lambda f: f(f)))
