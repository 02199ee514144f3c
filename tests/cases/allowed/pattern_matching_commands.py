def run(command, stack):
    match command.split():
        case ["push", value]:
            stack.append(int(value))
        case ["pop"]:
            stack.pop()
        case ["add" | "mul" as op]:
            b, a = stack.pop(), stack.pop()
            stack.append(a + b if op == "add" else a * b)
        case ["print", *rest]:
            print(*stack, *rest)
        case []:
            pass
        case [unknown, *_]:
            print("unknown command:", unknown)


stack = []
for line in ["push 2", "push 5", "add", "push 3", "mul", "print end", "", "jump 7"]:
    run(line, stack)


def handle(event):
    match event:
        case {"type": "click", "pos": (x, y), **rest}:
            return f"click {x},{y} {rest}"
        case {"type": "key", "key": {"code": int(code)}}:
            return f"key {code}"
        case {}:
            return "other"


print(handle({"type": "click", "pos": (1, 2), "button": "left"}), handle({"type": "key", "key": {"code": 13}}), handle({}))
