"""A pyrunner to talk to: started, asked, ended, and held to leaving nothing behind."""

import collections
import contextlib
import ctypes
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import httpx

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("PYRUNNER_BUILD") or ROOT / "build")
# What the build is of: mostly ROOT.
TREE = BUILD.parent if (BUILD.parent / "policies").is_dir() else ROOT
PYTHON = "/usr/bin/python3"
SANITIZED = "asan" in BUILD.name
PATIENCE = 120 if SANITIZED else 60

# An ordinary user: in no passwd file, owner of nothing.
ORDINARY_UID = 54321

PR_SET_CHILD_SUBREAPER = 36
# Orphans of a server become our children: nothing that it leaves behind can hide from us.
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def surrounding():
    """The environment without a service's settings, but for the policies of a build with sanitizers."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYRUNNER_") or key == "PYRUNNER_POLICY_DIR"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read(path):
    """What a file of /proc or /sys says, or None where it is gone."""
    try:
        return pathlib.Path(path).read_text(errors="replace")
    except OSError:
        return None


def parents():
    """{pid: parent} of every process that we can see."""
    table = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            text = read(f"/proc/{entry.name}/stat")
            if text:
                table[int(entry.name)] = int(text.rpartition(")")[2].split()[1])
    return table


def descendants(pid):
    children = {}
    for child, parent in parents().items():
        children.setdefault(parent, []).append(child)
    found, todo = [], [pid]
    while todo:
        here = children.get(todo.pop(), [])
        found += here
        todo += here
    return found


def status_of(pid):
    """/proc/PID/status as a dict, {} where it is gone."""
    return dict(line.split(":\t", 1) for line in (read(f"/proc/{pid}/status") or "").splitlines() if ":\t" in line)


def exe_of(pid):
    with contextlib.suppress(OSError):
        return os.path.basename(os.readlink(f"/proc/{pid}/exe"))


def cgroup_folders():
    return {path for path, _, _ in os.walk("/sys/fs/cgroup")}


def groups_of(pid):
    """The folders under /sys/fs/cgroup that `pid` is in."""
    found = set()
    for line in (read(f"/proc/{pid}/cgroup") or "").splitlines():
        _, controllers, path = line.split(":", 2)
        for name in (controllers.replace("name=", ""), "unified", ""):
            folder = os.path.normpath(f"/sys/fs/cgroup/{name}/{path}")
            if os.path.isdir(folder):
                found.add(folder)
                break
    return found


def our_files():
    """What lies in the places where a service could leave something."""
    places = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue")
    return {f"{place}/{name}" for place in places if os.path.isdir(place) for name in os.listdir(place)
            if "pyrunner" in name}


def wait_until(condition, seconds=10, step=0.05):
    """The first true value of `condition`; its last one where the time runs out."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(step)
    return value


def program_output(code, **options):
    """What Debian's own interpreter makes of `code` as main.py, as (stdout, stderr, exit code)."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "main.py").write_text(code, encoding="utf-8")
        done = subprocess.run([PYTHON, "-I", "main.py"], cwd=folder, capture_output=True, text=True, timeout=60, **options)
        where = os.path.join(os.path.realpath(folder), "main.py")
        return done.stdout, done.stderr.replace(where, "main.py"), done.returncode


def copy_of_the_build(mode):
    """A folder of that mode with all that it takes to serve, and the flags that say so."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="e2e-"))
    folder.chmod(mode)
    for name in ("pyrunner", "pyrunner-zygote"):
        shutil.copy(BUILD / name, folder / name)
    for name in ("policies", "warmup"):
        shutil.copytree(TREE / name, folder / name)
    flags = ["--zygote", folder / "pyrunner-zygote", "--policy-dir", folder / "policies", "--warmup-dir", folder / "warmup"]
    return folder, list(map(str, flags))


