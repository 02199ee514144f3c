#!/usr/bin/python3
"""tests/jail/syscalls/document.py [--write]   docs/SYSCALLS.md, made from policies/*.seccomp and their comments"""

import pathlib
import sys
import textwrap

import kernel
import policy as policies

ROOT = pathlib.Path(__file__).resolve().parents[3]
PLACE = ROOT / "docs" / "SYSCALLS.md"

HEAD = """\
# System calls

What each process of PyRunner that meets foreign bytes may ask of the kernel, on x86-64. Made from `policies/*.seccomp` by
`tests/jail/syscalls/document.py --write`; a test holds them together. [SECCOMP.md](SECCOMP.md) explains the choices, and how
each line is tested.

- *allowed*: the call reaches the kernel, where the other walls decide. With arguments beside it: only where they hold, compared
  in all 64 bits or under the mask; with any others the call is refused like one that has no line.
- an error: the call does nothing and answers that.
- *kills*: the process ends at once (SIGSYS). So does every call by the 32-bit entry (`int 0x80`) and with a number of the x32 ABI.

Numbers without a call are refused as well. Two calls are hidden from filters by kernels since 6.14, `uretprobe` and `uprobe`: they end
a process that no probe has sent there, or answer an error.
"""

WHOSE = {"cell": ("A cell", "Before its program is parsed."), "server": ("The server", "Once it listens.")}


def code(text):
    return f"`{text}`".replace("|", "\\|")


def answer(rule):
    return {"allow": "allowed", "kill": "kills"}.get(rule.action) or rule.action.removeprefix("errno ")


def rows(policy):
    section = None
    for rule in policy.rules:
        names = [name for name in rule.names if name in kernel.numbers() or rule.action != "allow"]
        if rule.section != section:
            section = rule.section
            yield f"\n### {section[0].upper()}{section[1:]}\n\n| call | arguments | answer | what for, or why |\n| --- | --- | --- | --- |"
        if names:
            when = " and ".join(map(code, rule.when.split(" and "))) if rule.when else ""
            yield f"| {' '.join(map(code, names))} | {when} | {answer(rule)} | {rule.reason} |"


def table():
    text = [HEAD]
    for name, (title, words) in WHOSE.items():
        policy = policies.Policy(ROOT / "policies" / f"{name}.seccomp")
        ruled = {name for rule in policy.rules for name in rule.names}
        rest = sorted(set(kernel.numbers()) - ruled)
        text.append(f"## {title}: `policies/{name}.seccomp`\n\n{words}")
        text += rows(policy)
        text.append(f"\n### All others: {policy.default.removeprefix('errno ')}\n")
        text.append(textwrap.fill(", ".join(map(code, rest)) + ".", 130, break_long_words=False, break_on_hyphens=False) + "\n")
    return "\n".join(text)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PLACE.write_text(table())
    else:
        sys.stdout.write(table())
