"""The image, as a stock engine runs it and as docker-compose.yml's hardened profile does."""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import time

import pytest

import service
from conftest import ENGINE, HARDENED, ROOT, engine

pytestmark = pytest.mark.image

SHIPPED_UID = 48713
NAMESPACES = ("user_namespace", "mount_namespace", "network_namespace", "pid_namespace")
FLAGS = "--security-opt seccomp=pyrunner-seccomp.json"


def stock(profile, *options):
    return ("run", "--security-opt", f"seccomp={profile}", *options)


def test_the_profile_has_the_effect_of_a_stock_engine_s(image, stock_profile):
    """What the level depends on: no user namespace, no mount, clone3 answers ENOSYS, cgroups read-only."""
    program = """
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
def tried(*arguments):
    return errno.errorcode.get(ctypes.get_errno()) if libc.syscall(*arguments) < 0 else 'done'
print(tried(272, 0x10000000), tried(435, 0, 0), tried(165, b'none', b'/tmp', b'tmpfs', 0, 0), tried(430, b'tmpfs', 0))
groups = '/sys/fs/cgroup/memory' if os.path.isdir('/sys/fs/cgroup/memory') else '/sys/fs/cgroup'
print(os.statvfs(groups).f_flag & os.ST_RDONLY, os.statvfs('/dev/shm').f_flag & os.ST_NOEXEC != 0)
"""
    for user in ("0", str(SHIPPED_UID)):
        done = engine(*stock(stock_profile, "--user", user, "--entrypoint", "/usr/bin/python3"), image, "-c", program)
        assert done.stdout == "EPERM ENOSYS EPERM EPERM\n1 True\n", done.stdout + done.stderr


def test_the_level_is_named(container, kind):
    isolation = container.http.get("/").json()["isolation"]
    level = "full" if kind == "hardened" else "container"
    assert isolation["level"] == level
    assert {isolation[name]["state"] for name in NAMESPACES} == {"on" if level == "full" else "absent"}
    assert isolation["seccomp"]["state"] == isolation["rlimits"]["state"] == isolation["landlock"]["state"] == "on"
    assert isolation["cgroup"]["state"] == "absent" and isolation["cgroup"]["detail"]
    if level == "container":
        assert FLAGS in isolation["user_namespace"]["detail"]
    assert re.search(r'"isolation": ?"%s"|isolation=%s' % (level, level), container.log_text())


def test_programs_run(container):
    assert container.run("print('hello')")["stdout"] == "hello\n"
    assert container.run("import numpy as np\nnp.arange(10).sum()")["stdout"] == "45\n"
    assert container.run("import pandas as pd, matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint(pd.Series([3, 1]).max())")["stdout"] == "3\n"
    assert container.run("print(input())", stdin="a line")["stdout"] == "a line\n"
    assert container.open("import os\nos.mkdir('a')\nopen('a/b', 'w').write('x')\nprint(open('a/b').read())")["stdout"] == "x\n"
    assert container.run("1/0")["error"] == "ZeroDivisionError: division by zero"
    assert container.run("import socket")["error"] == "Import of 'socket' is not allowed"


def test_what_takes_too_long_is_ended(container):
    began = time.monotonic()
    reply = container.open("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass", timeout=1)
    assert reply["status"] == "timeout" and 1 <= reply["execution_time"] < 5 and time.monotonic() - began < 20


@pytest.mark.parametrize("code", [
    "hoard = []\nwhile True: hoard.append(bytearray(1 << 20))",
    "import numpy as np\nhoard = []\nwhile True: hoard.append(np.ones(1 << 17))",
    "import mmap\nhoard = []\nwhile True:\n    hoard.append(mmap.mmap(-1, 1 << 20)); hoard[-1].write(b'x' * (1 << 20))",
])
def test_memory_bombs(container, code):
    reply = container.open(code, memory_limit=128, timeout=20)
    assert reply["status"] in ("memory_exceeded", "error") and "emory" in reply["stderr"], reply
    assert container.run("print(1)")["status"] == "success"


def test_a_bomb_of_threads(container):
    native = "import threading\nthreading.stack_size(65536)\n"
    code = native + "end, n = threading.Event(), 0\ntry:\n    while n < 3000:\n        threading.Thread(target=end.wait, daemon=True).start(); n += 1\n" \
                    "except RuntimeError: pass\nimport time; time.sleep(1)\nprint(n)"
    reply = container.open(code, timeout=20, memory_limit=512)
    # a limit where cells have uids of their own, else an end
    assert reply["status"] == "error" or int(reply["stdout"]) <= 64, reply
    assert container.run("print(1)")["status"] == "success"


def test_many_at_once(container):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda n: container.run(f"print(sum(range({n})))")["stdout"], range(24)))
    assert replies == [f"{sum(range(n))}\n" for n in range(24)]


WHO = "import os, time\nprint(os.getuid(), os.getgid(), os.getgroups(), os.getpid(), os.getppid())\ntime.sleep(3)"


def test_who_a_cell_is(container, kind):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        replies = [reply["stdout"] for reply in pool.map(lambda _: container.open(WHO), range(4))]
    uids = {int(reply.split()[0]) for reply in replies}
    if kind == "stock, as root":
        assert len(uids) == 4 and min(uids) > 2000000000, replies
    elif kind == "hardened":
        # of a user namespace: of one for all, or of one each, which has no numbers
        assert uids <= {0, 65534} and all(reply.endswith(" 1 0\n") for reply in replies)
    else:
        assert uids == {SHIPPED_UID}
    assert all(reply.split()[-1] == "0" for reply in replies)


