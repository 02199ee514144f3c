"""Start, admission, failures of ours, and the end."""

import concurrent.futures
import contextlib
import os
import signal
import socket
import time

import httpx
import pytest

import service
from service import run_request, status_of, wait_running, wait_until

SPIN = "while True: pass"
# What wait_running() sees, before the rest of a program.
SPIN_A_WHILE = "import time\nend = time.process_time() + 2\nwhile time.process_time() < end: pass\n"


def in_background(call, *arguments, **options):
    pool = concurrent.futures.ThreadPoolExecutor(1)
    future = pool.submit(call, *arguments, **options)
    pool.shutdown(wait=False)
    return future


def quietly(call, **fields):
    with contextlib.suppress(httpx.TransportError):
        return call(**fields)


# --- who runs as what

def test_the_server_has_no_privileges(server, root):
    status = status_of(server.pid)
    assert "0" not in status["Uid"].split() and "0" not in status["Gid"].split()
    for kind in ("CapEff", "CapPrm", "CapInh", "CapAmb"):
        assert int(status[kind], 16) == 0, kind
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"
    assert status["Groups"].split() in ([], status["Gid"].split()[:1])


def test_the_server_has_no_interpreter(server):
    assert service.exe_of(server.pid) == "pyrunner"
    maps = {pid: service.read(f"/proc/{pid}/maps") for pid in (server.pid, server.root_zygote())}
    assert not any("libpython" in text for text in maps.values())
    assert "zygote's text" in maps[server.root_zygote()] and "zygote's text" not in maps[server.pid]


def test_no_process_is_root_on_the_host(server, root):
    for pid in server.tree():
        uids = status_of(pid).get("Uid", "").split()
        assert "0" not in uids, (pid, service.exe_of(pid))


def test_every_cell_has_a_uid_and_namespaces_of_its_own(server, root):
    server.settled()
    cells = server.cells()
    assert len(cells) >= 2
    uids = [status_of(pid)["Uid"].split()[0] for pid in cells]
    assert len(set(uids)) == len(uids)

    def namespaces(kind):
        return {os.readlink(f"/proc/{pid}/ns/{kind}") for pid in cells}

    for kind in ("pid", "mnt", "ipc"):
        assert len(namespaces(kind)) == len(cells), kind
    zygote = server.root_zygote()
    for kind in ("net", "user"):
        assert namespaces(kind) == {os.readlink(f"/proc/{zygote}/ns/{kind}")}, kind
        assert os.readlink(f"/proc/self/ns/{kind}") not in namespaces(kind)


def test_cells_are_sealed_before_a_request_comes(server, root):
    server.settled()
    for pid in server.cells():
        status = status_of(pid)
        assert status["Seccomp"] == "2" and status["NoNewPrivs"] == "1" and int(status["CapEff"], 16) == 0
        assert status["Threads"] == "1"


def test_zygotes_have_one_thread(server):
    for pid in server.lasting():
        assert status_of(pid)["Threads"] == "1" or service.SANITIZED, service.exe_of(pid)


# --- failures of ours

def test_a_dead_root_zygote_is_replaced(server, root):
    old = server.root_zygote()
    os.kill(old, signal.SIGKILL)
    assert wait_until(lambda: server.ready() and server.processes() and old not in server.tree(), service.PATIENCE)
    assert server.run("import numpy\nprint(numpy.arange(3).sum())", timeout=60)["stdout"] == "3\n"
    assert server.root_zygote() != old
    assert "0" not in status_of(server.root_zygote())["Uid"].split()


def test_a_run_lost_with_the_root_zygote_is_repeated_once(server, root):
    waiting = in_background(server.open, SPIN_A_WHILE + "print('done')", timeout=60)
    wait_running(server)
    os.kill(server.root_zygote(), signal.SIGKILL)
    assert waiting.result(service.PATIENCE)["stdout"] == "done\n"


