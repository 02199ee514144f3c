"""Each attempt three ways: under `open`, where only the walls hold; under `strict`; and without any wall, where it must succeed,
or it would prove nothing. The fourth way, one wall taken away at a time, is ./matrix."""

import re

import pytest

import outside
from attempts import ATTEMPTS, judge

BEHIND_WALLS = [name for name, attempt in ATTEMPTS.items() if attempt.target != "check"]
CONTROLS = [name for name, attempt in ATTEMPTS.items() if outside.shows(attempt)]

# An attempt that ends so has not been stopped: it never was one.
MISTAKES = re.compile(r"NameError|AttributeError|TypeError|SyntaxError|AssertionError|IndexError")


def refused(attempt, reply):
    """Whether the reply is what a wall answers: the program said so itself, or it was ended."""
    if MISTAKES.search(reply["stdout"] + (reply["error"] or "")):
        return False
    if "\nshut" in reply["stdout"]:
        return True
    return "SIGSYS" in (reply["error"] or "") or reply["status"] in attempt.endings


def left_open(attempt, level):
    """What docs/THREATS.md promises at the full level only."""
    return level == "container" and (attempt.target == "host's names" or attempt.container)


@pytest.mark.parametrize("name", BEHIND_WALLS)
def test_shut_under_open(under_open, level, name):
    reply = under_open[name]
    if left_open(ATTEMPTS[name], level):
        assert reply["status"] in ("success", "error"), reply
        return
    assert judge(reply["stdout"]) == "shut" and refused(ATTEMPTS[name], reply), reply


@pytest.mark.parametrize("name", ATTEMPTS)
def test_shut_under_strict(under_strict, name):
    reply = under_strict[name]
    assert judge(reply["stdout"]) == "shut", reply
    assert ATTEMPTS[name].target != "check" or reply["status"] == "error", reply


@pytest.mark.local
@pytest.mark.parametrize("name", CONTROLS)
def test_open_without_walls(without_walls, name):
    out, err = without_walls[name]
    assert judge(out) == "open", f"the control fails, so the attempt proves nothing: {out} {err}"


def test_there_are_attempts_of_every_kind():
    assert len(BEHIND_WALLS) >= 150


def test_the_service_still_serves(server, under_open, under_strict):
    assert server.run("print(6 * 7)")["stdout"] == "42\n"
