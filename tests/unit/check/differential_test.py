"""What the check accepts, another walk finds nothing in: CPython's ast.walk and str.format's parser over the corpus and
over programs that are made from it, with a few rules of the policy put in other words.

Made are: a piece of a refused program in the place of a piece of an allowed one, the same names in other letters,
pieces of refused programs in every place that an expression can have, and templates of format. The random numbers are always the same."""

import _string
import ast
import copy
import pathlib
import random
import re
import sys
import unicodedata
import warnings

import check_host
import corpus

MUTATIONS = 6000
PLACES = """
{}
x = [{}][0]
x[{}:1] = {{**y, 'k': {}}}
def f(a={}, *, b={}): return a
def f(a: {}) -> {}: pass
async def f(): return [await {} async for x in {}]
lambda a={}: {}
@(lambda f: {})\\nclass A: x: {} = 1
class A({}, metaclass={}): pass
class A:\\n def f(self):\\n  return super().f({}, *{}, **{})
f'{{x:{{{}!r}}}}' 
with {} as x: pass
for x in {}: pass
while {}: break
try: pass\\nexcept {}: pass
match {}:\\n case [x] if {}: pass
assert x, {}
raise x from {}
del x[{}]
x += {}
(x := {})
x if {} else y
not x < {} < y
[x for y in z if {} for w in {}]
{{x: {} for x in y}}
x = yield_ = (z for z in {})
global x; x = {}
f(*{}, k={})
""".strip().splitlines()
LETTERS = {start: [chr(start + i) for i in range(26)] for start in (0x1D41A, 0x1D5BA, 0x1D68A, 0xFF41)}


class Words:
    """The words of some directives of a policy."""

    def __init__(self, text):
        self.of = {}
        directive = None
        for line in text.splitlines():
            words = [] if '"' in line else line.split("#")[0].split()
            if words and not line[0].isspace():
                directive = words.pop(0)
                self.of.setdefault(directive, [])
            if words:
                self.of[directive] += words

    def __getattr__(self, name):
        return set(self.of.get(name.replace("_", "-"), ()))

    def refuses_attribute(self, name):
        return name in self.attribute or (re.fullmatch("__.*__", name) and name not in self.permit_attribute)

    def refuses_name(self, name):
        return name in self.attribute and re.fullmatch("__.+__", name)


def bound(tree):
    """Names that a program gives to things itself: those it may then use, whatever builtin is called the same."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        for field in ("name", "arg", "asname", "rest"):
            value = getattr(node, field, None)
            if isinstance(value, str) and not isinstance(node, ast.keyword):
                yield value.split(".")[0]


def identifiers(node):
    """(name, whether it is an attribute's, whether a `def` gives it) of each in the fields of a node."""
    for field, value in ast.iter_fields(node):
        if isinstance(node, (ast.Constant, ast.ImportFrom)) or field in ("type_comment", "attr"):
            continue
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str):
                defines = field == "name" and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
                yield name, field == "kwd_attrs", defines
    if isinstance(node, ast.Attribute):
        yield node.attr, True, False


def template_attributes(text):
    """As str.format reads them; a template that it would not take ends the search."""
    try:
        for _, field, spec, _ in _string.formatter_parser(text):
            if field is not None:
                yield from (name for is_attribute, name in _string.formatter_field_name_split(field)[1] if is_attribute)
                yield from template_attributes(spec)
    except ValueError:
        return


