"""The unit that we ship, under systemd as pid 1, from what `meson install` puts in place."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import time

import guest
from guest import CGROUPS, equal, read, wait_until

UNIT = "pyrunner.service"
GROUP = CGROUPS / "system.slice" / UNIT
DROP_INS = pathlib.Path("/run/systemd/system", f"{UNIT}.d")
SETTINGS = {"PYRUNNER_LISTEN": f"127.0.0.1:{guest.PORT}", "PYRUNNER_POLICIES": "strict,open", "PYRUNNER_SETS": "bare",
            "PYRUNNER_ISOLATION": "full"}


def systemctl(*words):
    done = subprocess.run(["systemctl", *words], capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def shown(name):
    """What systemd knows of the unit; its warnings go elsewhere."""
    return subprocess.run(["systemctl", "show", "--value", "-p", name, UNIT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True).stdout.strip()


class Unit(guest.Service):
    """The unit, with lines of [Service] added and settings of its own. Nothing else that a system has is started."""

    def __init__(self, *lines, **settings):
        self.lines, self.settings = lines, SETTINGS | settings

    def __enter__(self):
        pathlib.Path("/etc/default/pyrunner").write_text("".join(f"{key}={value}\n" for key, value in self.settings.items()))
        DROP_INS.mkdir(parents=True, exist_ok=True)
        (DROP_INS / "test.conf").write_text("\n".join(["[Unit]", "DefaultDependencies=no", "[Service]", "StandardOutput=null", f"StandardError=truncate:{guest.LOG}", *self.lines, ""]))
        systemctl("daemon-reload")
        systemctl("start", UNIT)
        def over():
            return self.ready() or (shown("NRestarts") or "0") != "0"
        if not wait_until(over, guest.READY_SECONDS) or not self.ready():
            words = self.words()
            self.kill()
            raise AssertionError("not ready\n" + words)
        return self

    @property
    def pid(self):
        return int(shown("MainPID"))

    def kill(self):
        systemctl("stop", UNIT)
        systemctl("reset-failed", UNIT)

    def words(self):
        return f"{systemctl('status', '-n0', UNIT)}\n{read(guest.LOG)}"[-3000:]


def has_every_wall(service):
    guest.has_every_wall(service, cgroup="v2", user_namespace="a uid for each cell")


def has_groups_below_the_unit(service):
    equal(read(GROUP / "cgroup.procs"), "")
    assert str(service.pid) in read(GROUP / "service/cgroup.procs").split()
    equal({int(pid) for pid in read(GROUP / "service/cgroup.procs").split()}, set(service.lasting().values()))
    assert list((GROUP / "cells").glob("*/memory.max")), "no group of a cell"


def measures_memory(service):
    """Which takes a procfs in the zygotes' world; a unit with ProtectKernelTunables= refuses it."""
    def scores():
        return {read(f"/proc/{pid}/oom_score_adj").strip(): title.split()[1] for pid, title in guest.strangers().items()}

    # a cell that is being made does it on its way
    seen = wait_until(lambda: (found := scores()).keys() == {"1000", "-500"} and found) or scores()
    equal(seen, {"1000": "cell", "-500": seen.get("-500")})


def stays_up_when_a_program_is_killed(service):
    before = service.lasting()
    guest.ends_a_memory_bomb(service)
    assert any(guest.fields(path)["oom_kill"] for path in GROUP.glob("cells/*/memory.events")), "no kill"
    equal((shown("ActiveState"), shown("NRestarts"), service.lasting()), ("active", "0", before))


def drains(service):
    """A program that runs when the unit is stopped runs to its end."""
    with guest.at_once(service, [dict(code="import time\ntime.sleep(8)\nprint('done')", policy="open")]) as replies:
        time.sleep(2)
        stopped = subprocess.Popen(["systemctl", "stop", UNIT])
    equal(stopped.wait(), 0)
    equal((replies[0]["status"], replies[0]["stdout"]), ("success", "done\n"))
    ended_well()


def ended_well():
    equal((shown("ActiveState"), shown("Result"), shown("ExecMainStatus")), ("inactive", "success", "0"))
    equal(guest.strangers(), {})
    assert not GROUP.exists(), "its group is still there"
    assert "warning" not in read(guest.LOG) and '"error"' not in read(guest.LOG), read(guest.LOG)


def comes_back(service):
    before = set(service.lasting().values())
    os.kill(service.pid, 9)
    assert wait_until(lambda: shown("NRestarts") == "1" and service.ready(), guest.READY_SECONDS), service.words()
    equal(set(service.lasting().values()) & before, set())
    guest.says_hello(service)


def loses_programs_only(service):
    """The unit's own limit is less than its programs may use: the kernel looks for a victim in all of the unit."""
    before = service.lasting()
    with guest.at_once(service, [dict(code=guest.BOMB, memory_limit=1024, timeout=120)] * 4) as replies:
        pass
    equal([reply and reply["status"] for reply in replies], ["memory_exceeded"] * 4)
    assert guest.fields(GROUP / "memory.events.local")["oom"] > 0, "the unit was never at its limit"
    equal((shown("ActiveState"), shown("NRestarts"), service.lasting()), ("active", "0", before))


def has_cgroups(service):
    equal(service.layer("cgroup"), {"state": "on", "detail": "v2"})


def installed():
    """`meson install` was done into a folder; here it goes where it belongs."""
    shutil.copytree(guest.BUILD / "installed", "/", dirs_exist_ok=True, symlinks=True)
    with contextlib.suppress(FileExistsError):
        os.mkdir("/etc/default")


installed()
plans = [
    ("unit", Unit(), (has_every_wall, has_groups_below_the_unit, measures_memory, guest.says_hello,
                      stays_up_when_a_program_is_killed, guest.keeps_time, comes_back, drains)),
    ("unit with less memory than promised", Unit("MemoryMax=300M", PYRUNNER_MEMORY_BUDGET_MB="100000", PYRUNNER_MAX_RUNNING="4"),
     (loses_programs_only,)),
    ("unit of an ordinary user", Unit("User=nobody", PYRUNNER_ISOLATION="auto"),
     (has_cgroups, has_groups_below_the_unit, stays_up_when_a_program_is_killed, drains)),
]
guest.main(plans)
guest.done()
