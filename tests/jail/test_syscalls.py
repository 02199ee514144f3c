"""System calls one by one: what the kernel and what filter_evaluate() make of a compiled policy, against the policy's own
text as tests/jail/syscalls/policy.py reads it. The kernel decides and nothing happens: see syscalls/sweep.c."""

import os
import pathlib
import random
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("PYRUNNER_BUILD") or ROOT / "build")
sys.path.insert(0, str(HERE / "syscalls"))

import cases  # noqa: E402
import document  # noqa: E402
import document  # noqa: E402
import kernel  # noqa: E402
import policy as policies  # noqa: E402

pytestmark = pytest.mark.local
SEED = int(os.environ.get("SEED") or random.getrandbits(32))
DRAWN = int(os.environ.get("DRAWN") or 100_000)
NAMES = {number: name for name, number in kernel.numbers().items()}


@pytest.fixture(scope="module", params=["cell", "server"])
def policy(request):
    return policies.Policy(ROOT / "policies" / f"{request.param}.seccomp")


@pytest.fixture(scope="module")
def calls(policy):
    return cases.all_of(policy, DRAWN, SEED)


def expected(policy, arch, number, args):
    # the filter sees an int: the register's upper half is gone
    return policy.answer(number & 2**32 - 1, args) if arch == kernel.NATIVE else kernel.KILL


def ask(who, policy, calls):
    done = subprocess.run([BUILD / "tests/jail/syscalls/sweep", who, policy.path], input=cases.packed(calls), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return cases.unpacked(done.stdout)


def differences(policy, calls, answers):
    assert len(answers) == len(calls)
    for (arch, number, args), answer in zip(calls, answers):
        wanted = expected(policy, arch, number, args)
        if answer != wanted:
            name = NAMES.get(number & 2**32 - 1, "?")
            yield (f"{name} {number:#x} ({', '.join(map(hex, args))}) of {arch:#x}: {kernel.words(answer)}, "
                   f"the policy says {kernel.words(wanted)}")


def test_program(policy, calls):
    wrong = list(differences(policy, calls, ask("program", policy, calls)))
    assert not wrong, f"SEED={SEED}, {len(wrong)} of {len(calls)}:\n" + "\n".join(wrong[:20])


def test_program_of_other_architectures(policy, calls):
    """x86 of 32 bits, both of ARM, RISC-V, MIPS, nonsense: dead whatever the call."""
    others = {0x40000003, 0xC000003E, 0xC00000B7, 0x40000028, 0xC00000F3, 8, 0, 2**32 - 1} - {kernel.NATIVE}
    foreign = [(arch, number, args) for arch in sorted(others) for _, number, args in calls[::97]]
    wrong = list(differences(policy, foreign, ask("program", policy, foreign)))
    assert not wrong, f"SEED={SEED}, {len(wrong)} of {len(foreign)}:\n" + "\n".join(wrong[:20])


def test_kernel(policy, calls):
    asked = [call for call in calls if call[1] & 2**32 - 1 not in kernel.UNFILTERED]
    wrong = list(differences(policy, asked, ask("kernel", policy, asked)))
    assert not wrong, f"SEED={SEED}, {len(wrong)} of {len(asked)}:\n" + "\n".join(wrong[:20])


@pytest.mark.skipif(not kernel.UNFILTERED, reason="this architecture has none")
def test_what_the_kernel_hides_from_filters_does_nothing(policy):
    calls = [(kernel.NATIVE, number, vector) for number in sorted(kernel.UNFILTERED) for vector in cases.VECTORS]
    told = {kernel.words(answer) for answer in ask("kernel", policy, calls)}
    # refused by the policy, or by the kernel: SIGILL, or an error to whom no probe was put into
    assert told <= {"EPERM", "died of signal 4", "ENXIO", "EPROTO"}, told


def test_every_number_is_met(calls):
    met = {number for arch, number, _ in calls if arch == kernel.NATIVE}
    assert set(kernel.numbers().values()) <= met
    assert set(cases.INTERESTING) - set(kernel.numbers()) <= {"open", "arch_prctl"}     # what aarch64 lacks


TAMPERED = {
    "a call more": ("default errno EPERM", "default errno EPERM\nallow unshare"),
    "a call fewer": (" getcwd", ""),
    "another default": ("default errno EPERM", "default errno EINVAL"),
    "upper half not compared": ("if arg0 == SELF", "if arg0 & 0xffffffff == SELF"),
    "one bit not compared": ("arg2 == PROT_READ|PROT_EXEC", "arg2 & ~4096 == PROT_READ|PROT_EXEC"),
    "a flag more": ("CLONE_CHILD_CLEARTID", "CLONE_CHILD_CLEARTID|CLONE_PARENT"),
    "a value fewer": (" FIONBIO", ""),
    "another errno": ("errno ENOSYS clone3", "errno EPERM clone3"),
    "refused instead of killed": ("kill ptrace", "errno EPERM ptrace"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_difference_is_noticed(name, tmp_path):
    """The control: the same calls find a filter that is not the policy's, in the kernel and in user space."""
    policy = policies.Policy(ROOT / "policies" / "cell.seccomp")
    old, new = TAMPERED[name]
    assert old in policy.text
    tampered = tmp_path / "cell.seccomp"
    tampered.write_text(policy.text.replace(old, new, 1))
    compiled = policies.Policy(tampered)
    calls = [call for call in cases.all_of(policy, 1000, SEED) if call[0] == kernel.NATIVE and call[1] < 512
             and call[1] not in kernel.UNFILTERED]
    for who in ("program", "kernel"):
        answers = ask(who, compiled, calls)
        assert list(differences(policy, calls, answers)), who
        assert not list(differences(compiled, calls, answers)), who


@pytest.mark.skipif(not kernel.X32, reason="the table is of x86-64")
def test_the_table_is_up_to_date():
    assert document.PLACE.read_text() == document.table(), "tests/jail/syscalls/document.py --write"
