"""What the checks of the machines have in common. Standard library only: an import costs a second here."""

import contextlib
import ctypes
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / sys.argv[1]
CGROUPS = pathlib.Path("/sys/fs/cgroup")
PORT = 8000
NOBODY = 65534
CONTROLLERS = ("memory", "pids", "cpu")

# Software emulation, on a machine that others use too.
READY_SECONDS = 240
REPLY_SECONDS = 120
LATE_SECONDS = 3

BARE = "bare"
BOMB = "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 20))"

# What all services are started from: root's tree may be closed to all others, as below /root.
FOLDER = pathlib.Path(tempfile.mkdtemp())
LOG = pathlib.Path("/run/service.log")

PR_SET_CHILD_SUBREAPER = 36
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what a server leaves behind becomes ours


# --- looking

def read(path):
    """What a file of /proc or /sys says, or "" where it is gone."""
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return ""


def groups():
    """{folder: what is switched on for the groups in it}. The topmost is the machine's, not ours to switch back."""
    return {path: read(f"{path}/cgroup.subtree_control").strip() * (path != str(CGROUPS)) for path, _, _ in os.walk(CGROUPS)}


def strangers():
    """{pid: title} of every process with a binary of ours."""
    found = {}
    for entry in os.scandir("/proc"):
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and os.readlink(f"/proc/{entry.name}/exe").rpartition("/")[2].startswith("pyrunner"):
                found[int(entry.name)] = read(f"/proc/{entry.name}/cmdline").replace("\0", " ").strip()
    return found


def wait_until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return value


def reap():
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def fields(path):
    """{key: number} of a flat keyed file such as memory.events."""
    return {key: int(value) for key, value in (line.split() for line in read(path).splitlines())}


def fields_with_units(path):
    """{key: number} of a file such as /proc/meminfo."""
    return {key: int(value.split()[0]) for key, value in (line.split(":", 1) for line in read(path).splitlines())}


def equal(got, wanted):
    assert got == wanted, f"{got!r} is not {wanted!r}"


# --- a service

class Service:
    """`pyrunner serve`, ready within and ended at the exit. `uid`: as whom; `group`: started alone in that cgroup."""

    def __init__(self, *flags, sets=BARE, uid=0, group=None, beside=False):
        self.flags, self.uid, self.group, self.beside = ["--sets", sets, *flags], uid, group, beside

    def enter(self):
        if self.group:
            pathlib.Path(self.group, "cgroup.procs").write_text("0")
        if self.beside:  # somebody else in the same group
            subprocess.Popen(["sleep", "1000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if self.uid:
            os.setgroups([])
            os.setresgid(self.uid, self.uid, self.uid)
            os.setresuid(self.uid, self.uid, self.uid)

    def __enter__(self):
        self.groups = groups()
        for name in "pyrunner", "pyrunner-zygote":
            shutil.copy(BUILD / name, FOLDER)
        for name in "policies", "warmup":
            shutil.copytree(ROOT / name, FOLDER / name, dirs_exist_ok=True)
        FOLDER.chmod(0o755 if self.uid else 0o700)
        self.log = LOG.open("wb")
        self.process = subprocess.Popen(
            [FOLDER / "pyrunner", "serve", "--listen", f"127.0.0.1:{PORT}", "--policies", "strict,open", "--log", "text",
             "--policy-dir", FOLDER / "policies", "--warmup-dir", FOLDER / "warmup", *self.flags],
            cwd="/", stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, preexec_fn=self.enter)
        self.pid = self.process.pid
        wait_until(lambda: self.process.poll() is not None or self.ready(), READY_SECONDS)
        if self.process.poll() is not None or not self.ready():
            self.kill()
            raise AssertionError("not ready\n" + self.words())
        return self

    def __exit__(self, kind, error, trace):
        if kind and isinstance(error, AssertionError):
            error.args = (f"{error}\n{self.words()}",)
        self.kill()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        wait_until(lambda: reap() or not strangers())
        for pid in strangers():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def words(self):
        return read(LOG)[-3000:]

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=REPLY_SECONDS)
        with contextlib.closing(connection):
            connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json"})
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())

    def ready(self):
        try:
            return self.ask("GET", "/ready")[0] == 200
        except OSError:
            return False

    def run(self, code, **more):
        status, reply = self.ask("POST", "/run", {"code": code, **more})
        assert status == 200, f"{status}: {reply}"
        return reply

    def layer(self, name):
        return self.ask("GET", "/")[1]["isolation"][name]

    def lasting(self):
        """{title: pid} of what lives as long as the service, cells aside."""
        return {title: pid for pid, title in strangers().items() if not title.startswith("pyrunner: cell")}

    def home_of_cells(self):
        """The folder with the groups of the slots."""
        inside = [line.partition("::")[2] for line in read(f"/proc/{self.pid}/cgroup").splitlines()]
        return CGROUPS / inside[0].lstrip("/") / ".." / "cells"

    def events_of(self, name, key):
        """The sum of a counter over the groups of all slots."""
        return sum(fields(path)[key] for path in self.home_of_cells().glob(f"*/{name}"))


