"""One attempt as data, and the program that it is."""

import dataclasses
import textwrap

from . import prelude

# Who or what is attacked.
TARGETS = ("host files", "host's names", "sockets", "exec", "other processes", "new processes", "machine code", "kernel", "privileges",
           "other programs", "service", "resources", "check")

NUMBERS = prelude.syscall_numbers()


@dataclasses.dataclass(frozen=True)
class Attempt:
    name: str
    family: str
    target: str
    body: str			# of a function that returns something true, or prints OPEN itself, where it got through
    root: bool = False		# without a wall it takes root
    needs: str = ""			# what the kernel must be configured with, or there is nothing to attack
    apart: bool = False		# its control runs in namespaces of its own
    whole: bool = False		# `body` is the whole program: of the check's side
    container: str = ""		# what of it is left at the level `container`, as docs/THREATS.md says there
    endings: tuple = ()		# statuses that a refusal may have beside success
    fields: dict = dataclasses.field(default_factory=dict)	# of the request


class Family:
    """family(NAME, BODY, ...) adds an attempt; what all of them have in common is said once."""

    def __init__(self, name, target, **common):
        self.name, self.target, self.common, self.attempts = name, target, common, {}

    def __call__(self, name, body, target=None, **options):
        assert name not in self.attempts, name
        body = textwrap.dedent(body).strip("\n")
        self.attempts[name] = Attempt(name, self.name, target or self.target, body, **(self.common | options))


def program(attempt):
    """A whole program. Of what it prints, the line OPEN says that the attack worked."""
    if attempt.whole:
        return attempt.body + "\n"
    body = attempt.body
    numbers = {name: number for name, number in NUMBERS.items() if f"'{name}'" in body}
    text = prelude.BASE.replace("{numbers}", repr(numbers))
    if any(word in body for word in ("rop(", "rop32(", "jump(", "low(")):
        text += prelude.ROP
    if "machine(" in body:
        text += prelude.MACHINE
    return text + prelude.FRAME.replace("{body}", textwrap.indent(body, "    "))


def judge(output):
    """'open' or 'shut', by what a program of program() wrote to standard output."""
    return "open" if any(line.startswith("OPEN") for line in output.splitlines()) else "shut"
