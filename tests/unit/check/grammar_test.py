"""Default-deny over the grammar: every identifier field of every node type of the running CPython refuses a
forbidden name, every child field is walked, and types, fields and values that the walk cannot know are refused."""

import ast
import sys

import check_host

FORBIDDEN = "__globals__"
ABSTRACT = {"AST", "mod", "stmt", "expr", "expr_context", "boolop", "operator", "unaryop", "cmpop", "excepthandler",
            "type_ignore", "pattern", "slice", "type_param"}
DEPRECATED = {"Num", "Str", "Bytes", "NameConstant", "Ellipsis", "Index", "ExtSlice", "Suite", "AugLoad", "AugStore",
              "Param"}
NOT_IN_MODULES = {"Module", "Interactive", "Expression", "FunctionType", "TypeIgnore"}

policy = check_host.policy("strict", open(sys.argv[1]).read())


def refused(tree):
    return check_host.check(policy, tree)[0]


def marker():
    return ast.Attribute(ast.Name("x", ast.Load()), FORBIDDEN, ast.Load())


def leaf(type_name):
    """The simplest value of a type that the grammar's own description names."""
    plain = {"identifier": "x", "string": None, "int": 0, "constant": 1}
    if type_name in plain:
        return plain[type_name]
    simplest = {"expr": ast.Constant(1), "stmt": ast.Pass(), "expr_context": ast.Load(), "boolop": ast.And(),
                "operator": ast.Add(), "unaryop": ast.Not(), "cmpop": ast.Eq(), "pattern": ast.MatchAs(None, "x"),
                "excepthandler": ast.ExceptHandler(None, None, [ast.Pass()]), "type_ignore": None}
    if type_name in simplest:
        return simplest[type_name]
    return build(getattr(ast, type_name))


def description(cls):
    """[(field, type, mark)] from "Name(expr target, expr* values, expr? x)", the docstring of every node type."""
    inside = cls.__doc__.split("(", 1)[1].rsplit(")", 1)[0] if "(" in cls.__doc__ else ""
    fields = []
    for part in filter(None, inside.split(", ")):
        type_name, field = part.split(" ")
        mark = type_name[-1] if type_name[-1] in "*?" else ""
        fields.append((field, type_name.rstrip("*?"), mark))
    assert [field for field, _, _ in fields] == list(cls._fields), cls
    return fields


def build(cls, /, **given):
    values = {}
    for field, type_name, mark in description(cls):
        values[field] = None if mark == "?" else [] if mark == "*" else leaf(type_name)
    values.update(given)
    return cls(**values)


def module(node):
    """A tree that holds `node`, wherever a node of its kind may stand."""
    if isinstance(node, ast.Module):
        return node
    if isinstance(node, ast.stmt):
        body = node
    elif isinstance(node, ast.expr):
        body = ast.Expr(node)
    elif isinstance(node, ast.pattern):
        body = ast.Match(ast.Constant(1), [ast.match_case(node, None, [])])
    elif isinstance(node, ast.match_case):
        body = ast.Match(ast.Constant(1), [node])
    elif isinstance(node, ast.excepthandler):
        body = ast.Try([], [node], [], [])
    elif isinstance(node, ast.arguments):
        body = ast.Expr(ast.Lambda(node, ast.Constant(1)))
    elif isinstance(node, ast.arg):
        body = ast.Expr(ast.Lambda(build(ast.arguments, args=[node]), ast.Constant(1)))
    elif isinstance(node, ast.keyword):
        body = ast.Expr(ast.Call(ast.Name("x", ast.Load()), [], [node]))
    elif isinstance(node, ast.alias):
        body = ast.Import([node])
    elif isinstance(node, ast.withitem):
        body = ast.With([node], [])
    elif isinstance(node, ast.comprehension):
        body = ast.Expr(ast.ListComp(ast.Constant(1), [node]))
    else:
        body = build(ast.FunctionDef, type_params=[node])
    return ast.fix_missing_locations(ast.Module([body], []))


def wrap(type_name, value):
    """A child of the wanted kind with `value`, an expression, somewhere inside."""
    if type_name == "expr":
        return value
    if type_name == "stmt":
        return ast.Expr(value)
    if type_name == "pattern":
        return ast.MatchValue(value)
    cls = getattr(ast, {"excepthandler": "ExceptHandler", "type_param": "TypeVar"}.get(type_name, type_name))
    for field, inner, mark in description(cls):
        if inner in ("expr", "arg", "pattern"):
            child = wrap(inner, value)
            return build(cls, **{field: [child] if mark == "*" else child})
    return None


def concrete():
    for name in dir(ast):
        cls = getattr(ast, name)
        if (isinstance(cls, type) and issubclass(cls, ast.AST) and cls.__module__ in ("ast", "_ast")
                and name not in ABSTRACT | DEPRECATED | NOT_IN_MODULES):
            yield cls


def check(tree, what):
    if not refused(tree):
        failures.append(what)


def is_operator(cls):
    return issubclass(cls, (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop))


failures = []
count = 0
for cls in concrete():
    for field, type_name, mark in description(cls):
        where = f"{cls.__name__}.{field}"
        if type_name == "identifier" and cls is not ast.ImportFrom:  # whose module the policy's lists judge
            value = FORBIDDEN
        elif type_name in ("identifier", "string", "int", "constant") or is_operator(getattr(ast, type_name)):
            continue
        else:
            value = wrap(type_name, marker())
            if value is None:  # an alias: nothing in it is an expression
                continue
        check(module(build(cls, **{field: [value] if mark == "*" else value})), where)
        count += 1
        if mark == "*":
            check(module(build(cls, **{field: (value,)})), f"a tuple in {where}")
            count += 1
    if not is_operator(cls):
        like = type(cls.__name__, (cls,), {})
        check(module(like(**{field: None for field in cls._fields})), f"a type like {cls.__name__}")
        count += 1

check(ast.Expression(ast.Constant(1)), "a root that is no module")
check(ast.Module([ast.Pass()], [ast.TypeIgnore(1, "x")]), "TypeIgnore")
check(ast.Module(["text"], []), "a string for a statement")
check(ast.Module([ast.Expr(ast.BinOp(ast.Constant(1), ast.Load, ast.Constant(1)))], []), "a class for an operator")
check(ast.Module([ast.Expr(ast.Name(1, ast.Load()))], []), "a number for a name")

print(f"{count} fields, {len(failures)} gaps")
for failure in failures:
    print("  not refused:", failure)
assert count > 120
sys.exit(bool(failures))
