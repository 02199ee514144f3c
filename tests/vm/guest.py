"""The checks of tests/vm/run, in the machine that it boots. Standard library only: an import costs a second here."""

import contextlib
import ctypes
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
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
LATE_SECONDS = 0.5

BARE = "bare"
SCIENCE = "bare; science: numpy pandas scipy sympy matplotlib sklearn"

BOMB = "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 20))"
SIX = """\
import numpy, pandas, scipy.linalg, sympy, sklearn.linear_model
import matplotlib.pyplot as plt
x = numpy.arange(6.0).reshape(3, 2)
print(pandas.DataFrame(x).sum().tolist(), scipy.linalg.det(x[:2]), sympy.factorint(60))
print(sklearn.linear_model.LinearRegression().fit(x, x[:, 0]).predict(x).round().tolist())
print(len(plt.plot(x)))"""
SIX_OUTPUT = "[6.0, 9.0] -2.0 {2: 2, 3: 1, 5: 1}\n[0.0, 2.0, 4.0]\n2\n"

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
        FOLDER.chmod(0o755 if self.uid else 0o700)  # root's tree may be closed to all others, as below /root
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [FOLDER / "pyrunner", "serve", "--listen", f"127.0.0.1:{PORT}", "--policies", "strict,open", "--log", "text",
             "--policy-dir", FOLDER / "policies", "--warmup-dir", FOLDER / "warmup", *self.flags],
            cwd="/", stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, preexec_fn=self.enter)
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
        self.log.seek(0)
        return self.log.read().decode(errors="replace")[-3000:]

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

    def keeper(self):
        return next(pid for pid, title in strangers().items() if title.startswith("pyrunner: keeper"))

    def home_of_cells(self):
        """The folder with the groups of the slots."""
        inside = [line.partition("::")[2] for line in read(f"/proc/{self.process.pid}/cgroup").splitlines()]
        return CGROUPS / inside[0].lstrip("/") / ".." / "cells"

    def events(self, name, key):
        return sum(fields(path)[key] for path in self.home_of_cells().glob(f"*/{name}.events"))


# --- what must hold of any service

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


def ends_without_a_trace(service):
    service.process.send_signal(signal.SIGTERM)
    equal(service.process.wait(60), 0)
    reap()
    equal(strangers(), {})
    equal(groups(), service.groups)
    assert "warning" not in service.words() and "error" not in service.words(), service.words()


ALWAYS = (says_hello, ends_a_memory_bomb, refuses_a_huge_allocation, keeps_time, ends_without_a_trace)


# --- what cgroup version 2 must add

def has_cgroups(service):
    equal(service.layer("cgroup"), {"state": "on", "detail": "v2"})


def has_no_cgroups(service):
    layer = service.layer("cgroup")
    equal(layer["state"], "absent")
    assert "not delegated to this user" in layer["detail"], layer


def limits_each_slot(service):
    slots = [path for path in service.home_of_cells().iterdir() if path.is_dir()]
    assert slots, "no groups"
    limits = {"memory.swap.max": "0", "memory.oom.group": "1", "pids.max": "64", "cpu.max": "100000 100000"}
    for slot in slots:
        equal({name: read(slot / name).strip() for name in limits}, limits)
    equal(read(service.home_of_cells() / "../service/cpu.weight").strip(), "10000")


def holds_a_run_in_its_group(service):
    """While a program runs: its memory limit, alone in the group, and its weight falls."""
    code = "print(1)\nwhile True: pass"
    body = json.dumps({"code": code, "timeout": 3, "memory_limit": 100})
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=REPLY_SECONDS)
    with contextlib.closing(connection):
        connection.request("POST", "/run", body, {"Content-Type": "application/json"})
        def running():
            return [slot for slot in service.home_of_cells().iterdir()
                    if slot.is_dir() and read(slot / "memory.max").strip() == str(100 << 20)
                    and read(slot / "cpu.weight").strip() == "12"]
        slots = wait_until(running, 3)
        assert slots, "no group with the limit of the run and a lowered weight"
        equal(len(read(slots[0] / "cgroup.procs").split()), 1)
        equal(json.loads(connection.getresponse().read())["status"], "timeout")


def kills_by_the_group(service):
    before = service.events("memory", "oom_kill")
    ends_a_memory_bomb(service)
    assert service.events("memory", "oom_kill") > before, "no kill was counted"


def bounds_threads(service):
    code = ("import threading, time\nn = 0\ntry:\n    while n < 200:\n        threading.Thread(target=time.sleep, args=(1,)).start()\n"
            "        n += 1\nexcept RuntimeError as e:\n    print(n, e)")
    reply = service.run(code, policy="open")
    count, _, words = reply["stdout"].partition(" ")
    equal(words, "can't start new thread\n")
    assert 50 < int(count) < 64, count


# --- what root must add

def has_full_level(service):
    isolation = service.ask("GET", "/")[1]["isolation"]
    equal(isolation.pop("level"), "full")
    equal({name for name, layer in isolation.items() if layer["state"] != "on"}, set())
    equal(isolation["landlock"]["detail"], "ABI 2")
    equal(isolation["user_namespace"]["detail"], "a uid for each cell")


def runs_without_privileges(service):
    status = dict(line.split(":\t", 1) for line in read(f"/proc/{service.process.pid}/status").splitlines())
    assert "0" not in status["Uid"].split(), status["Uid"]
    equal(int(status["CapPrm"], 16) | int(status["CapBnd"], 16), 0)
    assert "libpython" not in read(f"/proc/{service.process.pid}/maps")


