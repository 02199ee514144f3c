"""A reader of policies/*.seccomp that shares nothing with the compiler of src/jail: docs/SECCOMP.md in Python."""

import dataclasses
import re

import kernel

ALL = 2**64 - 1
CONDITION = re.compile(r"arg(?P<index>[0-5])(?: ?& ?(?P<mask>.+?))? ?(?:==(?P<value>.+)|in (?P<values>.+))")


@dataclasses.dataclass(frozen=True)
class Condition:
    index: int
    mask: int
    values: tuple

    def holds(self, args):
        return args[self.index] & self.mask in self.values


@dataclasses.dataclass(frozen=True)
class Rule:
    line: int
    action: str          # as written: allow, kill, errno NAME
    names: tuple
    when: str            # as written, or ""
    conditions: tuple
    reason: str          # the comment above it; it holds for those below, up to another or a blank line
    section: str

    @property
    def answer(self):
        return answer_of(self.action)

    def holds(self, args):
        return all(condition.holds(args) for condition in self.conditions)


def answer_of(action):
    return {"allow": kernel.ALLOW, "kill": kernel.KILL}.get(action) or kernel.refuse(action.split()[1])


def value_of(text, known):
    assert re.fullmatch(r"[\w|~() ]+", text), text
    return eval(text, {"__builtins__": {}}, known) & ALL


def condition_of(text, known):
    match = CONDITION.fullmatch(text.strip())
    assert match, text
    values = [match["value"]] if match["value"] else match["values"].split()
    mask = value_of(match["mask"], known) if match["mask"] else ALL
    return Condition(int(match["index"]), mask, tuple(value_of(value, known) for value in values))


class Policy:
    def __init__(self, path):
        self.path, self.text = path, path.read_text()
        named = set(re.findall(r"\b[A-Z][A-Z0-9_]{2,}\b", re.sub("#.*", "", self.text)))
        known = kernel.constants(named - {"SELF"}) | {"SELF": 1}  # as in a namespace of its own
        self.default, self.rules = None, []
        section, comment, above = "", [], False
        for number, line in enumerate(self.text.splitlines(), 1):
            statement = line.partition("#")[0].split()
            title = re.fullmatch(r"# --- (.*?) -*", line)
            if title:
                section, comment, above = title[1], [], False
            elif line.startswith("#"):
                comment = [*comment, line[1:].strip()] if above else [line[1:].strip()]
                above = True
            elif not statement:
                comment, above = [], False
            elif statement[0] == "default":
                self.default = " ".join(statement[1:])
            elif statement[0] != "arch":
                self.rules.append(self.rule(number, statement, known, " ".join(comment), section))
                above = False
        by_number = {}
        for rule in self.rules:
            for name in rule.names:
                by_number.setdefault(kernel.numbers().get(name), []).append(rule)
        by_number.pop(None, None)
        self.by_number = by_number

    @staticmethod
    def rule(number, statement, known, reason, section):
        action = " ".join(statement[:2]) if statement[0] == "errno" else statement[0]
        rest = statement[len(action.split()):]
        names, when = (rest[:rest.index("if")], rest[rest.index("if") + 1:]) if "if" in rest else (rest, [])
        when = " ".join(when)
        conditions = tuple(condition_of(part, known) for part in when.split(" and ")) if when else ()
        return Rule(number, action, tuple(name.rstrip("?") for name in names if name != "?"), when, conditions, reason, section)

    def answer(self, number, args):
        """The SECCOMP_RET_* for a call of this machine's own architecture; `number` as the filter sees it, 32 bits."""
        if kernel.X32 and kernel.X32 <= number < 2**32 - 1:
            return kernel.KILL
        for rule in self.by_number.get(number, ()):
            if rule.holds(args):
                return rule.answer
        return answer_of(self.default)
