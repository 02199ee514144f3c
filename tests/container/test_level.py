"""The container level on this machine itself: what no namespace ends, hides or cleans up."""

import concurrent.futures
import contextlib
import os
import pathlib
import signal
import subprocess
import threading
import time

import httpx
import pytest

import service

USERS = {"root": None, "an ordinary user": service.ORDINARY_UID}


@pytest.fixture(scope="module", params=USERS)
def uid(request):
    return USERS[request.param]


@pytest.fixture
def level(start, uid):
    return start(uid=uid)


def processes(server):
    return [server.pid, *server.tree()]


def titled(server, title):
    """The pids below a server whose title begins so."""
    found = [pid for pid in server.tree() if (service.read(f"/proc/{pid}/cmdline") or "").startswith(f"pyrunner: {title}")]
    assert found, title
    return found


def alive(pids):
    return [pid for pid in pids if service.status_of(pid).get("State", "Z")[0] not in "ZX"]


def in_background(server, code, **fields):
    replies = []

    def ask():
        with contextlib.suppress(httpx.HTTPError):
            replies.append(server.http.post("/run", json={"code": code, "policy": "open", **fields}))

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, replies


def test_pages_are_learned(level):
    assert "could not be learned" not in level.log_text(None)


def test_a_fork_finds_little_to_copy(level):
    """A zygote cannot be looked into here, by itself neither, but for the moment in which it looks what it has written."""
    assert "memory stays" not in level.log_text(None)
    for pid in titled(level, "zygote"):
        assert "zygote's memory" in service.read(f"/proc/{pid}/maps")
        assert os.stat(f"/proc/{pid}/maps").st_uid == 0


def test_the_main_thread_knows_its_number(level):
    """A fork leaves it that of the zygote's."""
    reply = level.open("import os, threading\nprint(threading.main_thread().native_id == threading.get_native_id() == os.getpid())")
    assert reply["stdout"] == "True\n", reply


# What a hostile program would do to stay.
STAY = "import signal, time\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n" \
       "print('here', flush=True)\nwhile True: time.sleep(1)"


@pytest.mark.parametrize("victim", ["server", "keeper"])
def test_nothing_outlives_the_service(scratch, uid, victim):
    with service.Server("--isolation", "container", "--cgroups", "none", "--scratch-dir", scratch, "--policies", "strict,open",
                        uid=uid) as server:
        thread, _ = in_background(server, STAY, timeout=60)
        time.sleep(1)
        everyone = processes(server)
        os.kill(server.pid if victim == "server" else titled(server, "keeper")[0], signal.SIGKILL)
        gone = service.wait_until(lambda: not alive(set(everyone) - {os.getpid()}), 15)
        left = {pid: service.read(f"/proc/{pid}/cmdline") for pid in alive(everyone)}
        server.process.wait(15)
        thread.join(15)
        server.was, server.stop = set(everyone), lambda: 0  # ended already
        assert gone, left


@pytest.mark.parametrize("title", ["zygote bare", "zygote numpy"])
def test_a_dead_zygote_s_cells_end_and_their_programs_run_again(level, title):
    thread, replies = in_background(level, "import numpy, time\ntime.sleep(3)\nprint('done')", timeout=30)
    time.sleep(1)
    old = set(titled(level, "cell"))
    os.kill(titled(level, title)[0], signal.SIGKILL)
    thread.join(60)
    assert replies[0].status_code == 200 and replies[0].json()["stdout"] == "done\n", replies[0].text
    assert service.wait_until(lambda: level.run("import numpy\nprint(1)")["stdout"] == "1\n", 30)
    if title == "zygote bare":
        assert service.wait_until(lambda: not alive(old), 15)


LEAVE = """
import os
os.mkdir('deep')
here = os.open('deep', os.O_RDONLY)
for _ in range(400):
    os.mkdir('d'); os.chdir('d')
os.chdir(os.environ['HOME'])
for n in range(3000): open('file-%d' % n, 'w').close()
for n in range(200): os.makedirs('moved-%d/moved-%d/x' % (n, n))
open('-rf', 'w').close(); open('\\n', 'w').close(); open('\\udcff', 'w').close()
print(os.environ['HOME'])
"""
FIND = "import os\nprint(os.listdir('.'), os.environ['HOME'] == os.getcwd() == os.environ['TMPDIR'])"


def test_nothing_of_a_program_is_left_for_the_next(level, scratch):
    left = level.open(LEAVE, timeout=60)
    assert left["status"] == "success", left
    for _ in range(40):
        assert level.open(FIND)["stdout"] == "[] True\n"
    assert service.wait_until(lambda: not os.path.exists(left["stdout"].strip()), 10)


def test_nothing_is_left_of_the_service(start, scratch, uid):
    with service.Server("--isolation", "container", "--cgroups", "none", "--scratch-dir", scratch, "--policies", "strict,open",
                        uid=uid) as server:
        assert server.open(LEAVE, timeout=60)["status"] == "success"
        assert any("pyrunner-" in name for name in os.listdir(scratch))
        before = set(os.listdir(scratch))
    assert service.wait_until(lambda: len(os.listdir(scratch)) == len(before) - 1, 10)


