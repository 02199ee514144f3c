"""Cells are made of a zygote's memory and take pages ahead: what must not be the same in all of them, and what holds in each."""

import concurrent.futures
import fcntl
import os
import re
import shutil
import subprocess
import tempfile
import time

import pytest

import service

FAULTS = """
import resource, numpy as np, pandas as pd
def faults(): return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
before = faults()
frame = pd.DataFrame({'g': [i % 7 for i in range(500)], 'x': np.arange(500.)})
frame.groupby('g').x.mean(), frame.describe()
print(faults() - before)
"""
OPEN = ("--policies", "strict,open")
SEALS = fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SEAL


@pytest.fixture
def warmed(start, tmp_path):
    """warmed(TEXT) is a server whose bare set runs a warm-up program TEXT besides the shipped ones."""
    def with_program(text):
        folder = tmp_path / "warmup"
        shutil.copytree(service.TREE / "warmup", folder)
        (folder / "bare" / "ours.py").write_text(text)
        return start(*OPEN, "--sets", "bare", "--warmup-dir", folder)
    return with_program


# --- pages taken ahead

@pytest.mark.parametrize("ordinary", [False, True])
def test_a_cell_that_had_time_has_its_pages(start, ordinary, request):
    """1,350 faults where it takes none of them ahead."""
    uid = request.getfixturevalue("ordinary_uid") if ordinary else None
    own = start("--max-running", "2", *OPEN, uid=uid)
    assert service.wait_until(lambda: int(own.open(FAULTS)["stdout"]) < 700, 30, 1)


def test_large_arrays_come_in_huge_pages(server):
    """As in any process: 19,500 faults where what is right for zygotes holds in cells, too."""
    mode = service.read("/sys/kernel/mm/transparent_hugepage/enabled") or ""
    if "[always]" not in mode and "[madvise]" not in mode:
        pytest.skip("this kernel gives no huge pages")
    reply = server.open("import resource, numpy as np\nx = np.ones(10**7)\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)")
    assert int(reply["stdout"]) < 10000, reply


def test_a_learner_has_gone_before_there_is_a_client(warmed):
    """It runs what its zygote ran, some times, once more and in another process, and nothing of it is left."""
    own = warmed("import os, sys\nprint('ours', os.getpid(), file=sys.stderr)\n")
    log = own.log_text(None)
    pids = re.findall(r"ours (\d+)", log)
    assert len(pids) > 2 and set(pids[:-1]) == {"1"} != {pids[-1]}, log
    assert log.rindex("ours ") < log.index("zygote is up")
    numbers = [service.status_of(pid).get("NSpid", "").split()[1:2] for pid in own.tree()]		# as the root zygote counts
    assert ["1"] in numbers and [pids[-1]] not in numbers, numbers


def test_a_learner_that_dies_costs_nothing_but_speed(warmed):
    own = warmed("import os\nif os.getpid() != 1: os._exit(3)\n")
    assert own.run("print(1)")["stdout"] == "1\n"


def test_a_learner_that_hangs_costs_nothing_but_speed(start, tmp_path):
    """Nor does it take the time that its zygote has to answer."""
    folder = tmp_path / "warmup"
    shutil.copytree(service.TREE / "warmup", folder)
    (folder / "bare" / "ours.py").write_text("import os, time\nif os.getpid() != 1: time.sleep(99)\n")
    own = start(*OPEN, "--sets", "bare", "--warmup-dir", folder, "--zygote-timeout", "15")
    assert own.run("print(1)")["stdout"] == "1\n"
    assert "does not answer" not in own.log_text(None)


def test_memory_of_a_program_is_its_own(start):
    """Not what its cell needs in any case, whether that had the time to take it ahead or not."""
    own = start("--max-running", "4", "--queue", "64", "--sets", "bare")
    own.settled()
    spaced = []
    for _ in range(5):
        time.sleep(0.2)
        spaced.append(own.run("print(1)")["memory_used"])
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        hurried = [reply["memory_used"] for reply in pool.map(lambda _: own.run("print(1)"), range(40))]
    assert max(spaced + hurried) < 0.8, (spaced, hurried)


def test_memory_of_the_zygote_is_not_the_programs(start):
    """Of 43 MB of a zygote with pandas such a program reads half, which is read already where the cell had time."""
    own = start("--max-running", "2", "--queue", "64", "--sets", "bare; numpy: numpy; pandas: numpy pandas")
    code = "import pandas as pd\nprint(len(pd.DataFrame({'a': [1, 2, 3], 'b': [1, 2, 1]}).groupby('b').mean().describe()))"
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        hurried = [reply["memory_used"] for reply in pool.map(lambda _: own.run(code), range(40))]
    assert sorted(hurried)[20] < 20, hurried