def takes_a_million_characters(service):
    head, tail = 'text = ("', '")\nprint(len(text), sum(len(input()) for _ in range(16384)))'
    line = '"\n"'
    filling = (line + "x" * 997) * 1000
    code = head + filling[:1_000_000 - len(head) - len(tail)] + tail
    equal(len(code), 1_000_000)
    stdin = ("y" * 63 + "\n") * 16384
    equal(len(stdin), 1 << 20)
    reply = service.run(code, stdin=stdin)
    equal((reply["status"], reply["stderr"]), ("success", ""))
    equal(reply["stdout"], f"{code.count('x') - 2} {63 * 16384}\n")


def computes_with_six_libraries(service):
    reply = service.run(SIX, memory_limit=64, timeout=100)
    equal((reply["status"], reply["stdout"]), ("success", SIX_OUTPUT))


def finds_hidden_imports(service):
    code = "names = 'num' + 'py', 'sci' + 'py', 'skl' + 'earn'\nprint([__import__(name).__name__ for name in names])"
    reply = service.run(code, policy="open", timeout=100)
    equal((reply["status"], reply["stdout"]), ("success", "['numpy', 'scipy', 'sklearn']\n"))


def full_disk_is_the_programs(service):
    code = "with open('f', 'wb', 0) as f:\n    while True: f.write(bytes(1 << 20))"
    reply = service.run(code, policy="open", memory_limit=64)
    equal(reply["status"], "error")
    assert re.match(r"OSError: \[Errno (27|28)\]", reply["error"]), reply["error"]


# --- ends that nobody wants

def leaves_nothing_when_killed(service):
    service.process.kill()
    service.process.wait()
    nothing_stays(service)


def ends_with_its_keeper(service):
    os.kill(service.keeper(), signal.SIGKILL)
    equal(service.process.wait(30), 1)
    nothing_stays(service)


def nothing_stays(service):
    def gone():
        reap()
        return not strangers() and groups() == service.groups
    assert wait_until(gone), f"left: {strangers()} {groups()}, before: {service.groups}"


def is_not_alone(service):
    layer = service.layer("cgroup")
    equal(layer["state"], "absent")
    assert "not alone in the group" in layer["detail"], layer


# --- places

@contextlib.contextmanager
def delegated(uid):
    """A group that was handed to `uid`, as systemd does with Delegate=yes."""
    group = CGROUPS / f"delegated-{uid}"
    (CGROUPS / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in CONTROLLERS))
    group.mkdir()
    for path in group, group / "cgroup.procs", group / "cgroup.threads", group / "cgroup.subtree_control":
        os.chown(path, uid, uid)
    yield group
    for pid in read(group / "cgroup.procs").split():
        os.kill(int(pid), signal.SIGKILL)
    wait_until(lambda: reap() or not read(group / "cgroup.procs"))
    for path, _, _ in os.walk(group, topdown=False):  # more than itself where a check has failed
        with contextlib.suppress(OSError):
            os.rmdir(path)


def as_systemd_mounts():
    subprocess.run(["mount", "-o", "remount,nsdelegate,memory_recursiveprot", CGROUPS], check=True)


def plans():
    """(name, service, checks); a service is started for each, and its start is a check of its own."""
    user_checks = (*ALWAYS[:-1], bounds_threads, full_disk_is_the_programs, ALWAYS[-1])
    group_checks = (has_cgroups, limits_each_slot, holds_a_run_in_its_group, kills_by_the_group)

    yield "root", Service(), (has_cgroups, says_hello, kills_by_the_group, ends_without_a_trace)
    yield "root, server killed", Service(), (leaves_nothing_when_killed,)
    yield "root, keeper killed", Service(), (ends_with_its_keeper,)
    as_systemd_mounts()
    yield "user", Service(uid=NOBODY), (has_no_cgroups, *ALWAYS)
    with delegated(NOBODY) as group:
        alone = dict(uid=NOBODY, group=group)
        yield "user with a group", Service(**alone), (*group_checks, *ALWAYS)
        yield "user with a group, again", Service(**alone), (has_cgroups, leaves_nothing_when_killed)
        yield "user with a group, not alone", Service(beside=True, **alone), (is_not_alone, says_hello)
    with delegated(0) as group:
        yield "root with a group", Service(group=group), (*group_checks, ends_without_a_trace)
        yield "root with a named group", Service("--cgroups", str(group)), (*group_checks, ends_without_a_trace)
    yield "root, cgroups none", Service("--cgroups", "none"), (says_hello, ends_a_memory_bomb, ends_without_a_trace)
    yield "root, all libraries", Service("--isolation", "full", sets=SCIENCE), (
        has_full_level, *group_checks, runs_without_privileges, takes_a_million_characters, computes_with_six_libraries,
        finds_hidden_imports, bounds_threads, full_disk_is_the_programs, *ALWAYS)


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


def main():
    global FOLDER
    # the kernel's own words about each kill would stand in the middle of ours
    pathlib.Path("/proc/sys/kernel/printk").write_text("1")
    os.chmod("/tmp", 0o1777)
    FOLDER = pathlib.Path(tempfile.mkdtemp())
    for name in "pyrunner", "pyrunner-zygote":
        shutil.copy(BUILD / name, FOLDER)
    for name in "policies", "warmup":
        shutil.copytree(ROOT / name, FOLDER / name)
    begun = time.monotonic()
    for name, service, checks in plans():
        with contextlib.ExitStack() as stack:
            if not attempt(f"{name}: starts", lambda: stack.enter_context(service)):
                continue
            for check in checks:
                attempt(f"{name}: {check.__name__.replace('_', ' ')}", lambda: check(service))
        print(f"# {time.monotonic() - begun:.0f} s", flush=True)
    print("all checks were made")


sys.exit(main())
