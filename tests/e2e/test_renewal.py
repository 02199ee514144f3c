"""Zygotes are renewed while they serve: no program notices, and nothing stays behind."""

import collections
import concurrent.futures
import contextlib
import os
import signal
import time

import pytest

import service
from service import status_of, wait_until

AT_ONCE = 8
SETS = ("--sets", "bare; numpy: numpy; sympy: sympy")
# The seed of str's hash and a place in libc: equal in all cells of one zygote.
LAYOUT = "import ctypes\nprint(hash('zygote'), ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p).value)"
PROGRAMS = {
    "hello": ({"code": "print('Hello')"}, {"status": "success", "stdout": "Hello\n"}),
    "numpy": ({"code": "import numpy as np\nprint(np.arange(10).sum())"}, {"status": "success", "stdout": "45\n"}),
    "small folder": ({"code": "print(1)", "memory_limit": 64}, {"status": "success", "stdout": "1\n"}),
    "exception": ({"code": "1 / 0"}, {"status": "error", "error": "ZeroDivisionError: division by zero"}),
    "refused": ({"code": "import os"}, {"status": "error", "error": "Import of 'os' is not allowed"}),
    "other set": ({"code": "import sympy\nprint(sympy.Integer(2) ** 5)"}, {"status": "success", "stdout": "32\n"}),
}


def roots(server):
    """pid 1 of each outermost namespace below the server."""
    return {pid for pid in server.tree() if status_of(pid).get("NSpid", "").split()[1:] == ["1"]}


def mounts(server):
    """Of the zygotes; the others see the machine's, which come and go."""
    zygotes = [pid for pid in server.lasting() if service.exe_of(pid) == "pyrunner-zygote"]
    return sorted(len((service.read(f"/proc/{pid}/mountinfo") or "").splitlines()) for pid in zygotes)


def renewals(server):
    return server.log_text(None).count("zygotes are renewed")


def under_load(server, seconds, until):
    """Programs at AT_ONCE connections for so long and until that is so. Returns the wrong replies."""
    end, limit = time.monotonic() + seconds, time.monotonic() + service.PATIENCE
    wrong = collections.Counter()
    names = list(PROGRAMS)

    def client(number):
        for i in range(1000000):
            if time.monotonic() > end and until() or time.monotonic() > limit:
                return
            name = names[(number + i) % len(names)]
            fields, expected = PROGRAMS[name]
            reply = server.http.post("/run", json={"timeout": 60} | fields)
            got = reply.json()
            if reply.status_code != 200 or any(got[key] != value for key, value in expected.items()):
                wrong[name, reply.status_code, reply.text[:300]] += 1

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(client, range(AT_ONCE)))
    return wrong


def settled_alone(server):
    """The census once no second family is left, nor a ready cell that was made for a crowd and is more than a pool holds."""
    for name in ("hello", "numpy", "other set") * 3:
        server.run(**PROGRAMS[name][0], timeout=60)

    def alone():		# one of these programs may be the one that a renewal waited for
        before, census = roots(server), server.settled()
        return len(before) == 1 and before == roots(server) and census

    census = wait_until(alone, service.PATIENCE)
    assert census, server.log_text()
    return census


@pytest.mark.parametrize("flags", [("--renew-seconds", "1"), ("--renew-cells", "40", "--renew-seconds", "0")],
                         ids=["interval", "programs"])
def test_no_program_notices_a_renewal(start, flags):
    server = start(*SETS, "--policies", "strict,standard,open", "--max-running", "4", *flags)
    hashes, places = set(), set()

    def renewed():
        seed, place = server.open(LAYOUT)["stdout"].split()
        hashes.add(seed)
        places.add(place)
        return renewals(server) >= 3 and len(hashes) > 1 and len(places) > 1

    wrong = under_load(server, 5, renewed)
    assert not wrong, wrong
    assert renewals(server) >= 3, server.log_text()
    assert len(hashes) > 1, "one hash seed in all zygotes"
    assert len(places) > 1, "one address layout in all zygotes"


