"""A CPython with a field and a node type that the check does not know: refused where they are used, only there."""

import _ast
import ast
import sys

_ast.Return._fields += ("condition",)
_ast.Yield._fields += ("a", "b", "c", "d", "e")  # more than there is room for

import check_host  # noqa: E402: reads the grammar

policy = check_host.policy("strict", open(sys.argv[1]).read())


def messages(code, change=None):
    tree = compile(code, "<unknown>", "exec", ast.PyCF_ONLY_AST)
    if change:
        change(tree)
    return [finding[1] for finding in check_host.check(policy, tree)[0]]


def give_condition(tree):
    tree.body[0].body[0].condition = ast.Constant(1)


def give_empty_condition(tree):
    tree.body[0].body[0].condition = []


class Repeat(ast.stmt):
    _fields = ("body",)


def give_new_statement(tree):
    tree.body.append(Repeat(body=[], lineno=3, col_offset=0))


assert messages("def f():\n  return 1") == []
assert messages("def f():\n  return 1", give_empty_condition) == []
assert messages("def f():\n  return 1", give_condition) == ["Syntax not allowed: condition"]
assert messages("def f():\n  yield 1") == ["Syntax not allowed: Yield"]
assert messages("x = 1", give_new_statement) == ["Syntax not allowed: Repeat"]
print("a newer grammar is refused")
