"""The policies as shipped: clean for the linter, `standard` as careful as `strict`, every directive described."""

import pathlib
import re
import sys

import check_host

policies, docs = map(pathlib.Path, sys.argv[1:])

# what standard leaves out of strict, because it says it in another way
WIDENED = {
    ("forbid", "os"), ("forbid", "sys"), ("partial", "io"), ("builtin", "getattr"), ("builtin", "setattr"),
    ("builtin", "delattr"), ("permit", "sympy.physics"),
}


def statements(path):
    lines = []
    for line in path.read_text().splitlines():
        line = re.sub(r"(^|\s)#.*", "", line) if '"' not in line else line
        if line.startswith((" ", "\t")):
            lines[-1] += line
        elif line.strip():
            lines.append(line)
    return [line.split() for line in lines]


def rules(path):
    """(directive, word) of all that refuses, with the module for rules of a module."""
    for directive, *words in statements(path):
        if directive in ("forbid", "builtin", "attribute", "string", "hidden", "own", "text", "foreign"):
            yield from ((directive, word) for word in words)
        elif directive == "refuse":
            yield from ((directive, words[0], word) for word in words[1:])
        elif directive in ("arguments", "literal"):
            yield (directive, *words)
        elif directive == "partial":
            yield (directive, words[0])


for path in sorted(policies.glob("*.policy")):
    assert check_host.lint(path.name, path.read_text()) == "", check_host.lint(path.name, path.read_text())

imported = {word for directive, *words in statements(policies / "standard.policy") for word in words if directive == "import"}
strict, standard = set(rules(policies / "strict.policy")), set(rules(policies / "standard.policy"))
missing = {rule for rule in strict - standard - WIDENED if rule[0] != "hidden" or rule[1] not in imported}
assert not missing, f"strict refuses what standard does not: {sorted(missing)}"

described = docs.read_text()
used = {words[0] for path in policies.glob("*.policy") for words in statements(path)}
undescribed = [directive for directive in sorted(used) if f"`{directive} " not in described]
assert not undescribed, undescribed

examples = re.findall(r"\n\n((?:    .*\n)+)", described)
example = next(text for text in examples if text.startswith("    check on"))
assert check_host.lint("example", re.sub(r"^    ", "", example, flags=re.M)) == ""
print(f"{len(strict)} rules of strict, {len(standard)} of standard, {len(used)} directives")
