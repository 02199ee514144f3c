"""The corpus: tests/cases/refused is refused, each by its rule and with its message; tests/cases/allowed passes,
and CPython's own walk of what passes finds no name that is refused.

A refused case says "# rule: RULE | message: MESSAGE" in its first line; "# policy: NAME" or "# stdin: TEXT" may
follow in lines of their own, in both kinds of cases."""

import ast
import pathlib
import sys

import check_host

policies_dir, cases = map(pathlib.Path, sys.argv[1:])
policies = {}
FORBIDDEN = {"__globals__", "__code__", "__class__", "__bases__", "__subclasses__", "__mro__", "__builtins__",
             "gi_frame", "tb_frame", "f_back"}


def header(text):
    words = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        for part in line[2:].split(" | "):
            key, colon, value = part.partition(": ")
            if colon:
                words[key] = value
    return words


def violations(path):
    """[(rule, message)] of a case, and its tree."""
    text = path.read_text(encoding="utf-8")
    words = header(text)
    name = words.get("policy", "strict")
    if name not in policies:
        policies[name] = check_host.policy(name, (policies_dir / f"{name}.policy").read_text())
    problem = check_host.syntax_message(text)
    if problem:
        return words, [("syntax", problem[0])], None
    tree = compile(text, "<unknown>", "exec", ast.PyCF_ONLY_AST)
    findings, _ = check_host.check(policies[name], tree, "stdin" in words)
    return words, [finding[:2] for finding in findings], tree


def identifiers(tree):
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if isinstance(node, ast.Constant):
                continue
            yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


failures = 0


def fail(path, words):
    global failures
    failures += 1
    print(f"{path.parent.name}/{path.name}: {words}")


refused = sorted((cases / "refused").glob("*.py"))
allowed = sorted((cases / "allowed").glob("*.py"))
for path in refused:
    words, found, _ = violations(path)
    expected = (words.get("rule"), words.get("message"))
    if not found or tuple(found[0]) != expected:
        fail(path, f"expected {expected}, found {found}")
for path in allowed:
    _, found, tree = violations(path)
    if found:
        fail(path, f"false alarm: {found}")
    elif FORBIDDEN & set(identifiers(tree)):
        fail(path, f"passed with {FORBIDDEN & set(identifiers(tree))}")
    if not path.with_suffix(".out").exists():
        fail(path, "has no expected output")
print(f"{len(refused)} refused, {len(allowed)} allowed, {failures} failures")
assert refused and allowed
sys.exit(bool(failures))
