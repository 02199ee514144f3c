MENU = {
    "add": lambda a, b: a + b,
    "div": lambda a, b: a / b,
    "pow": pow,
    "max": max,
}


def run(script):
    for line in script.strip().split("\n"):
        command, *operands = line.split()
        try:
            result = MENU[command](*map(float, operands))
        except KeyError:
            print(f"{command}: unknown, try one of {', '.join(MENU)}")
        except (ZeroDivisionError, TypeError) as e:
            print(f"{command}: {e}")
        else:
            print(f"{command}: {result:g}")


run("""
add 1 2.5
div 1 0
sqrt 4
pow 2 10
max 3 9
add 1
""")