@pytest.mark.exact       # a sanitizer's malloc() has no heap that could move
def test_a_fork_finds_little_to_copy(server, root):
    """What a zygote has written lies in a file: of 11 (bare) to 160 MB little is its own."""
    for pid in (server.root_zygote(), *server.set_zygotes()):
        own = re.search(r"^Anonymous: +(\d+) kB", service.read(f"/proc/{pid}/smaps_rollup"), re.M)
        assert int(own[1]) < 4096, own


def test_the_interpreter_lies_in_huge_pages(server, root):
    """Instructions apart from constants, and nothing that is written beside either: no page has more rights than it had."""
    server.settled()
    assert server.cells()
    for pid in (server.root_zygote(), *server.cells()):
        areas = re.findall(r"^\S+ (\S+) \S+ \S+ \d+ +/memfd:zygote's text .*\n(?:.*:.*\n)*?ShmemPmdMapped: +(\d+) kB", service.read(f"/proc/{pid}/smaps"), re.M)
        assert sorted(rights for rights, _ in areas) == ["r--p", "r-xp"], areas
        huge = "never" not in re.search(r"\[(\w+)\]", service.read("/sys/kernel/mm/transparent_hugepage/enabled"))[1]
        if huge and pid != server.root_zygote():
            assert all(int(kb) >= 2048 for _, kb in areas), areas


def test_the_files_of_its_memory_have_no_holes(server, root):
    """A cell would fill one by reading it, and the next one could tell. Nobody can make it longer, or write to it."""
    for pid in (server.root_zygote(), *server.set_zygotes()):
        maps = service.read(f"/proc/{pid}/maps").splitlines()
        files = {line.split()[4]: line.split()[0] for line in maps if "/memfd:zygote's " in line}
        assert len(files) > 2
        for place in files.values():
            with open(f"/proc/{pid}/map_files/{place}", "rb") as file:
                stat = os.fstat(file.fileno())
                assert stat.st_blocks * 512 >= stat.st_size, stat
                assert fcntl.fcntl(file, fcntl.F_GET_SEALS) & SEALS == SEALS


def test_what_a_cell_writes_nobody_else_reads(server):
    """The file below its memory is that of all cells, and the zygote's."""
    code = """
import ctypes, json
place = id(json.__doc__) + json.__doc__.__sizeof__() - len(json.__doc__) - 1
libc = ctypes.CDLL(None)
page = ctypes.c_void_p(place & -4096)
{change}
print(json.__doc__[:4])
"""
    change = "ctypes.memset(place, 88, 4); libc.msync(page, 4096, 4)"
    assert server.open(code.format(change=change))["stdout"] == "XXXX\n"
    assert server.open(code.format(change=""))["stdout"] == "JSON\n"


def test_what_a_zygote_made_can_grow(warmed):
    """A large block is a mapping of its own, which malloc() has the kernel make longer: one of a file would show what comes next."""
    own = warmed("""
import sys, types
if 'state' not in sys.modules:
    sys.modules['state'] = state = types.ModuleType('state')
    state.lists = [[n] * 1000000 for n in range(4)]
""")
    code = """
import state
for items in state.lists: items.extend(items * 2)
print([sum(items) for items in state.lists] == [n * 3000000 for n in range(4)])
"""
    assert own.open(code)["stdout"] == "True\n"


# --- after a fork without Python's hooks

def test_hooks_have_run_where_the_zygote_was_ready(warmed):
    """What a library does in each child of a fork, such as dropping its open files, was done once for all cells."""
    own = warmed("""
import os, sys, types
sys.modules['state'] = state = types.ModuleType('state')
state.cache = ['of the zygote']
os.register_at_fork(after_in_child=state.cache.clear)
""")
    assert own.open("import state\nprint(state.cache)")["stdout"] == "[]\n"


AS_OUTSIDE = {
    "threads": """
import threading, concurrent.futures, os
main = threading.main_thread()
print(main.native_id == threading.get_native_id() == os.getpid(), main.ident == threading.get_ident(),
      main is threading.current_thread(), threading.enumerate() == [main], main.is_alive())
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(list(pool.map(abs, [-1, -2])))
thread = threading.Thread(target=lambda: print('waited for'))
threading.Timer(0.05, thread.start).start()
""",
    "locks": """
import logging, queue, threading, importlib
logging.warning('a')
logging.getLogger('x').addHandler(logging.StreamHandler())
importlib.import_module('wave')
threading._register_atexit(print, 'called')
print(threading.Lock().acquire(False), threading.RLock().acquire(False), queue.Queue().qsize())
""",
    "exit hooks": """
import atexit, threading
_ = atexit.register(lambda: print(threading.main_thread().is_alive(), threading._SHUTTING_DOWN))
""",
    "asyncio": "import asyncio\nasync def f(): return 3\nprint(asyncio.run(f()))",
    "figure": """
import hashlib, io, matplotlib.pyplot as plt
plt.figure(figsize=(3, 2))
plt.plot([1, 2])
plt.title('Text')
plt.xlabel('$x^2$')
plt.savefig(file := io.BytesIO(), format='raw')
print(hashlib.sha256(file.getvalue()).hexdigest())
""",
}


