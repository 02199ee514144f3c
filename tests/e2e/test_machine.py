"""A machine that is short of something, and processes that hang."""

import concurrent.futures
import contextlib
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import time

import pytest

import service
from service import wait_running, wait_until

# A zygote has that long to load, too.
HANGS = "5" if not service.SANITIZED else "10"
SMALL = ("--max-running", "2", "--ready-cells", "1", "--sets", "bare: ; numpy: numpy")
NUMPY = "import numpy\nprint(numpy.arange(3).sum())"


# --- what hangs

@pytest.mark.parametrize("which", ["set", "root"])
def test_a_zygote_that_hangs_is_replaced(start, root, which):
    own = start(*SMALL, "--zygote-timeout", HANGS)
    for code in ("print(3)", NUMPY):
        assert own.run(code)["stdout"] == "3\n"
    own.settled()
    [old] = own.set_zygotes() if which == "set" else [own.root_zygote()]
    os.kill(old, signal.SIGSTOP)
    # ready cells go on, at first; what comes after them waits for the next zygote
    for _ in range(3):
        assert own.run(NUMPY if which == "set" else "print(3)", memory_limit=64, timeout=60)["stdout"] == "3\n"
    assert wait_until(lambda: old not in own.tree())
    assert "zygote does not answer" in own.log_text()


def test_a_set_that_hangs_while_it_loads(tmp_path):
    """It is tried three times, then served without; its processes are gone."""
    shutil.copytree(service.TREE / "warmup", tmp_path / "warmup")
    (tmp_path / "warmup" / "numpy").mkdir(exist_ok=True)
    (tmp_path / "warmup" / "numpy" / "hangs.py").write_text("while True: pass\n")
    tmp_path.chmod(0o755)
    with service.Server(*SMALL, "--zygote-timeout", HANGS, "--warmup-dir", tmp_path / "warmup") as own:
        assert own.run("print(3)")["stdout"] == "3\n"
        assert own.run(NUMPY, timeout=60)["stdout"] == "3\n"		# imported by the program itself
        assert own.log_text().count("zygote does not answer") >= 3
        assert len(own.set_zygotes()) <= 1


def test_a_killed_cell_is_an_error_of_its_program(start, root):
    own = start(*SMALL, "--policies", "strict,open")
    for _ in range(3):
        own.settled()
        ready = set(own.cells())
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            reply = pool.submit(own.open, "print('begun', flush=True)\nwhile True: pass", timeout=30)
            wait_running(own)
            for pid in ready & set(own.cells()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            got = reply.result(20)
        assert got["status"] == "error" and got["stdout"] == "begun\n", got
    assert own.run("print(3)")["stdout"] == "3\n"


# --- what is short

def test_a_log_that_cannot_be_written(monkeypatch):
    monkeypatch.setattr(service.tempfile, "TemporaryFile", lambda: open("/dev/full", "wb"))
    with service.Server(*SMALL) as own:
        assert own.run("print(3)")["stdout"] == "3\n"
        assert own.post(code="1", timeout=-1).status_code == 422
        assert own.run("while True: pass", timeout=1)["status"] == "timeout"


def limited(command, descriptors):
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True,
                            env=service.surrounding(),
                            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors)))


@pytest.mark.exact
def test_too_few_descriptors_are_refused_at_start():
    with limited([service.BUILD / "pyrunner", "serve", "--listen", "127.0.0.1:0", "--max-running", "50"], 256) as own:
        words = own.communicate(timeout=service.PATIENCE)[1]
    assert own.returncode == 1
    assert re.search(r"may need \d+ descriptors, the limit is 256", words), words


@pytest.mark.exact
def test_just_enough_descriptors(monkeypatch):
    """With all connections and all cells in use there are still some left, and afterwards all is as before."""
    flags = (*SMALL, "--max-connections", "60")
    with limited([service.BUILD / "pyrunner", "serve", "--listen", "127.0.0.1:0", *flags], 100) as own:
        words = own.communicate(timeout=service.PATIENCE)[1]
    needed = int(re.search(r"may need (\d+) descriptors", words)[1])
    popen = subprocess.Popen
    monkeypatch.setattr(service.subprocess, "Popen", lambda *args, **options: popen(
        *args, **options, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (needed, needed))))
    with service.Server(*flags) as own:
        own.run("print(3)")
        before = own.settled()
        with contextlib.ExitStack() as stack:
            for _ in range(100):
                connection = stack.enter_context(socket.socket())
                connection.settimeout(2)
                with contextlib.suppress(OSError):
                    connection.connect(("127.0.0.1", own.port))
                    connection.sendall(service.run_request("import time; time.sleep(1)", timeout=1, policy="standard"))
            time.sleep(3)
        assert wait_until(own.ready, service.PATIENCE)
        for _ in range(4):
            assert own.run(NUMPY)["stdout"] == "3\n"
        assert "Too many open files" not in own.log_text()
        after = own.settled()
        # cells that were made for those who then hung up wait for the next ones
        spare = after["processes"] - before["processes"]
        assert spare <= 2 and after["fds"][0] == before["fds"][0] + 6 * spare, (before, after)


@pytest.fixture
def short_of_memory(root):
    """A group of 300 MB; the way to start a process in it."""
    top = pathlib.Path("/sys/fs/cgroup/memory")
    version1 = top.is_dir()
    if not version1:
        pytest.skip("the memory controller is not one of cgroup version 1 here: tests/vm has the other")
    [own] = [line.split(":", 2)[2] for line in service.read("/proc/self/cgroup").splitlines() if line.split(":")[1] == "memory"]
    group = pathlib.Path(f"{top}{own}") / f"short-{os.getpid()}"
    group.mkdir()
    try:
        (group / "memory.limit_in_bytes").write_text(str(300 * 2**20))
        yield group
    finally:
        wait_until(lambda: not (group / "cgroup.procs").read_text().split(), 20)
        group.rmdir()


@pytest.mark.exact
def test_a_host_that_is_short_of_memory(short_of_memory, monkeypatch):
    """Programs that may have more than there is: they are what ends, not a process of ours."""
    popen = subprocess.Popen
    monkeypatch.setattr(service.subprocess, "Popen", lambda *args, **options: popen(
        *args, **options, preexec_fn=lambda: (short_of_memory / "cgroup.procs").write_text(str(os.getpid()))))
    with service.Server(*SMALL, "--max-running", "4", "--memory-budget-mb", "2048") as own:
        own.settled()
        lasting = own.lasting()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            bombs = [pool.submit(own.post, code="x = []\nwhile True: x.append(bytearray(10**6))", memory_limit=400, timeout=20)
                     for _ in range(4)]
            replies = [bomb.result(service.PATIENCE) for bomb in bombs]
        for reply in replies:
            assert reply.status_code == 503 or reply.json()["status"] == "memory_exceeded", reply.text
        assert int((short_of_memory / "memory.failcnt").read_text()), "memory was not short"
        assert own.lasting() == lasting, "a process of ours was chosen"
        assert own.run(NUMPY, timeout=60)["stdout"] == "3\n"
