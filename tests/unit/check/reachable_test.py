"""No module that the policy does not list can be reached from a listed one through names that it accepts.

Imports every module that the policy lets a program import, and looks at every attribute that is a module."""

import ast
import importlib
import pkgutil
import sys
import types
import warnings

import check_host

warnings.simplefilter("ignore")


def violations(policy, source):
    tree = compile(source, "<unknown>", "exec", ast.PyCF_ONLY_AST)
    return check_host.check(policy, tree)[0]


def importable(policy, names):
    """Those of `names` whose import is accepted."""
    names = [name for name in names if all(part.isidentifier() for part in name.split("."))]
    bad = {finding[2] for finding in violations(policy, "\n".join(f"import {name}" for name in names))}
    return [name for line, name in enumerate(names, 1) if line not in bad]


def below(name):
    module = sys.modules[name]
    return [f"{name}.{m.name}" for m in pkgutil.iter_modules(getattr(module, "__path__", []))]


def load_all(policy, tops):
    """All importable modules, found from the top down."""
    loaded, waiting = [], list(tops)
    while waiting:
        name = waiting.pop()
        try:
            importlib.import_module(name)
        except BaseException:
            continue
        loaded.append(name)
        waiting += importable(policy, below(name))
    return loaded


def leaks(policy, name):
    """Attributes of module `name` that are accepted although they are modules which are not."""
    module = sys.modules[name]
    attributes = []
    for attribute in dir(module):
        value = getattr(module, attribute, None)
        if isinstance(value, types.ModuleType) and attribute.isidentifier():
            attributes.append((attribute, value.__name__))
    found = []
    for form in ("import {0}; {0}.{1}", "from {0} import {1}"):
        lines = [form.format(name, attribute) for attribute, _ in attributes]
        bad = {finding[2] for finding in violations(policy, "\n".join(lines))}
        for line, (attribute, real) in enumerate(attributes, 1):
            if line not in bad and not importable(policy, [real]) and not importable(policy, [f"{name}.{attribute}"]):
                found.append(f"{lines[line - 1]}  ({real})")
    return found


def main(path, *skipped):
    with open(path) as file:
        source = file.read()
    policy = check_host.policy(path.rsplit("/", 1)[-1], source)
    words = source.split()
    candidates = {m.name for m in pkgutil.iter_modules()} | set(sys.builtin_module_names)
    views = {line.split()[1] for line in source.splitlines() if line.startswith(("view ", "partial "))}
    tops = [name for name in importable(policy, sorted(candidates & set(words))) if name not in views]
    assert "math" in tops, tops
    missing = [name for name in ("numpy", "pandas", "sklearn") if name not in tops]
    loaded = load_all(policy, tops)
    found = sorted({leak for name in loaded for leak in leaks(policy, name)})
    print(f"{len(loaded)} modules, {len(found)} leaks, not installed: {missing}")
    for leak in found:
        print(leak)
    return 1 if found else 0


sys.exit(main(*sys.argv[1:]))