def test_a_run_lost_twice_is_503(server, root):
    waiting = in_background(server.post, code=SPIN, timeout=60)
    wait_running(server)
    old = server.root_zygote()
    os.kill(old, signal.SIGKILL)
    assert wait_until(lambda: old not in server.tree() and server.cells(), service.PATIENCE)
    wait_running(server)
    os.kill(server.root_zygote(), signal.SIGKILL)
    reply = waiting.result(service.PATIENCE)
    assert reply.status_code == 503 and "retry-after" in reply.headers and "detail" in reply.json()
    assert wait_until(server.ready, service.PATIENCE)


def test_a_dead_set_zygote_is_replaced_and_its_cells_go_on(server, root):
    server.settled()
    running = in_background(server.open, "import numpy\n" + SPIN_A_WHILE + "time.sleep(1)\nprint('went on')", timeout=30)
    wait_running(server)
    old = server.set_zygotes()
    assert old
    for pid in old:
        os.kill(pid, signal.SIGKILL)
    assert running.result(30)["stdout"] == "went on\n"
    for code in ("import numpy", "import pandas", "import sklearn, sympy", "import matplotlib.pyplot"):
        assert server.run(code, timeout=60)["status"] == "success"
    assert wait_until(lambda: len(server.set_zygotes()) == len(old), service.PATIENCE)
    assert not set(old) & set(server.set_zygotes())


def test_sets_that_have_failed_come_back_with_a_new_root_zygote(start, root):
    own = start("--sets", "bare; numpy: numpy; sympy: sympy")
    own.settled()
    for kill in (own.set_zygotes, lambda: [own.root_zygote()]):
        old = set(own.set_zygotes())
        for pid in kill():
            os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: len(set(own.set_zygotes()) - old) == 2, service.PATIENCE)
    for code in ("import numpy", "import sympy"):
        assert own.run(code, timeout=60)["status"] == "success"


def test_a_dead_keeper_is_no_hang(root):
    """Without its keeper the server can start nothing: it may end, but it may not hang or leave a process."""
    own = service.Server()
    own.__enter__()
    own.was = set(own.tree())
    [keeper] = [pid for pid, parent in service.parents().items()
                if parent == own.pid and "keeper" in (service.read(f"/proc/{pid}/cmdline") or "")]
    os.kill(keeper, signal.SIGKILL)
    time.sleep(1)
    own.process.send_signal(signal.SIGTERM)
    own.process.wait(20)
    assert wait_until(lambda: not own.left_alive(), 10), own.left_alive()
    assert wait_until(lambda: not own.groups & service.cgroup_folders(), 10), "its clean-up process was still there"


def test_every_cell_killed_at_once(server, root):
    for pid in server.cells():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    reply = server.run("print('after')", timeout=60)
    assert reply["stdout"] == "after\n", reply


# --- admission

def test_a_full_queue_answers_at_once(start):
    small = start("--max-running", "1", "--queue", "1")
    first = in_background(small.post, code=SPIN, timeout=8)
    wait_running(small)
    second = in_background(small.post, code="print(2)", timeout=30)
    time.sleep(0.3)
    began = time.monotonic()
    third = small.post(code="print(3)")
    assert time.monotonic() - began < 2 and not first.done()
    assert third.status_code == 503 and int(third.headers["retry-after"]) >= 1
    assert list(third.json()) == ["detail"]
    assert first.result(20).json()["status"] == "timeout"
    assert second.result(20).json()["stdout"] == "2\n"
    assert small.post(code="print(4)").status_code == 200


def test_waiting_longer_than_its_own_timeout(start):
    small = start("--max-running", "1", "--queue", "8")
    first = in_background(small.post, code=SPIN, timeout=8)
    wait_running(small)
    began = time.monotonic()
    reply = small.post(code="print('never')", timeout=1)
    assert 0.9 < time.monotonic() - began < 5 and not first.done()
    assert reply.status_code == 503 and "retry-after" in reply.headers
    first.result(20)


def test_waiting_is_no_running(start):
    """The clock of `timeout` and `execution_time` starts when a cell gets the job."""
    small = start("--max-running", "1")
    first = in_background(small.post, code=SPIN, timeout=5)
    wait_running(small)
    reply = small.run("print('x')", timeout=10)
    assert reply["stdout"] == "x\n" and reply["execution_time"] < 2
    first.result(20)