def test_each_cell_has_its_own_uid_where_root_starts_it(level, uid):
    who = "import os, time\nprint(os.getuid(), os.getgid(), os.getgroups())\ntime.sleep(3)"
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        said = {reply["stdout"] for reply in pool.map(lambda _: level.open(who), range(4))}
    assert len(said) == (4 if uid is None else 1)


# Each prints what it got. The other tenant waits with a file in its folder, whose path it told.
REACH = """
import ctypes, os, signal
other, pid = {other!r}, {pid}
libc = ctypes.CDLL(None, use_errno=True)
def tried(name, action):
    try: action()
    except OSError: return
    print('reached:', name)
tried('list', lambda: os.listdir(other))
tried('list above', lambda: os.listdir(os.path.dirname(other)))
tried('list the base', lambda: os.listdir('../..'))
tried('read', lambda: open(other + '/secret').read())
tried('write', lambda: open(other + '/secret', 'a').write('x'))
tried('make', lambda: open(other + '/new', 'w'))
tried('remove', lambda: os.unlink(other + '/secret'))
tried('rename', lambda: os.rename(other, other + 'x'))
tried('take', lambda: os.rename(other + '/secret', 'mine'))
tried('link', lambda: os.link(other + '/secret', 'mine'))
tried('truncate', lambda: os.truncate(other + '/secret', 0))
tried('read its memory', lambda: open('/proc/%d/mem' % pid, 'rb'))
tried('read its status', lambda: open('/proc/%d/status' % pid))
tried('signal', lambda: os.kill(pid, 0))
tried('stop', lambda: os.kill(pid, signal.SIGSTOP))
tried('signal all', lambda: os.kill(-1, 0))
tried('signal the parent', lambda: os.kill(1, 0))
tried('its group', lambda: os.getpgid(pid))
tried('its session', lambda: os.getsid(pid))
tried('its priority', lambda: os.getpriority(os.PRIO_PROCESS, pid))
os.chmod(other, 0)
os.utime(other, (1, 1))
os.chmod('../..', 0)
print(os.getppid())
"""


def test_two_at_once_do_not_reach_each_other(level):
    wait = "import os, sys, time\nopen('secret', 'w').write('kept')\n" \
           "print(os.getpid(), os.environ['HOME'], flush=True)\ntime.sleep(6)\nst = os.stat('.')\n" \
           "print(open('secret').read(), os.listdir('.'), oct(st.st_mode)[-3:], st.st_mtime > 1000)"
    thread, replies = in_background(level, wait, timeout=30)
    # what the other would have to guess is told here
    [pid] = service.wait_until(lambda: [pid for pid in titled(level, "cell") if os.path.exists(f"/proc/{pid}/cwd/secret")])
    folder = os.readlink(f"/proc/{pid}/cwd")
    reached = level.open(REACH.format(other=folder, pid=pid))
    thread.join()
    assert reached["stdout"] == "0\n", reached
    assert replies[0].json()["stdout"].splitlines()[1] == "kept ['secret'] 700 True"
    assert level.open(FIND)["stdout"] == "[] True\n"


def test_the_control_of_the_one_above(scratch):
    """The same against a process of one's own uid and nothing around it: most of it works."""
    folder = pathlib.Path(scratch, "control")
    folder.mkdir()
    (folder / "secret").write_text("kept")
    sleeper = subprocess.Popen(["sleep", "60"], cwd=folder)
    try:
        out, err, _ = service.program_output(REACH.format(other=str(folder), pid=sleeper.pid).replace("os.kill(-1, 0)", "None")
                                             .replace("'../..'", "'.'"))
    finally:
        sleeper.kill()
        sleeper.wait()
        subprocess.run(["rm", "-rf", folder, f"{folder}x"], check=True)
    assert out.count("reached:") >= 12, out + err


def test_signals_to_oneself(level):
    assert level.open("import os\nos.abort()")["error"] == "Aborted"
    assert level.open("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")["error"] == "Killed by signal 9 (SIGKILL): Killed"
    reply = level.open("import signal\nsignal.signal(10, lambda *_: print('heard'))\nsignal.raise_signal(10)")
    assert reply["stdout"] == "heard\n", reply
    reply = level.open("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nprint('on')", timeout=1)
    assert reply["status"] in ("timeout", "success"), reply


def test_a_folder_that_can_hold_programs_is_refused(uid, tmp_path):
    tmp_path.chmod(0o777)
    done = service.verb("doctor", "--isolation", "container", "--cgroups", "none", "--scratch-dir", tmp_path)
    assert done.returncode == 125 and ("noexec" in done.stderr or "keeper" in done.stderr), done.stderr


def test_no_landlock_needs_the_namespaces(level):
    """As a kernel that refuses namespaces would have it; Landlock is there, so only the words can be looked at."""
    blocked = subprocess.run(["unshare", "-U", "-r", "sh", "-c", "echo 0 >/proc/sys/user/max_user_namespaces && exec \"$@\"", "sh",
                              service.BUILD / "pyrunner", "doctor", "--isolation", "no-landlock", "--cgroups", "none"],
                             capture_output=True, text=True, timeout=60)
    assert blocked.returncode == 125 and "namespaces are refused" in blocked.stderr, blocked.stderr
