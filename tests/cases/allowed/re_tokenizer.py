import re
from collections import namedtuple

Token = namedtuple("Token", ["type", "value", "line", "column"])


def tokenize(code):
    keywords = {"IF", "THEN", "ENDIF"}
    spec = [
        ("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"),
        ("OP", r"[+\-*/]"), ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r"."),
    ]
    regex = "|".join("(?P<%s>%s)" % pair for pair in spec)
    line, start = 1, 0
    for mo in re.finditer(regex, code):
        kind, value = mo.lastgroup, mo.group()
        if kind == "NEWLINE":
            start, line = mo.end(), line + 1
            continue
        if kind == "SKIP":
            continue
        if kind == "MISMATCH":
            raise RuntimeError(f"{value!r} unexpected on line {line}")
        yield Token(value if value in keywords else kind, float(value) if kind == "NUMBER" else value, line, mo.start() - start)


for token in tokenize("IF total THEN\n  x := 4 * y;\nENDIF;"):
    print(*token)
try:
    list(tokenize("a $ b"))
except RuntimeError as e:
    print(e)