def test_a_hang_up_ends_the_run(start):
    small = start("--max-running", "1")
    with socket.create_connection(("127.0.0.1", small.port)) as connection:
        connection.sendall(run_request(SPIN, timeout=60))
        running = wait_running(small)
    assert wait_until(lambda: not set(running) & set(small.cells()), 20), "the program outlives its client"
    began = time.monotonic()
    assert small.run("print(1)")["stdout"] == "1\n"
    assert time.monotonic() - began < 20


def test_a_hang_up_in_the_queue_takes_the_program_out(start):
    small = start("--max-running", "1", "--queue", "2")
    first = in_background(small.post, code=SPIN, timeout=5)
    time.sleep(0.5)
    for _ in range(6):
        with socket.create_connection(("127.0.0.1", small.port)) as connection:
            connection.sendall(run_request(SPIN, timeout=60))
            time.sleep(0.15)
    # had they stayed, the queue would be full, or each would now spin for a minute
    reply = small.post(code="print('next')", timeout=30)
    assert reply.status_code == 200 and reply.json()["stdout"] == "next\n"
    first.result(20)


def from_address(server, address, code, **fields):
    transport = httpx.HTTPTransport(local_address=address)
    with httpx.Client(base_url=server.url, timeout=service.PATIENCE, transport=transport, trust_env=False) as client:
        reply = client.post("/run", json={"code": code, **fields})
        return time.monotonic(), reply


def test_one_client_does_not_starve_the_others(start):
    small = start("--max-running", "2", "--queue", "64")
    code = "from datetime import datetime as d, timedelta\nend = d.now() + timedelta(seconds=0.8)\nwhile d.now() < end: pass"
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        many = [pool.submit(from_address, small, "127.0.0.2", code, timeout=60) for _ in range(16)]
        time.sleep(0.7)
        few = [pool.submit(from_address, small, "127.0.0.3", "print(1)", timeout=60) for _ in range(2)]
        ends = [future.result()[0] for future in few]
        last = sorted(future.result()[0] for future in many)
    assert all(future.result()[1].json()["status"] == "success" for future in many + few)
    assert max(ends) < last[8], "two programs of one client waited for most of another's sixteen"


def test_keep_alive_clients_at_concurrency_16(server):
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        printed = list(pool.map(lambda n: server.run(f"print({n} * 2)")["stdout"], range(160)))
    assert printed == [f"{n * 2}\n" for n in range(160)]


def test_more_cells_than_a_cell_may_have_files(start):
    """A zygote holds a descriptor for each of its cells, and each new cell begins with all of them."""
    own = start("--policies", "strict,open", "--max-running", "60", "--open-files", "50", "--sets", "bare")
    code = "import time\ntime.sleep(3)\nprint('slept')"
    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        # one client gets half of the slots while others wait
        running = [pool.submit(from_address, own, f"127.0.0.{2 + n % 2}", code, policy="open", timeout=60) for n in range(60)]
        assert {future.result()[1].json()["stdout"] for future in running} == {"slept\n"}
    assert "could not be made" not in own.log_text(None)


# --- the end

def test_sigterm_drains(start):
    own = start("--max-running", "2", "--policies", "strict,open")
    running = in_background(own.open, SPIN_A_WHILE + "time.sleep(4)\nprint('finished')")
    wait_running(own)
    own.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    try:
        reply = httpx.post(f"{own.url}/run", json={"code": "1"}, timeout=5, trust_env=False)
        assert reply.status_code == 503
    except httpx.TransportError:
        pass		# not listening any more is as good
    assert own.process.poll() is None
    assert running.result(20)["stdout"] == "finished\n"
    assert own.process.wait(service.PATIENCE) == 0


def test_a_second_sigterm_ends_at_once(start):
    own = start("--max-running", "2")
    running = in_background(lambda: quietly(own.post, code=SPIN, timeout=60))
    wait_running(own)
    own.was = set(own.tree())
    own.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    assert own.process.poll() is None
    own.process.send_signal(signal.SIGTERM)
    assert own.process.wait(20) is not None
    running.result(20)
    assert wait_until(lambda: not own.left_alive(), 20)
    # what is left to check at the end is files and groups, not the status
    own.process.returncode = 0


