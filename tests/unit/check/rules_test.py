"""Each rule of a policy counts: taking any one word away changes the answer to some line of rules_refused.txt
(MESSAGE, tab, one-line program) or rules_allowed.txt (one-line programs)."""

import ast
import re
import sys

import check_host

SPARED = {"check", "limit", "hint"}  # not words but settings; hints are judged below


def read_statements(text):
    """[(directive, [words])], quoted text as one word."""
    statements = []
    for line in text.splitlines():
        words = re.findall(r'"[^"]*"|[^\s#]+|#.*', line)
        words = [word for word in words if not word.startswith("#")]
        if line[:1].isspace() and words:
            statements[-1][1].extend(words)
        elif words:
            statements.append((words[0], words[1:]))
    return statements


def write(statements):
    return "\n".join(" ".join((directive, *words)) for directive, words in statements)


def parse(code):
    return compile(code, "<unknown>", "exec", ast.PyCF_ONLY_AST)


def without(statements, s, w):
    """The policy with one word less, or the whole statement where a word alone means nothing."""
    directive, words = statements[s]
    if directive in ("alias", "literal", "arguments"):
        rest = []
    else:
        words = words[:w] + words[w + 1:]
        module_only = directive in ("partial", "view", "submodule", "refuse", "permit") and len(words) < 2
        rest = [(directive, words)] if words and not module_only else []
    return statements[:s] + rest + statements[s + 1:]


def variants(statements):
    for s, (directive, words) in enumerate(statements):
        if directive in SPARED:
            continue
        first = 1 if directive in ("partial", "view", "submodule", "refuse", "permit") else 0
        for w in range(first, 1 if directive in ("alias", "literal", "arguments") else len(words)):
            yield f"{directive} {' '.join(words[:first])} {words[w]}", without(statements, s, w)


def unknown_modules(statements):
    """Without rules about modules that are not imported any more: they would be errors."""
    imported = {word for d, words in statements if d in ("import", "partial", "view") for word in words}
    about = {"submodule": 0, "refuse": 0, "permit": 0, "arguments": 0, "alias": 1}
    kept = []
    for directive, words in statements:
        if directive in about and words[about[directive]].split(".")[0] not in imported:
            continue
        if directive == "literal" and "." in words[0] and words[0].split(".")[0] not in imported:
            continue
        if directive == "text":
            words = [word for word in words if word[0] == "." or word.split(".")[0] in imported]
        kept.append((directive, words))
    builtins = {word for d, words in kept if d == "builtin" for word in words}
    return [(d, words) for d, words in kept if d != "stdin" or set(words) <= builtins]


path, refused_path, allowed_path = sys.argv[1:]
source = open(path).read()
statements = read_statements(source)
refused = [line.rstrip("\n").split("\t") for line in open(refused_path) if line.strip()]
allowed = [line.rstrip("\n") for line in open(allowed_path) if line.strip()]
trees = [parse(code.replace("\\n", "\n")) for _, code in refused] + [parse(code.replace("\\n", "\n")) for code in allowed]


def answers(text):
    policy = check_host.policy("variant", text)
    with_input = [len(check_host.check(policy, parse("input()"), given)[0]) for given in (False, True)]
    return [[finding[1] for finding in check_host.check(policy, tree)[0]] for tree in trees] + with_input


whole = answers(source)
assert whole == answers(write(statements))
failures = 0
for (message, code), found in zip(refused, whole):
    if not found or found[0] != message:
        failures += 1
        print(f"{code}: expected {message!r}, found {found}")
for code, found in zip(allowed, whole[len(refused):]):
    if found:
        failures += 1
        print(f"{code}: {found}")
count = 0
for name, variant in variants(statements):
    count += 1
    if answers(write(unknown_modules(variant))) == whole:
        failures += 1
        print("no line tells whether it is there:", name)

policy = check_host.policy("strict", source)
probes = {"import": "import {}", "call": "{}()", "attribute": "x.{}"}
for directive, words in statements:
    if directive == "hint":
        findings = check_host.check(policy, parse(probes[words[0]].format(words[1])))[0]
        if not findings or findings[0][6] != words[2].strip('"'):
            failures += 1
            print("hint not given:", words[:2])
print(f"{count} words, {len(refused)} refused and {len(allowed)} allowed lines, {failures} failures")
sys.exit(bool(failures))
