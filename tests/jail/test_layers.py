"""Every layer of every ready cell, of each set, as the kernel shows it from outside: whether a cell put it up itself or has it from
its zygote, it stands before a program comes."""

import os
import re
import stat
import subprocess

import pytest

import service

pytestmark = pytest.mark.local
ROOT = os.geteuid() == 0
STARTED_BY = ("root", "an ordinary user") if ROOT else ("an ordinary user",)
IMPORTS = {"bare": "os", "numpy": "numpy", "pandas": "pandas", "sympy": "sympy", "matplotlib": "matplotlib", "science": "sklearn, sympy"}
LIMITS = {"Max core file size": 0, "Max stack size": 8 << 20, "Max locked memory": 0, "Max msgqueue size": 0, "Max pending signals": 64,
          "Max nice priority": 0, "Max realtime priority": 0, "Max processes": 64, "Max open files": 50}


class Process:
    def __init__(self, pid):
        self.pid, self.status = pid, service.status_of(pid)

    def read(self, name):
        return service.read(f"/proc/{self.pid}/{name}") or ""

    def words(self, name):
        return self.status[name].split()

    def namespaces(self, *names):
        return [os.readlink(f"/proc/{self.pid}/ns/{name}") for name in names]

    def mounts(self):
        """{place: (its options, type, options of the file system)}"""
        lines = (line.split() for line in self.read("mountinfo").splitlines())
        return {words[4]: (set(words[5].split(",")), words[-3], words[-1]) for words in lines}

    def limits(self):
        rows = (re.split(r"\s{2,}", line.strip()) for line in self.read("limits").splitlines())
        return {row[0]: tuple(row[1:3]) for row in rows}

    def descriptors(self):
        return {int(fd): stat.S_IFMT(os.stat(f"/proc/{self.pid}/fd/{fd}").st_mode) for fd in os.listdir(f"/proc/{self.pid}/fd")}

    def groups(self):
        return {line for line in self.read("cgroup").splitlines() if "pyrunner" in line}


def apart(cell, zygote, *names):
    return not set(cell.namespaces(*names)) & set(zygote.namespaces(*names))


def read_only(cell, zygote):
    mounts = cell.mounts()
    return "/work" in mounts and all("ro" in options for place, (options, *_) in mounts.items() if place != "/work")


def scratch(cell, zygote):
    options, kind, details = cell.mounts().get("/work", (set(), "", ""))
    return kind == "tmpfs" and {"nosuid", "nodev", "noexec"} <= options and "size=" in details and "nr_inodes=" in details


def limited(cell, zygote):
    limits = cell.limits()
    return cell.read("oom_score_adj") == "1000\n" and all(limits[name] == (str(most),) * 2 for name, most in LIMITS.items())


def own_uid(cell, zygote):
    ids = {*cell.words("Uid"), *cell.words("Gid")}
    return len(ids) == 1 and not ids & set(zygote.words("Uid")) and cell.words("Groups") == []


# By the names of tests/jail/layers.py. Landlock is not to be seen in /proc: it has a test of its own.
LOOKS = {
    "seccomp": lambda cell, zygote: cell.words("Seccomp") == ["2"],
    "privileges": lambda cell, zygote: cell.words("NoNewPrivs") == ["1"],
    "capabilities": lambda cell, zygote: all(int(cell.status[f"Cap{which}"], 16) == 0 for which in ("Inh", "Prm", "Eff", "Bnd", "Amb")),
    "pids": lambda cell, zygote: len(cell.words("NSpid")) == len(zygote.words("NSpid")) + 1 and cell.words("NSpid")[-1] == "1",
    "session": lambda cell, zygote: cell.words("NSsid")[-1] == cell.words("NSpid")[-1],
    "mounts": read_only,
    "scratch": scratch,
    "rlimits": limited,
}
# What root may look at, and what is there only where root started the service.
LOOKS_OF_ROOT = {
    "network": lambda cell, zygote: apart(cell, Process("self"), "net", "uts", "cgroup", "user"),
    "ipc": lambda cell, zygote: apart(cell, zygote, "ipc", "pid", "mnt"),
    "descriptors": lambda cell, zygote: cell.descriptors() == dict(enumerate([stat.S_IFREG, *[stat.S_IFIFO] * 2, stat.S_IFSOCK])),
}
LOOKS_STARTED_BY = {
    "root": {
        "uid": own_uid,
        "dumpable": lambda cell, zygote: str(os.stat(f"/proc/{cell.pid}/mem").st_uid) not in cell.words("Uid"),
        "cgroup": lambda cell, zygote: cell.groups() and not cell.groups() & zygote.groups(),
    },
    "an ordinary user": {"uid": lambda cell, zygote: apart(cell, zygote, "user")} if ROOT else {},
}


@pytest.fixture(scope="module", params=STARTED_BY)
def who(request):
    return request.param


@pytest.fixture(scope="module")
def server(who):
    uid = service.ORDINARY_UID if ROOT and who != "root" else None
    with service.Server("--policies", "strict,open", "--ready-cells", "1", uid=uid) as running:
        yield running


def looks(who):
    return LOOKS | (LOOKS_OF_ROOT if ROOT else {}) | LOOKS_STARTED_BY[who]


def missing(who, cell, zygote):
    return {name for name, look in looks(who).items() if not look(cell, zygote)}


def by_set(server):
    """{set: [(cell, zygote)]} of the cells that wait."""
    server.settled()
    parents, found = service.parents(), {}
    for pid in server.cells():
        zygote = Process(parents[pid])
        found.setdefault(zygote.read("cmdline").strip("\0 ").rpartition(" ")[2], []).append((Process(pid), zygote))
    return found


def test_every_layer_of_every_ready_cell(who, server):
    cells = by_set(server)
    assert set(cells) == set(IMPORTS)
    assert {name: [missing(who, *pair) for pair in pairs] for name, pairs in cells.items() if any(missing(who, *pair) for pair in pairs)} == {}
    uids = [cell.words("Uid")[0] for pairs in cells.values() for cell, _ in pairs]
    assert who != "root" or len(set(uids)) == len(uids)


def test_the_looks_see_what_is_missing(who):
    """The control: a process without walls, and itself for its zygote."""
    with subprocess.Popen(["/bin/sleep", "60"]) as bare:
        try:
            process = Process(bare.pid)
            assert missing(who, process, process) == set(looks(who))
        finally:
            bare.kill()


@pytest.mark.parametrize("name", IMPORTS)
def test_what_only_landlock_refuses(server, name):
    """The root is there to be listed, as far as mounts and modes go."""
    code = f"import {IMPORTS[name]}, os, stat\nprint(oct(stat.S_IMODE(os.stat('/').st_mode)))\ntry: os.listdir('/')\nexcept PermissionError: print('shut')"
    reply = server.open(code, timeout=30)
    assert reply["stdout"] in ("0o755\nshut\n", "0o1777\nshut\n"), reply