class Server:
    """`pyrunner serve FLAGS`. As a context manager it is ready inside, and gone without a trace after it."""

    started = set()
    with_cells = frozenset()

    def __init__(self, *flags, uid=None, env=None, copy_mode=None):
        self.folder, self.binary, self.flags = None, BUILD / "pyrunner", list(map(str, flags))
        self.uid, self.copy_mode = uid, copy_mode
        if uid is not None and copy_mode is None:
            self.copy_mode = 0o755		# the tree may lie where others cannot look
        self.env = surrounding() | (env or {})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False)

    def __enter__(self):
        self.before = self.traces()
        if self.copy_mode is not None:
            self.folder, places = copy_of_the_build(self.copy_mode)
            self.binary, self.flags = self.folder / "pyrunner", self.flags + places
        as_user = {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}
        self.log = tempfile.TemporaryFile()
        command = [self.binary, "serve", "--listen", f"127.0.0.1:{self.port}", *self.flags]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=self.env,
                                        cwd="/", start_new_session=True, **as_user)
        self.pid, self.groups = self.process.pid, set()
        Server.started.add(self.pid)
        try:
            self.wait_ready()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        return self

    def __exit__(self, kind, error, trace):
        self.http.close()
        status = self.stop()
        try:
            if kind is None:
                assert status == 0, f"ended with {status}\n{self.log_text()}"
                self.assert_nothing_left()
        finally:
            self.log.close()
            if self.folder:
                shutil.rmtree(self.folder)

    # --- life

    def ready(self):
        try:
            return httpx.get(f"{self.url}/ready", timeout=5, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def wait_ready(self):
        wait_until(lambda: self.process.poll() is not None or self.ready(), PATIENCE)
        assert self.process.poll() is None, f"ended with {self.process.returncode} while starting\n{self.log_text()}"
        assert self.ready(), f"not ready after {PATIENCE} s\n{self.log_text()}"
        own = set().union(*map(groups_of, self.tree()))
        self.groups = {folder for folder in own if "pyrunner" in folder}
        self.with_cells = self.zygotes_with_cells()

    def stop(self, seconds=PATIENCE):
        """SIGTERM by pid; a second one, then SIGKILL, where that does not help. Returns the exit status."""
        self.was = set(self.tree())
        for signal_number in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(signal_number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(seconds)
                    break
        self.process.wait()
        return self.process.returncode

    def log_text(self, last=6000):
        """The end of what it logged; None: all."""
        with open(f"/proc/self/fd/{self.log.fileno()}", "rb") as log:		# its own place, from the start
            return log.read().decode(errors="replace")[-last if last else 0:]

    # --- what it is made of

    def tree(self):
        return descendants(self.pid)

    def processes(self, exe=None):
        return [pid for pid in self.tree() if exe is None or exe_of(pid) == exe]

    def root_zygote(self):
        """The pid (ours) of the process that is pid 1 of the outermost namespace below the server."""
        def found():
            return [pid for pid in self.tree() if status_of(pid).get("NSpid", "").split()[1:] == ["1"]]

        # between two there may be none, and while one is renewed there are two
        here = wait_until(lambda: len(now := found()) == 1 and now, PATIENCE)
        assert here, found()
        return here[0]

    def set_zygotes(self):
        root = self.root_zygote()
        table = parents()
        return [pid for pid in self.tree()
                if table.get(pid) == root and len(status_of(pid).get("NSpid", "").split()) == 2]

    def cells(self):
        """Each is pid 1 of a namespace within the zygotes'."""
        return [pid for pid in self.tree() if len(status_of(pid).get("NSpid", "").split()) == 3]

    def zygotes_with_cells(self):
        """Their titles. Where there are no namespaces cells are not known from others, and it is empty."""
        table = parents()
        return {read(f"/proc/{table[pid]}/cmdline") for pid in self.cells() if pid in table} - {None, ""}

    def lasting(self):
        return [self.pid] + [pid for pid in self.tree() if 0 < len(status_of(pid).get("NSpid", "").split()) < 3]

    def rss_kb(self):
        return int(status_of(self.pid)["VmRSS"].split()[0])

    def census(self):
        """What must be the same before and after any amount of work."""
        def fds(pid):
            try:
                return len(os.listdir(f"/proc/{pid}/fd"))
            except OSError:
                return None
        lasting = self.lasting()
        return {
            "processes": len(self.tree()),
            "lasting": sorted(lasting),
            "fds": [fds(pid) for pid in sorted(lasting)],
            "mounts": [len((read(f"/proc/{pid}/mountinfo") or "").splitlines()) for pid in sorted(lasting)],
            "cgroups": len([folder for folder in cgroup_folders() if f"pyrunner-{self.pid}" in folder]),
        }

    def settled(self, seconds=PATIENCE):
        """The census once it stays the same: pools are full, what ended is reaped. One that imports changes nothing for
        seconds: each zygote that had cells at the start has some."""
        last, since = self.census(), time.monotonic()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.1)
            now = self.census()
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > 1 and self.with_cells <= self.zygotes_with_cells():
                break
        return last

    # --- what it leaves

    @staticmethod
    def traces():
        return {
            "cgroups": {folder for folder in cgroup_folders() if "pyrunner" in folder},
            # a container engine's come and go
            "mounts": collections.Counter(line.split(" ", 4)[4] for line in read("/proc/self/mountinfo").splitlines()
                                          if " /var/lib/containers/" not in line),
            "files": our_files(),
        }

    def assert_nothing_left(self):
        def new(kind):
            # other services may come and go on this machine
            return {trace for trace in self.traces()[kind] - self.before[kind] if str(self.pid) in trace}

        assert wait_until(lambda: not self.left_alive(), 20), f"processes left: {self.left_alive()}"
        assert wait_until(lambda: not any(map(os.path.isdir, self.groups)), 20), f"cgroups left: {self.groups}"
        # the topmost group goes last
        assert wait_until(lambda: not new("cgroups"), 20), f"cgroups left: {new('cgroups')}"
        assert not new("files"), f"files left: {new('files')}"
        # those of others come and go
        assert wait_until(lambda: not self.traces()["mounts"] - self.before["mounts"], 10), "mounts left"

    def left_alive(self):
        """Those that were below the server, and orphans of it that have become our children."""
        children = {pid for pid, parent in parents().items() if parent == os.getpid()}
        orphans = {pid for pid in children if (exe_of(pid) or "").startswith("pyrunner")} - Server.started
        for pid in self.was & children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        return sorted(pid for pid in self.was | orphans if os.path.exists(f"/proc/{pid}"))

    # --- asking

    def post(self, **body):
        return self.http.post("/run", json=body)

    def run(self, code, **fields):
        """The reply of POST /run to a program, which must have been judged or run."""
        reply = self.http.post("/run", json={"code": code, **fields})
        assert reply.status_code == 200, f"{reply.status_code}: {reply.text[:500]}\n{self.log_text()}"
        return reply.json()

    def open(self, code, **fields):
        return self.run(code, policy="open", **fields)

    def raw(self, data, seconds=10, shutdown=False, quiet=1.0):
        """Sends bytes, returns all that comes until the other side closes or is silent for `quiet` seconds."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(data)
            if shutdown:
                connection.shutdown(socket.SHUT_WR)
            return receive_all(connection, seconds, quiet)


def wait_running(server, count=1):
    """Until `count` programs that spin have been seen to burn CPU: more than it takes a cell to be made."""
    def burning():
        ticks = {}
        for pid in server.cells():
            text = read(f"/proc/{pid}/stat")
            if text:
                ticks[pid] = int(text.rpartition(")")[2].split()[11])
        return ticks

    before = burning()

    def busy():
        now = burning()
        return [pid for pid in now if now[pid] - before.get(pid, 0) >= 20]

    running = wait_until(lambda: len(found := busy()) >= count and found, PATIENCE)
    assert running, "no program is running"
    return running


def receive_all(connection, seconds=10, quiet=1.0):
    answer, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        connection.settimeout(quiet if answer else max(0.01, end - time.monotonic()))
        try:
            data = connection.recv(65536)
        except (TimeoutError, ConnectionError):
            break
        if not data:
            break
        answer += data
    return answer


def verb(*arguments, uid=None, env=None, seconds=PATIENCE, **options):
    as_user = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
    clean = surrounding() | (env or {})
    return subprocess.run([BUILD / "pyrunner", *map(str, arguments)], capture_output=True, text=True, timeout=seconds,
                          env=clean, **as_user, **options)


def run_request(code, **fields):
    """The bytes of a POST /run, for tests that speak HTTP by hand."""
    body = json.dumps({"code": code, **fields}).encode()
    return b"POST /run HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
