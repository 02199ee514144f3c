"""Programs as files, for tests that ask the check about them: tests/cases/refused and tests/cases/allowed.

Comments at the top of a case say more: `# KEY: VALUE`, several of them on a line with ` | ` between.
rule, message   what a refused one must be refused with
policy          the policy that it is for; without it strict, and standard too, which keeps the rules of strict
only            "strict": where standard answers otherwise, since it has the module
stdin           the program gets input; so it does where there is a file NAME.in"""

import ast
import re

import check_host


def parse(text):
    return compile(text, "<unknown>", "exec", ast.PyCF_ONLY_AST)


def notes_of(text):
    notes = {}
    for line in text.splitlines():
        if not re.match("# [a-z]+: ", line):
            break
        notes.update(note.split(": ", 1) for note in line[2:].split(" | "))
    return notes


class Case:
    def __init__(self, path):
        self.path = path
        self.name = f"{path.parent.name}/{path.name}"
        self.text = path.read_text(encoding="utf-8")
        notes = notes_of(self.text)
        self.refused = path.parent.name == "refused"
        self.expected = (notes.get("rule"), notes.get("message")) if self.refused else None
        self.has_input = "stdin" in notes or path.with_suffix(".in").exists()
        only = notes.get("policy") or notes.get("only")
        self.policies = [only] if only else ["strict", "standard"]
        problem = check_host.syntax_message(self.text)
        self.problem = problem and ("syntax", problem[0])
        self.tree = None if problem else parse(self.text)

    def found(self, policy):
        """The rule and message of the first finding; None: accepted."""
        if self.problem:
            return self.problem
        findings, _ = check_host.check(policy, self.tree, self.has_input, True)
        return findings[0][:2] if findings else None


def load(cases):
    """The refused and the allowed."""
    return [[Case(path) for path in sorted((cases / kind).glob("*.py"))] for kind in ("refused", "allowed")]


def policies_in(folder, names=("strict", "standard")):
    return {name: check_host.policy(name, (folder / f"{name}.policy").read_text()) for name in names}