# --- what must hold of any service

def has_every_wall(service, **details):
    """All on, as `GET /` tells; of some layers also how."""
    isolation = service.ask("GET", "/")[1]["isolation"]
    equal(isolation.pop("level"), "full")
    equal({name for name, layer in isolation.items() if layer["state"] != "on"}, set())
    equal({name: isolation[name]["detail"] for name in details}, details)


def lacks(service, name, words):
    layer = service.layer(name)
    equal(layer["state"], "absent")
    assert words in layer["detail"], layer


def says_hello(service):
    reply = service.run("import math\nmath.factorial(20)")
    equal((reply["status"], reply["stdout"], reply["error"]), ("success", "2432902008176640000\n", None))


def ends_a_memory_bomb(service):
    reply = service.run(BOMB, memory_limit=64)
    equal((reply["status"], reply["error"]), ("memory_exceeded", "Memory limit exceeded"))
    assert 50 < reply["memory_used"] < 80, reply["memory_used"]


def refuses_a_huge_allocation(service):
    reply = service.run("x = bytearray(1 << 30)", memory_limit=64)
    equal(reply["status"], "memory_exceeded")
    assert "MemoryError" in reply["stderr"], reply["stderr"]


def keeps_time(service):
    for code, more in (("while True: pass", {}), ("import time\ntime.sleep(99)", {"policy": "open"})):
        reply = service.run(code, timeout=1, **more)
        equal(reply["status"], "timeout")
        assert 1 <= reply["execution_time"] < 1 + LATE_SECONDS, reply["execution_time"]


def ends(service):
    service.process.send_signal(signal.SIGTERM)
    equal(service.process.wait(60), 0)
    reap()
    equal(strangers(), {})
    equal(groups(), service.groups)


def ends_without_a_trace(service):
    ends(service)
    assert "warning" not in service.words() and "error" not in service.words(), service.words()


ALWAYS = (says_hello, ends_a_memory_bomb, refuses_a_huge_allocation, keeps_time, ends_without_a_trace)


@contextlib.contextmanager
def at_once(service, requests):
    """All of these are on their way to the service inside; the list is of their replies once it is left."""
    replies = [None] * len(requests)

    def ask(i):
        replies[i] = service.run(**requests[i])

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(len(requests))]
    for thread in threads:
        thread.start()
    yield replies
    for thread in threads:
        thread.join()


# --- places

@contextlib.contextmanager
def delegated(uid, controllers=CONTROLLERS):
    """A group that was handed to `uid`, as systemd does with Delegate=yes."""
    above = CGROUPS / "above"
    group = above / f"delegated-{uid}"
    group.mkdir(parents=True)
    for path in CGROUPS, above:
        (path / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in controllers))
    for path in group, group / "cgroup.procs", group / "cgroup.threads", group / "cgroup.subtree_control":
        os.chown(path, uid, uid)
    yield group
    for pid in read(group / "cgroup.procs").split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    wait_until(lambda: reap() or not read(group / "cgroup.procs"))
    for path, _, _ in os.walk(above, topdown=False):  # more than itself where a check has failed
        with contextlib.suppress(OSError):
            os.rmdir(path)


def attempt(name, action):
    """Prints the line; what there is more to say comes behind it, indented."""
    try:
        action()
    except Exception as error:
        first, *more = (f"{error}" or repr(error)).splitlines()
        print(f"FAIL {name}: {type(error).__name__}: {first}", *more, sep="\n    | ", flush=True)
        return False
    print(f"ok {name}", flush=True)
    return True


def main(plans):
    """`plans`: (name, service, checks) each; a service is started for it, and its start is a check of its own."""
    begun = time.monotonic()
    for name, service, checks in plans:
        with contextlib.ExitStack() as stack:
            if not attempt(f"{name}: starts", lambda: stack.enter_context(service)):
                continue
            for check in checks:
                attempt(f"{name}: {check.__name__.replace('_', ' ')}", lambda: check(service))
        print(f"# {time.monotonic() - begun:.0f} s", flush=True)


def done():
    print("all checks were made")