def test_nothing_grows_with_renewals(start):
    server = start(*SETS, "--max-running", "4", "--renew-cells", "30", "--renew-seconds", "0")
    assert not under_load(server, 1, lambda: renewals(server) >= 1)
    before, first, mounted = settled_alone(server), renewals(server), mounts(server)
    assert not under_load(server, 1, lambda: renewals(server) >= first + 3)
    after = settled_alone(server)
    server_only = {server.pid, *(pid for pid in before["lasting"] if pid in after["lasting"])}
    assert len(server_only) >= 2, "server and keeper are the same ones"
    for kind in ("processes", "cgroups"):
        assert after[kind] == before[kind], kind
    for kind in ("lasting", "fds"):		# zygotes have new numbers
        assert len(after[kind]) == len(before[kind]), kind
    assert sorted(after["fds"]) == sorted(before["fds"])
    assert mounts(server) == mounted


def test_a_long_program_outlives_its_zygotes_turn(start):
    server = start(*SETS, "--policies", "strict,standard,open", "--max-running", "4", "--renew-seconds", "1")
    old = roots(server)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        code = "import time\ntime.sleep(3)\nprint('finished')"
        running = [pool.submit(server.open, code, timeout=60), pool.submit(server.open, "import numpy\n" + code, timeout=60)]
        replies = [future.result() for future in running]
        for reply in replies:
            assert reply["stdout"] == "finished\n" and reply["execution_time"] < 10, reply
    assert wait_until(lambda: renewals(server) >= 1 and not roots(server) & old, service.PATIENCE), server.log_text()
    assert "a run was lost" not in server.log_text(None)


def test_zygotes_that_do_not_come_are_no_loss(start, root):
    """The new root zygote dies each time: the old ones go on, and it is tried again."""
    server = start(*SETS, "--max-running", "2", "--renew-seconds", "3")
    [old] = roots(server)

    def kill_the_new_one():
        for pid in roots(server) - {old}:
            with contextlib.suppress(ProcessLookupError):  # the one of the look before is reaped by now
                os.kill(pid, signal.SIGKILL)
        return "could not be renewed" in server.log_text(None)

    assert wait_until(kill_the_new_one, service.PATIENCE, 0.001)
    assert wait_until(lambda: roots(server) == {old}, 5, 0.001)		# the one that was killed is to be reaped
    assert server.run("import numpy\nprint(numpy.arange(3).sum())")["stdout"] == "3\n"
    assert wait_until(lambda: renewals(server) >= 1, service.PATIENCE), server.log_text()
    assert server.run("import numpy\nprint(numpy.arange(3).sum())")["stdout"] == "3\n"


def test_the_old_root_zygote_dies_during_a_renewal(start, root):
    """What is starting takes its place."""
    server = start(*SETS, "--max-running", "2", "--renew-seconds", "3")
    [old] = roots(server)
    assert wait_until(lambda: len(roots(server)) == 2, service.PATIENCE, 0.001)
    os.kill(old, signal.SIGKILL)
    assert server.run("import numpy\nprint(numpy.arange(3).sum())", timeout=60)["stdout"] == "3\n"
    assert wait_until(lambda: len(roots(server)) == 1 and old not in roots(server), service.PATIENCE)


def test_never_means_never(start):
    server = start(*SETS, "--max-running", "2", "--renew-seconds", "0", "--renew-cells", "0")
    old = roots(server)
    assert not under_load(server, 2, lambda: True)
    assert roots(server) == old and renewals(server) == 0


@pytest.mark.parametrize("cgroups", ["auto", "none"])
def test_as_an_ordinary_user(start, ordinary_uid, cgroups):
    server = start(*SETS, "--max-running", "2", "--renew-seconds", "1", "--cgroups", cgroups, uid=ordinary_uid)
    assert not under_load(server, 2, lambda: renewals(server) >= 2)
    assert renewals(server) >= 2, server.log_text()
