import re


class Interpreter:
    def __init__(self):
        self.variables = {}

    def visit(self, node):
        match node:
            case ("num", value):
                return value
            case ("var", name):
                return self.variables[name]
            case ("assign", name, expression):
                self.variables[name] = value = self.visit(expression)
                return value
            case ("op", op, left, right):
                a, b = self.visit(left), self.visit(right)
                return {"+": a + b, "-": a - b, "*": a * b}[op]
            case _:
                raise SyntaxError(f"what is {node}?")


def parse(source):
    tokens = re.findall(r"\d+|\w+|[-+*=()]", source)

    def expression(minimum=0):
        token = tokens.pop(0)
        if token == "(":
            left = expression()
            tokens.pop(0)
        else:
            left = ("num", int(token)) if token.isdigit() else ("var", token)
        while tokens and tokens[0] in "+-*" and (power := 2 if tokens[0] == "*" else 1) > minimum:
            op = tokens.pop(0)
            left = ("op", op, left, expression(power))
        return left

    if len(tokens) > 1 and tokens[1] == "=":
        name, _ = tokens.pop(0), tokens.pop(0)
        return ("assign", name, expression())
    return expression()


machine = Interpreter()
for line in ("x = 4", "y = (x + 1) * 3 - 2", "y * y - x"):
    print(line, "->", machine.visit(parse(line)))
