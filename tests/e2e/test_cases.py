"""Programs as files: tests/cases/refused and tests/cases/allowed.

refused/NAME.py   must be refused
allowed/NAME.py   must run and print NAME.out

Comments at the top say more: `# KEY: VALUE`, several of them on a line with ` | ` between.
policy    another policy than strict
stdin     what the program reads; or NAME.in holds it
message   what it must be refused with
rule      what must catch it
"""

import re

import pytest

from service import ROOT

CASES = ROOT / "tests" / "cases"


def cases(kind):
    return [pytest.param(path, id=path.stem) for path in sorted((CASES / kind).rglob("*.py"))]


def notes_of(code):
    notes = {}
    for line in code.splitlines():
        if not re.match("# [a-z]+: ", line):
            break
        notes.update(note.split(": ", 1) for note in line[2:].split(" | "))
    return notes


def request_of(path):
    code = path.read_bytes().decode("utf-8")
    notes = notes_of(code)
    request = {"code": code, "policy": notes.get("policy", "strict"), "timeout": 60}
    if "stdin" in notes:
        request["stdin"] = notes["stdin"].replace("\\n", "\n") + "\n"
    elif path.with_suffix(".in").exists():
        request["stdin"] = path.with_suffix(".in").read_text()
    return request, notes


@pytest.mark.parametrize("path", cases("refused"))
def test_refused(server, path):
    request, notes = request_of(path)
    reply = server.run(**request)
    assert reply["stderr"].startswith("Security validation failed: "), reply
    assert reply["stderr"] == "Security validation failed: " + reply["error"]
    assert reply["memory_used"] is None and reply["stdout"] == ""
    assert reply["error"] == notes.get("message", reply["error"])


@pytest.mark.parametrize("path", cases("allowed"))
def test_allowed(server, path):
    request, _ = request_of(path)
    reply = server.run(**request)
    assert reply["status"] == "success", reply["stderr"]
    assert reply["stdout"] == path.with_suffix(".out").read_text()