def test_no_process_has_more_than_it_needs(container, kind):
    """Root is given up; keeper and zygotes of a root start hold what gives cells their uids, and cells hold nothing."""
    container.settled()		# one that is being made has more
    everyone = [container.pid, *container.tree()]
    zygotes = {pid for pid in everyone if service.exe_of(pid) == "pyrunner-zygote"}
    titles = {pid: (service.read(f"/proc/{pid}/cmdline") or "").replace("\0", " ") for pid in everyone}
    giving = 1 << 5 | 1 << 6 | 1 << 7  # KILL, SETGID, SETUID
    for pid in everyone:
        status = service.status_of(pid)
        if not status or kind == "hardened":
            continue
        assert "0" not in status["Uid"].split() and status["NoNewPrivs"].strip() == "1", (titles[pid], status["Uid"])
        wanted = giving if kind == "stock, as root" and (pid in zygotes or "keeper" in titles[pid]) and "cell" not in titles[pid] else 0
        assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == wanted, titles[pid]
    cells = [pid for pid in everyone if "cell" in titles[pid]]
    assert cells and {service.status_of(pid).get("Seccomp", "2").strip() for pid in cells} == {"2"}


@pytest.mark.parametrize("options", [("--user", "0"), ()], ids=["root", "shipped"])
def test_full_is_refused_with_the_way_to_get_it(image, stock_profile, options):
    done = engine(*stock(stock_profile, *options), image, "serve", "--isolation", "full")
    assert done.returncode == 1 and FLAGS in done.stderr + done.stdout, done.stdout + done.stderr


def test_root_without_the_means_to_give_uids_is_refused(image, stock_profile):
    done = engine(*stock(stock_profile, "--user", "0"), image, "serve", env=os.environ | {"CAPABILITIES": "SETUID,SETGID"})
    assert done.returncode == 1 and "SETUID, SETGID and KILL" in done.stderr + done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("options", [(), HARDENED], ids=["stock", "hardened"])
def test_doctor_says_what_is_absent(image, stock_profile, options):
    done = engine(*stock(stock_profile, *options), image, "doctor")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("isolation: full\n" if options else "isolation: container\n")
    assert (FLAGS in done.stdout) == (not options) and "could not read a host file" in done.stdout


def test_the_image_holds_no_compiler(image):
    done = engine("run", "--entrypoint", "/bin/sh", image, "-c",
                  "id -u; for tool in cc gcc g++ clang ld as make meson; do command -v $tool; done; ls /usr/share/pyrunner/warmup/cache/matplotlib;"
                  "find /usr/lib/python3/dist-packages/numpy /usr/lib/python3.11/json -name '*.py' | wc -l;"
                  "find /usr/lib/python3/dist-packages/numpy /usr/lib/python3.11/json -name '*.pyc' | wc -l")
    uid, *rest, sources, compiled = done.stdout.split()
    assert int(uid) == SHIPPED_UID and len(rest) == 1 and rest[0].startswith("fontlist-"), done.stdout
    assert int(compiled) >= int(sources) > 100


def test_the_health_check_is_the_image_s(container, kind):
    """What the image's HEALTHCHECK runs, with this service's port for the shipped one."""
    recipe = (ROOT / "packaging/docker/Dockerfile").read_text()
    command = json.loads(re.search(r"CMD (\[.*urllib.*\])", recipe)[1])
    command[-1] = command[-1].replace(":8000", f":{container.port}")
    for port, wanted in ((container.port, 0), (1, 1)):
        words = [word.replace(f":{container.port}", f":{port}") for word in command]
        assert subprocess.run(["podman", "exec", container.name, *words], capture_output=True).returncode == wanted


def test_compose_is_what_the_image_is_made_for():
    yaml = pytest.importorskip("yaml")
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    for name, wanted in compose["services"].items():
        resources = wanted["deploy"]["resources"]
        assert resources == {"limits": {"cpus": "2", "memory": "2G"}, "reservations": {"cpus": "0.5", "memory": "512M"}}
        assert wanted["ports"] == ["8000:8000"] and wanted["healthcheck"]["interval"] == "30s"
        assert (ROOT / wanted["build"]["dockerfile"]).is_file()
    hardened = compose["services"]["hardened"]
    assert hardened["profiles"] == ["hardened"] and hardened["cap_drop"] == ["ALL"] and hardened["read_only"]
    assert "no-new-privileges:true" in hardened["security_opt"] and "profiles" not in compose["services"]["pyrunner"]
    profile = [option.partition("=")[2] for option in hardened["security_opt"] if option.startswith("seccomp=")]
    assert json.loads((ROOT / profile[0]).read_text())["defaultAction"] == "SCMP_ACT_ERRNO"


def test_escape_attempts(container):
    """The suite of tests/jail, as far as it can be sent to a service elsewhere."""
    suite = ROOT / "tests" / "jail"
    if not (suite / "run").exists():
        pytest.skip("this tree has no tests/jail/run")
    done = subprocess.run([suite / "run", "--url", container.url, "--tb=line"], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-6000:]