@pytest.mark.parametrize("name", AS_OUTSIDE)
def test_a_cell_does_what_a_process_does(server, name, monkeypatch):
    code = AS_OUTSIDE[name]
    monkeypatch.setenv("MPLBACKEND", "Agg")
    out, err, _ = service.program_output(code)
    reply = server.open(code)
    assert (reply["stdout"], reply["stderr"]) == (out, err), reply


@pytest.mark.parametrize("code", [
    "import random\nrandom.gauss(0, 1)", "import random\nrandom.random()", "import numpy as np\nnp.random.randn()",
    "import numpy as np\nnp.random.rand()", "import numpy as np\nnp.random.get_state()[1][:4].tolist()",
    "import sklearn, numpy as np\nnp.random.randn()", "from sympy.core.random import rng\nrng.random()",
    "from sympy.ntheory.ecm import rgen\nrgen.random()", "from sympy.ntheory.qs import rgen\nrgen.random()",
    "import uuid\nuuid.uuid4()", "import secrets\nsecrets.token_hex()", "import numpy as np\nnp.random.default_rng().random()"])
def test_random_numbers_differ(server, code):
    drawn = [server.open(code)["stdout"] for _ in range(8)]
    assert len(set(drawn)) == len(drawn), drawn


def test_numpy_draws_as_it_should(server):
    """The state behind its global generator is written by us: it is whole, and seeding it gives what numpy gives anywhere."""
    reply = server.run("""
import numpy as np
x = np.random.rand(200000)
np.random.seed(7)
y = np.random.rand(2).round(6).tolist()
print(abs(x.mean() - 0.5) < 0.01, abs(x.var() - 1 / 12) < 0.01, len(set(x.tolist())) > 199000, y)""")
    assert reply["stdout"] == "True True True [0.076308, 0.779919]\n", reply


# --- as sealed as any

WALLS = """
import {library}
import ctypes, os, resource, socket
libc = ctypes.CDLL(None)
def shut(action):
    try: return action() in (None, -1)
    except OSError: return True
print(shut(lambda: open('/etc/passwd')), shut(lambda: os.listdir('/proc')), shut(lambda: os.listdir('/')), shut(socket.socket),
      shut(os.fork), shut(lambda: os.execv('/usr/bin/true', ['true'])), shut(lambda: open('/usr/lib/x', 'w')),
      shut(lambda: libc.unshare(0x10000000)), shut(lambda: os.kill(2, 0)), os.getuid() != 0, os.getpid() == 1,
      resource.getrlimit(resource.RLIMIT_NOFILE) == (50, 50), resource.getrlimit(resource.RLIMIT_CORE) == (0, 0))
"""
LIBRARIES = ["json", "numpy", "pandas", "sympy", "matplotlib.pyplot", "sklearn"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_layer_in_every_set(server, library):
    """Whatever a zygote has imported, learned and moved."""
    reply = server.open(WALLS.format(library=library))
    assert reply["stdout"].split() == ["True"] * 13, reply


def test_every_layer_seen_from_outside(server, root):
    """Of each cell that waits: its own user, namespaces and groups, no capability, a filter."""
    def kinds(pid, names):
        return [(service.pathlib.Path(f"/proc/{pid}/ns") / name).readlink() for name in names]
    server.settled()		# a cell of an earlier program may still be on its way out
    zygotes = [server.root_zygote(), *server.set_zygotes()]
    assert len(zygotes) == len(LIBRARIES)
    owners, own = set(), ("pid", "mnt", "ipc")
    of_zygotes = [kinds(pid, own) for pid in zygotes]
    cells = server.cells()
    assert len(cells) >= len(zygotes)
    for pid in cells:
        status = service.status_of(pid)
        assert (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1"), status
        assert {int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}, status
        assert not set(kinds(pid, own)) & {kind for kinds in of_zygotes for kind in kinds}
        assert kinds(pid, ("user", "net", "uts", "cgroup")) == kinds(zygotes[0], ("user", "net", "uts", "cgroup"))
        assert service.groups_of(pid) - service.groups_of(zygotes[0])
        owners.add(status["Uid"].split()[0])
    assert len(owners) == len(cells)


# --- after the program

def test_the_reply_leaves_before_the_cell_is_killed(server, root):
    """Taking down a large cell takes longer than a small program."""
    server.settled()		# an earlier program's cell has been killed
    with tempfile.NamedTemporaryFile("r") as trace:
        tracer = subprocess.Popen(["strace", "-e", "trace=sendmsg,pidfd_send_signal", "-o", trace.name, "-p", str(server.pid)],
                                  stderr=subprocess.PIPE, text=True)
        assert "attached" in tracer.stderr.readline()
        server.run("print(1)")
        assert service.wait_until(lambda: "pidfd_send_signal" in service.read(trace.name))
        tracer.terminate()
        tracer.communicate()
        text = trace.read()
    assert text.index("HTTP/1.1 200") < text.index("pidfd_send_signal"), text
