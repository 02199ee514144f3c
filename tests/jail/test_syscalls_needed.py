"""Nothing is allowed that nothing needs: each rule of cell.seccomp is taken away once, and some program must notice."""

import concurrent.futures
import itertools
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = map(str, (HERE / "syscalls", ROOT / "tests" / "e2e"))

import kernel  # noqa: E402
import needs  # noqa: E402
import policy as policies  # noqa: E402
import service  # noqa: E402

pytestmark = pytest.mark.local
PATIENCE = 30
POLICY = policies.Policy(ROOT / "policies" / "cell.seccomp")
PROGRAMS = needs.programs(kernel.numbers())
ids = itertools.count(2_100_000_000, 100)      # a range of user ids for each


def listed(rule):
    """The values that the rule's `in` lists, as written."""
    match = re.search(r" in ([\w ]+?)(?: and |$)", rule.when)
    return match[1].split() if match else []


def rules():
    """{name as in needs.py: (rule, call, value or None)} of what is allowed."""
    return {f"{name}:{value}" if value else name: (rule, name, value)
            for rule in POLICY.rules if rule.action == "allow" and rule.section != needs.EXEMPT
            for name in rule.names if name in kernel.numbers() for value in (listed(rule) or [None])}


def without(rule, name, value):
    """The policy's text without it."""
    lines = POLICY.text.splitlines()
    line = lines[rule.line - 1]
    if value and len(listed(rule)) > 1:
        assert rule.names == (name,), f"line {rule.line}: several calls and several values: which is needed by whom cannot be told"
        line = re.sub(rf"(?<= ){value}(?= |$)", "", line, count=1)
    else:
        line = re.sub(rf"(?<= ){name}(?= |$)", "", line, count=1)
    lines[rule.line - 1] = "" if re.fullmatch(r"allow *(if .*)?", line) else line
    return "\n".join(lines) + "\n"


def run(folder, text, code):
    """Whether `code` prints ok and ends well in a cell under a policy of that text."""
    folder.mkdir()
    for file in (ROOT / "policies").iterdir():
        shutil.copy(file, folder)
    (folder / "cell.seccomp").write_text(text)
    (folder / "main.py").write_text(code)
    command = [service.BUILD / "pyrunner", "run", "--sets", "bare", "--policies", "strict,open", "--policy", "open", "--default-timeout", "5",
               "--max-running", "1", "--id-first", str(next(ids)), "--policy-dir", folder, folder / "main.py"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            told, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:       # no cell comes to life
            process.terminate()
            told, _ = process.communicate()
    shutil.rmtree(folder)
    return process.returncode == 0 and told == "ok\n"


@pytest.fixture(scope="module")
def missed(tmp_path_factory):
    """{rule: [whether a program that names it still works without it]}"""
    folder, found = tmp_path_factory.mktemp("policies"), rules()
    jobs = [(name, code) for names, code in PROGRAMS for name in names if name in found]
    answers = {name: [] for name in found}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        tries = pool.map(lambda job: run(folder / f"{id(job)}", without(*found[job[0]]), job[1]), jobs)
        for (name, _), works in zip(jobs, tries):
            answers[name].append(works)
    return answers


@pytest.fixture(scope="module")
def server():
    with service.Server("--policies", "strict,open", "--sets", "bare", "--max-running", "2") as running:
        yield running


@pytest.mark.parametrize("names, code", PROGRAMS, ids=["-".join(names) for names, _ in PROGRAMS])
def test_the_program_works(server, names, code):
    reply = server.open(code)
    assert (reply["status"], reply["stdout"]) == ("success", "ok\n"), reply


@pytest.mark.parametrize("name", rules())
def test_the_rule_is_needed(missed, name):
    assert missed[name], "no program in syscalls/needs.py names it"
    assert not all(missed[name]), "the program that names it works without it"


def test_no_program_is_for_a_rule_that_is_not_there():
    named = {name for names, _ in PROGRAMS for name in names}
    assert {name for name in named - set(rules()) if name.partition(":")[0] in kernel.numbers()} == set()


def test_each_rule_has_its_reason():
    assert not [rule.line for rule in POLICY.rules if not rule.reason]
