"""What is paid where nobody looks: descriptors by the slot, wake-ups of an idle service, system calls of a request."""

import concurrent.futures
import contextlib
import os
import pathlib
import socket
import time

import pytest

import service
from service import wait_until

BARE = ("--sets", "bare", "--policies", "strict,open")
SLEEP = "import time\ntime.sleep(3)\nprint('slept')"


def server_fds(own):
    return len(os.listdir(f"/proc/{own.pid}/fd"))


def groups_files():
    """Of one slot: three members' files and four of limits where groups are of version 1."""
    version1 = pathlib.Path("/sys/fs/cgroup/memory").is_dir()
    return 7 if version1 else 4


@pytest.mark.exact
def test_descriptors_of_a_slot(start):
    """Idle ones cost the files of their groups: nothing of the cells that were in them is kept."""
    held = {}
    for running in (4, 54):
        own = start(*BARE, "--max-running", running, "--ready-cells", "1", "--queue", "100")
        with concurrent.futures.ThreadPoolExecutor(running) as pool:
            replies = list(pool.map(lambda _: own.run("print(3)")["stdout"], range(4 * running)))
        assert replies == ["3\n"] * 4 * running
        own.http.close()
        held[running] = own.settled()["fds"][0]
    slots = 2 * (54 - 4)
    assert held[54] - held[4] <= slots * groups_files(), held


@pytest.mark.exact
def test_descriptors_of_a_running_cell(start):
    """A channel, two pipes, the process, its folder, its status; and the client's connection."""
    own = start(*BARE, "--max-running", "20", "--ready-cells", "1", "--queue", "30")
    own.http.close()
    before = own.settled()["fds"][0]
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", own.port), 30))
            connection.sendall(service.run_request(SLEEP, timeout=30, policy="open"))
        assert wait_until(lambda: len(own.cells()) >= 20, 20)
        time.sleep(1)
        assert server_fds(own) - before <= 20 * 7, (before, server_fds(own))


def switches(pid):
    """How often a process has gone to sleep, or was made to."""
    status = service.status_of(pid)
    return [status.get(key) for key in ("voluntary_ctxt_switches", "nonvoluntary_ctxt_switches")]


def test_idle_is_idle(start):
    """No process of it wakes up: no polling, no timer."""
    own = start("--max-running", "2", "--head-timeout", "2", "--idle-timeout", "2")
    own.run("print(3)")
    own.http.close()
    own.settled()

    def all_switches():
        return {pid: switches(pid) for pid in (own.pid, *own.tree())}

    def asleep():
        before = all_switches()
        time.sleep(3)
        return before == all_switches()
    assert wait_until(asleep, 45), own.log_text()