def test_sigint_like_sigterm(start):
    own = start()
    own.was = set(own.tree())
    own.process.send_signal(signal.SIGINT)
    assert own.process.wait(20) == 0


def test_a_killed_server_leaves_no_cell(start):
    own = start("--max-running", "2")
    running = in_background(lambda: quietly(own.post, code=SPIN, timeout=60))
    wait_running(own)
    own.was = set(own.tree())
    assert own.was
    own.process.kill()
    own.process.wait()
    assert wait_until(lambda: not own.left_alive(), 10), own.left_alive()
    running.result(20)
    own.process.returncode = 0


def test_starting_again_after_a_kill(start):
    own = service.Server()
    own.__enter__()
    own.was = set(own.tree())
    own.process.kill()
    own.process.wait()
    assert wait_until(lambda: not own.left_alive(), 10)
    again = start()
    assert again.run("print(1)")["stdout"] == "1\n"


# --- started otherwise

def test_from_a_folder_that_only_root_can_enter(start, root):
    """As where root has cloned it to its home."""
    own = start(copy_mode=0o700)
    assert own.run("import numpy\nprint(numpy.arange(3).sum())")["stdout"] == "3\n"
    old = own.root_zygote()
    os.kill(old, signal.SIGKILL)
    assert wait_until(lambda: old not in own.tree() and own.cells(), service.PATIENCE)
    assert own.run("print(4)", timeout=60)["stdout"] == "4\n"


def test_as_an_ordinary_user(start, ordinary_uid):
    own = start("--policies", "strict,standard,open", uid=ordinary_uid)
    assert own.run("import numpy\nprint(numpy.arange(10).sum())")["stdout"] == "45\n"
    assert own.run("while True: pass", timeout=1)["status"] == "timeout"
    assert own.run("x = []\nwhile True: x.append(bytearray(10**6))", memory_limit=128)["status"] == "memory_exceeded"
    assert "shut" in own.open("try: open('/etc/passwd'); print('OPEN')\nexcept OSError: print('shut')")["stdout"]
    assert "shut" in own.open("import os\ntry: os.fork(); print('OPEN')\nexcept OSError: print('shut')")["stdout"]
    isolation = own.http.get("/").json()["isolation"]
    assert isolation["level"] in ("full", "container") and "seccomp" in str(isolation)


@pytest.mark.exact
@pytest.mark.parametrize("ordinary", [False, True])
def test_without_cgroups(start, ordinary, request):
    uid = request.getfixturevalue("ordinary_uid") if ordinary else None
    own = start("--policies", "strict,standard,open", "--cgroups", "none", uid=uid)
    for name, code in (("bytes", "x = []\nwhile True: x.append(bytearray(10**6))"), ("huge", "x = bytearray(10**10)")):
        reply = own.run(code, memory_limit=128, timeout=20)
        assert reply["status"] == "memory_exceeded", (name, reply)
    assert own.run("import numpy, pandas, scipy, sympy, sklearn, matplotlib.pyplot\nprint(1)", memory_limit=64)["stdout"] == "1\n"
    assert own.run("while True: pass", timeout=1)["status"] == "timeout"
    reply = own.open("import threading\nstop, n = threading.Event(), 0\ntry:\n    for _ in range(200): threading.Thread(target=stop.wait).start(); n += 1\n"
                     "except RuntimeError: pass\nfinally: stop.set()\nprint(n <= 64)")
    assert reply["stdout"] == "True\n"


def test_max_memory_and_timeout_are_settings(start):
    own = start("--max-timeout", "5", "--default-timeout", "2", "--max-memory-mb", "256", "--default-memory-mb", "128")
    capabilities = own.http.get("/").json()["capabilities"]
    assert (capabilities["max_timeout"], capabilities["max_memory_mb"]) == (5, 256)
    [entry] = own.post(code="1", timeout=6).json()["detail"]
    assert entry["msg"] == "Input should be less than or equal to 5"
    [entry] = own.post(code="1", memory_limit=257).json()["detail"]
    assert entry["msg"] == "Input should be less than or equal to 256"
    assert own.run(SPIN)["stderr"].rstrip("\n").endswith("Execution timed out after 2 seconds")
