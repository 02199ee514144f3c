import operator
import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|(.))")
OPS = {"+": (1, operator.add), "-": (1, operator.sub), "*": (2, operator.mul), "/": (2, operator.truediv)}


def tokenize(text):
    return [float(number) if number else op for number, op in TOKEN.findall(text)]


def parse(tokens, level=1):
    if level > 2:
        token = tokens.pop(0)
        if token == "(":
            value = parse(tokens)
            tokens.pop(0)
            return value
        return -parse(tokens, 3) if token == "-" else token
    value = parse(tokens, level + 1)
    while tokens and tokens[0] in OPS and OPS[tokens[0]][0] == level:
        _, function = OPS[tokens.pop(0)]
        value = function(value, parse(tokens, level + 1))
    return value


def evaluate(text):
    return parse(tokenize(text))


for expression in ["1 + 2 * 3", "(1 + 2) * 3", "2 * -(4 - 10) / 3", "10 - 4 - 3"]:
    print(expression, "=", evaluate(expression))