def modules(tree):
    """Names that an import gives to a module as a whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)


def objections(tree, words):
    own = set(bound(tree))
    whole = set(modules(tree))
    for node in ast.walk(tree):
        for name, is_attribute, defines in identifiers(node):
            name = unicodedata.normalize("NFKC", name)
            if words.refuses_attribute(name) if is_attribute else words.refuses_name(name):
                if not (defines and name in words.define):
                    yield f"{type(node).__name__} {name}"
        if isinstance(node, ast.Name) and node.id in words.builtin and node.id not in own:
            yield f"builtin {node.id}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in whole:
            if node.attr in words.doors or re.match("_(?!_)", node.attr):
                yield f"module {node.value.id}.{node.attr}"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (f"import {name}" for name in imported(node) if name not in words.imported)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value in words.string:
                yield f"string {node.value}"
            yield from (f"template {name}" for name in template_attributes(node.value)
                        if name.isascii() and words.refuses_attribute(name))


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    return ["."] if node.level else [node.module.split(".")[0]]


def read(path):
    words = Words(path.read_text())
    heads = re.findall(r"^(?:partial|view) (\w+)", path.read_text(), re.M)
    words.of["imported"] = [*words.of["import"], *heads]
    ruled = {word.rsplit(".")[-1] for word in words.arguments | words.literal}
    words.of["doors"] = words.hidden - words.permit - words.submodule - ruled
    return words


# ---- programs that are not in the corpus ----


def expressions(trees):
    """(parent, field, index or None) of each expression that is read."""
    for tree in trees:
        for parent in ast.walk(tree):
            for field, value in ast.iter_fields(parent):
                for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                    if isinstance(child, ast.expr) and isinstance(getattr(child, "ctx", ast.Load()), ast.Load):
                        yield tree, parent, field, index, child


def graft(rng, places, pieces):
    """The text of an allowed program with a piece of a refused one in it."""
    tree, parent, field, index, child = rng.choice(places)
    piece = copy.deepcopy(rng.choice(pieces))
    if index is None:
        setattr(parent, field, piece)
    else:
        getattr(parent, field)[index] = piece
    try:
        return ast.unparse(tree)
    finally:
        if index is None:
            setattr(parent, field, child)
        else:
            getattr(parent, field)[index] = child


def in_place(rng, pieces):
    place = rng.choice(PLACES).replace("\\n", "\n")
    return place.format(*(ast.unparse(rng.choice(pieces)) for _ in range(place.count("{}"))))


def template(rng):
    return repr("".join(rng.choice(["{", "}", "[", "]", "!", ":", ".", "0", "a", "\0", ".__class__"]) for _ in range(9)))


def in_other_letters(rng, text):
    letters = rng.choice(list(LETTERS.values()))
    return re.sub("[a-z]", lambda m: letters[ord(m[0]) - 97] if rng.random() < 0.1 else m[0], text)


def programs(rng, refused, allowed):
    trees = [case.tree for case in allowed if len(case.text) < 2000]
    pieces = [node for case in refused if case.tree for node in ast.walk(case.tree)
              if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)]
    places = list(expressions(trees))
    for _ in range(MUTATIONS):
        kind = rng.randrange(4)
        try:
            if kind == 0:
                yield graft(rng, places, pieces)
            elif kind == 1:
                yield in_place(rng, pieces)
            elif kind == 2:
                yield template(rng)
            else:
                yield in_other_letters(rng, rng.choice(refused + allowed).text)
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue  # unparse takes no expression in some places, and no deep ones


def parse(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return corpus.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def main(policies_dir, cases):
    refused, allowed = corpus.load(cases)
    policies = corpus.policies_in(policies_dir)
    words = {name: read(policies_dir / f"{name}.policy") for name in policies}
    rng = random.Random(20)
    given = accepted = failures = 0
    for text in (*(case.text for case in refused + allowed), *programs(rng, refused, allowed)):
        tree = parse(text)
        if tree is None:
            continue
        given += 1
        for name, policy in policies.items():
            if check_host.check(policy, tree, False, True)[0]:
                continue
            accepted += 1
            found = list(objections(tree, words[name]))
            if found:
                failures += 1
                print(f"--- accepted under {name} in spite of {found[0]}\n{text[:400]}")
    print(f"{given} programs, {accepted} verdicts that accept, {failures} failures")
    return 1 if failures or accepted < given / 5 else 0


sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
