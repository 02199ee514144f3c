"""Programs as files: tests/cases/refused and tests/cases/allowed.

refused/NAME.py   must be refused; a comment `# rule: RULE` or `# message: TEXT` says by what
allowed/NAME.py   must run and print NAME.out, with NAME.in as stdin where there is one

A comment `# policy: NAME` asks for a policy other than strict.
"""

import re

import pytest

from service import ROOT

CASES = ROOT / "tests" / "cases"


def cases(kind):
    return [pytest.param(path, id=path.stem) for path in sorted((CASES / kind).rglob("*.py"))]


def note(code, key, default=None):
    match = re.search(rf"^# {key}: *(.*?) *$", code, re.M)
    return match[1] if match else default


def fields_of(path):
    code = path.read_bytes().decode("utf-8")
    fields = {"code": code, "policy": note(code, "policy", "strict"), "timeout": 60}
    given = path.with_suffix(".in")
    if given.exists():
        fields["stdin"] = given.read_text()
    return fields


@pytest.mark.parametrize("path", cases("refused"))
def test_refused(server, path):
    fields = fields_of(path)
    reply = server.run(**fields)
    assert reply["stderr"].startswith("Security validation failed: "), reply
    assert reply["stderr"] == "Security validation failed: " + reply["error"]
    assert reply["memory_used"] is None and reply["stdout"] == ""
    message = note(fields["code"], "message")
    assert message is None or reply["error"] == message


@pytest.mark.parametrize("path", cases("allowed"))
def test_allowed(server, path):
    reply = server.run(**fields_of(path))
    assert reply["status"] == "success", reply["stderr"]
    assert reply["stdout"] == path.with_suffix(".out").read_text()
