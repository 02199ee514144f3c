"""The corpus: tests/cases/refused is refused, each by its rule and with its message; tests/cases/allowed passes."""

import pathlib
import sys

import corpus

policies_dir, cases = map(pathlib.Path, sys.argv[1:])
policies = corpus.policies_in(policies_dir)
refused, allowed = corpus.load(cases)

failures = 0
for case in refused + allowed:
    for policy in case.policies:
        found = case.found(policies[policy])
        if found != case.expected:
            failures += 1
            print(f"{case.name} under {policy}: expected {case.expected}, found {found}")
    if not case.refused and not case.path.with_suffix(".out").exists():
        failures += 1
        print(f"{case.name} has no expected output")
print(f"{len(refused)} refused, {len(allowed)} allowed, {failures} failures")
assert refused and allowed
sys.exit(bool(failures))
