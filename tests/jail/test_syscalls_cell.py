"""System calls one by one in real cells, over POST /run with the policy `open`: executed, refused or deadly, as the text of
policies/cell.seccomp says. What is refused is tried with every argument that tests/jail/syscalls/cases.py knows; what is allowed
with arguments that make no sense, and what comes of it must be what comes of it outside."""

import concurrent.futures
import errno
import glob
import json
import pathlib
import shutil
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = map(str, (HERE / "syscalls", ROOT / "tests" / "e2e"))

import cases  # noqa: E402
import kernel  # noqa: E402
import policy as policies  # noqa: E402
import service  # noqa: E402

pytestmark = pytest.mark.local
POLICY = policies.Policy(ROOT / "policies" / "cell.seccomp")
NUMBERS = kernel.numbers()
NAMES = {number: name for name, number in NUMBERS.items()}
NONSENSE = (policies.ALL,) * 6
EVERY = [*range(0, 700), 1000, 4095, 2**30 - 1, 2**32 - 1]
# These end a program or let it wait, whatever their arguments.
LAST = {NUMBERS[name] for name in ("exit", "exit_group", "rt_sigreturn", "pause") if name in NUMBERS}

# Reads calls, tells each errno; 0 is success.
TRY = """
import ctypes, json, sys
syscall = ctypes.CDLL(None, use_errno=True).syscall
syscall.restype = ctypes.c_long
def errno_of(number, args):
    ctypes.set_errno(0)
    return ctypes.get_errno() if syscall(ctypes.c_ulong(number), *map(ctypes.c_ulong, args)) == -1 else 0
print(json.dumps([errno_of(number, args) for number, args in json.loads(%r)]))
"""
ONE = """
import ctypes
ctypes.CDLL(None).syscall(%s)
print('alive')
"""


FLAGS = ("--policies", "strict,open", "--sets", "bare", "--max-running", "4")


@pytest.fixture(scope="module")
def server():
    with service.Server(*FLAGS) as running:
        yield running


def answers(numbers):
    return {number: POLICY.answer(number, NONSENSE) for number in numbers if number not in kernel.UNFILTERED}


def try_in_cell(server, calls):
    reply = server.open(TRY % json.dumps(calls), timeout=60)
    assert reply["status"] == "success", reply
    return json.loads(reply["stdout"])


def told(number, args=NONSENSE):
    return f"{NAMES.get(number, '?')} {number:#x} ({', '.join(map(hex, args))})"


def together(work, items):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return list(pool.map(work, items))


def test_allowed_ones_reach_the_kernel(server):
    numbers = [number for number, answer in answers(EVERY).items() if answer == kernel.ALLOW and number not in LAST]
    assert len(numbers) > 70
    calls = [(number, NONSENSE) for number in numbers]
    out, err, status = service.program_output(TRY % json.dumps(calls))
    assert status == 0, err
    outside = json.loads(out)
    assert 1 not in outside, "outside, nothing is refused"
    inside = try_in_cell(server, calls)
    assert {told(number): pair for number, *pair in zip(numbers, inside, outside) if pair[0] != pair[1]} == {}


def test_refused_ones_are_refused(server):
    calls = [(number, NONSENSE, answer & 0xFFFF) for number, answer in answers(EVERY).items()
             if answer not in (kernel.ALLOW, kernel.KILL)]
    assert len(calls) > 400
    errors = try_in_cell(server, [call[:2] for call in calls])
    assert [told(number) for (number, _, wanted), error in zip(calls, errors) if error != wanted] == []


def test_refused_with_every_argument(server):
    """Tens of thousands of calls that would do something, were they allowed."""
    calls = []
    for arch, number, args in cases.all_of(POLICY, 5000, seed=1):
        low = number & 2**32 - 1
        answer = POLICY.answer(low, args)
        if arch == kernel.NATIVE and answer not in (kernel.ALLOW, kernel.KILL) and low not in kernel.UNFILTERED:
            calls.append((number, args, answer & 0xFFFF))
    assert len(calls) > 20_000

    def work(batch):
        errors = try_in_cell(server, [call[:2] for call in batch])
        return [told(number, args) for (number, args, wanted), error in zip(batch, errors) if error != wanted]

    assert sum(together(work, [calls[at:at + 4000] for at in range(0, len(calls), 4000)]), []) == []


def test_deadly_ones_kill(server):
    deadly = [number for number, answer in answers(EVERY).items() if answer == kernel.KILL]
    if kernel.X32:
        deadly += [kernel.X32 | number for number in (0, 1, 2, 39, 41, 57, 59, 101, 512, 520, 521, 545)]
        deadly += [2**31, 2**31 | 59, 2**32 - 2, 2**32 - 100]
    assert {NUMBERS["ptrace"], NUMBERS["bpf"]} <= set(deadly)
    replies = together(lambda number: server.open(ONE % number), deadly)
    assert {told(number, ()): reply for number, reply in zip(deadly, replies)
            if reply["status"] != "error" or "SIGSYS" not in (reply["error"] or "") or reply["stdout"]} == {}


ENDS = {
    "exit": ("success", None), "exit_group": ("success", None), "pause": ("timeout", None), "rt_sigreturn": ("error", "SIGSEGV"),
}


@pytest.mark.parametrize("name", ENDS)
def test_those_that_end_a_program(server, name):
    if name not in NUMBERS:
        pytest.skip("this architecture lacks it")
    reply = server.open(ONE % f"{NUMBERS[name]}, 0", timeout=1)
    status, word = ENDS[name]
    assert reply["status"] == status and (word is None or word in reply["error"]) and "alive" not in reply["stdout"], reply


@pytest.mark.skipif(not kernel.X32, reason="this architecture has no such entry")
def test_the_entry_of_32_bits(server):
    """`int 0x80` needs no memory of one's own making: it is found in the middle of other instructions of the libraries."""
    code = """
import ctypes, glob, mmap, os
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
for path in %r:
    data = open(path, 'rb').read()
    at = data.find(b'\\xcd\\x80')
    if at < 0: continue
    base = libc.mmap(None, len(data), 5, 2, os.open(path, os.O_RDONLY), 0)
    assert base not in (None, 2**64 - 1), ctypes.get_errno()
    print('found', flush=True)
    ctypes.CFUNCTYPE(ctypes.c_int)(base + at)()
    print('alive')
""" % sorted(glob.glob("/usr/lib/*/libpython3*.so*") + glob.glob("/usr/lib/*/libc.so.6") + glob.glob("/usr/lib/*/libcrypto.so*"))
    reply = server.open(code)
    assert reply["stdout"] == "found\n" and "SIGSYS" in reply["error"], reply


def test_a_hole_is_noticed(tmp_path):
    """The control: the same calls in cells whose filter allows a little more."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    holed = tmp_path / "policies" / "cell.seccomp"
    holed.write_text(POLICY.text.replace(" umask", " umask getpgrp memfd_create").replace("kill ptrace ", "kill "))
    tmp_path.chmod(0o755)
    with service.Server(*FLAGS, "--policy-dir", tmp_path / "policies") as server:
        calls = [(NUMBERS[name], (2, 1, 0, 0, 0, 0)) for name in ("getpgrp", "memfd_create", "setsid")]
        assert try_in_cell(server, calls) == [0, errno.EFAULT, errno.EPERM]
        assert "alive" in server.open(ONE % NUMBERS["ptrace"])["stdout"]


def test_the_next_program_runs(server):
    assert server.open("print(1)")["stdout"] == "1\n"
