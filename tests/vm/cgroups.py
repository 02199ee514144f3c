"""Control groups of version 2, with all controllers, some and none, as root and as an ordinary user."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import subprocess

import guest
from guest import ALWAYS, CGROUPS, NOBODY, Service, equal, fields, read, wait_until

SCIENCE = "bare; science: numpy pandas scipy sympy matplotlib sklearn"
SIX = """\
import numpy, pandas, scipy.linalg, sympy, sklearn.linear_model
import matplotlib.pyplot as plt
x = numpy.arange(6.0).reshape(3, 2)
print(pandas.DataFrame(x).sum().tolist(), scipy.linalg.det(x[:2]), sympy.factorint(60))
print(sklearn.linear_model.LinearRegression().fit(x, x[:, 0]).predict(x).round().tolist())
print(len(plt.plot(x)))"""
SIX_OUTPUT = "[6.0, 9.0] -2.0 {2: 2, 3: 1, 5: 1}\n[0.0, 2.0, 4.0]\n2\n"

BOMBS = 16


# --- what the groups must add

def has_cgroups(service):
    equal(service.layer("cgroup"), {"state": "on", "detail": "v2"})


def has_no_cgroups(service):
    guest.lacks(service, "cgroup", "not delegated to this user")


def is_not_alone(service):
    guest.lacks(service, "cgroup", "not alone in the group")


def misses_cpu(service):
    equal(service.layer("cgroup"), {"state": "on", "detail": "v2, without cpu"})


def misses_pids_and_cpu(service):
    equal(service.layer("cgroup"), {"state": "on", "detail": "v2, without pids, cpu"})


def misses_memory(service):
    guest.lacks(service, "cgroup", "has no memory controller")


def slots(service):
    found = [path for path in service.home_of_cells().iterdir() if path.is_dir()]
    assert found, "no groups"
    return found


def limits_each_slot(service):
    limits = {"memory.swap.max": "0", "memory.oom.group": "1", "pids.max": "64", "cpu.max": "100000 100000"}
    for slot in slots(service):
        equal({name: read(slot / name).strip() for name in limits}, limits)
    equal(read(service.home_of_cells() / "../service/cpu.weight").strip(), "10000")


def lives_in_a_leaf(service):
    """A group with limited groups in it may have no processes of its own: the service has moved."""
    cells = service.home_of_cells().resolve()
    equal(read(cells.parent / "cgroup.procs"), "")
    equal(read(cells / "cgroup.procs"), "")
    in_leaf = set(map(int, read(cells.parent / "service/cgroup.procs").split()))
    outside = {title for title, pid in service.lasting().items() if pid not in in_leaf}
    assert outside <= {"pyrunner: clean-up"}, outside  # it is to remove the group that it was born in


def is_limited_to(slot, megabytes):
    """Beside what its cell took ahead of its program, at most 9 MB."""
    limit = read(slot / "memory.max").strip()
    return limit != "max" and megabytes <= int(limit) / 2**20 <= megabytes + 9


def holds_a_run_in_its_group(service):
    """While a program runs: its memory limit, alone in the group, and its weight falls."""
    body = json.dumps({"code": "print(1)\nwhile True: pass", "timeout": 6, "memory_limit": 100})
    connection = http.client.HTTPConnection("127.0.0.1", guest.PORT, timeout=guest.REPLY_SECONDS)
    with contextlib.closing(connection):
        connection.request("POST", "/run", body, {"Content-Type": "application/json"})

        def running():
            return [slot for slot in slots(service) if is_limited_to(slot, 100)
                    and read(slot / "cpu.idle").strip() == "1"]
        found = wait_until(running, 5)
        assert found, "no group with the limit of the run and a lowered weight"
        equal(len(read(found[0] / "cgroup.procs").split()), 1)
        equal(json.loads(connection.getresponse().read())["status"], "timeout")


def takes_the_share_of_a_cpu(service):
    """Four threads that spin without the interpreter's lock get one CPU, as `cpus` says, and are held back for it."""
    code = ("import hashlib, threading\ndef spin():\n    while True: hashlib.sha256(bytes(1 << 20))\n"
            "for _ in range(4): threading.Thread(target=spin, daemon=True).start()\nspin()")
    before = service.events_of("cpu.stat", "nr_throttled")
    reply = service.run(code, policy="open", timeout=3)
    equal(reply["status"], "timeout")
    assert service.events_of("cpu.stat", "nr_throttled") > before, "never held back"


def kills_by_the_group(service):
    before = service.events_of("memory.events", "oom_kill")
    guest.ends_a_memory_bomb(service)
    assert service.events_of("memory.events", "oom_kill") > before, "no kill was counted"


def never_goes_over_the_limit(service):
    """Of a group that was limited to 64 MB at its last run."""
    guest.ends_a_memory_bomb(service)
    peaks = [int(read(slot / "memory.peak")) for slot in slots(service) if is_limited_to(slot, 64)]
    assert peaks and max(peaks) > 60 << 20, peaks


def survives_sixteen_bombs(service):
    before, kills = service.lasting(), service.events_of("memory.events", "oom_kill")
    bombs = [dict(code=guest.BOMB, memory_limit=64, timeout=60)] * BOMBS
    with guest.at_once(service, bombs) as replies:
        guest.says_hello(service)
    equal([reply and reply["status"] for reply in replies], ["memory_exceeded"] * BOMBS)
    assert service.events_of("memory.events", "oom_kill") >= kills + BOMBS, "not each was killed by its group"
    equal(service.lasting(), before)


def bounds_threads(service):
    code = ("import threading, time\nn = 0\ntry:\n    while n < 200:\n        threading.Thread(target=time.sleep, args=(1,)).start()\n"
            "        n += 1\nexcept RuntimeError as e:\n    print(n, e)")
    reply = service.run(code, policy="open")
    count, _, words = reply["stdout"].partition(" ")
    equal(words, "can't start new thread\n")
    assert 50 < int(count) < 64, count


def offers_cells_first(service):
    """When the machine itself runs out of memory. A cell that is being made does it on its way."""
    def so():
        scores = {title: int(read(f"/proc/{pid}/oom_score_adj")) for pid, title in guest.strangers().items()}
        cells = {title for title in scores if title.startswith("pyrunner: cell")}
        return cells and {title for title, score in scores.items() if score == 1000} == cells
    assert wait_until(so), guest.strangers()


def dying():
    return fields(CGROUPS / "cgroup.stat")["nr_dying_descendants"]


def makes_no_dying_groups(service):
    before, known = dying(), {slot.name for slot in slots(service)}
    for _ in range(20):
        guest.says_hello(service)
    equal((dying(), {slot.name for slot in slots(service)}), (before, known))


def ends_what_is_left_in_its_groups(service):
    """Nothing should be; here something is, and the group could not be removed with it."""
    stray = subprocess.Popen(["sleep", "1000"])
    (slots(service)[0] / "cgroup.procs").write_text(str(stray.pid))
    guest.ends_without_a_trace(service)
    assert not os.path.exists(f"/proc/{stray.pid}")


# --- with swap in the machine

@contextlib.contextmanager
def swap():
    pathlib.Path("/sys/block/zram0/disksize").write_text(str(512 << 20))
    subprocess.run(["mkswap", "/dev/zram0"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["swapon", "/dev/zram0"], check=True)
    yield
    subprocess.run(["swapoff", "/dev/zram0"], check=True)


def swaps_nothing_out(service):
    """Compressed by a group that may swap, zeros cost nothing: the bomb would go on for long."""
    free = guest.fields_with_units("/proc/meminfo")["SwapFree"]
    kills_by_the_group(service)
    equal([read(slot / "memory.swap.current").strip() for slot in slots(service)], ["0"] * len(slots(service)))
    lost = free - guest.fields_with_units("/proc/meminfo")["SwapFree"]
    assert lost < 4096, f"{lost} KB were swapped out"


# --- what root must add

def has_full_level(service):
    guest.has_every_wall(service, landlock="ABI 2", user_namespace="a uid for each cell")


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
    os.kill(service.lasting()["pyrunner: keeper"], 9)
    equal(service.process.wait(30), 1)
    nothing_stays(service)


def nothing_stays(service):
    def gone():
        guest.reap()
        return not guest.strangers() and guest.groups() == service.groups
    assert wait_until(gone), f"left: {guest.strangers()} {guest.groups()}, before: {service.groups}"


def few_groups_are_dying():
    """What a service took into memory, and its groups were charged for, may pin these only until it is wanted. Of hundreds
    that there were, the kernel keeps one or two in lists of its own."""
    pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
    assert wait_until(lambda: dying() <= 4), f"{dying()} groups are dying"


def plans():
    ends = guest.ends_without_a_trace
    group_checks = (has_cgroups, lives_in_a_leaf, limits_each_slot, holds_a_run_in_its_group, kills_by_the_group)

    yield "root", Service(), (has_cgroups, lives_in_a_leaf, guest.says_hello, kills_by_the_group, ends)
    yield "root, server killed", Service(), (leaves_nothing_when_killed,)
    yield "root, keeper killed", Service(), (ends_with_its_keeper,)
    yield "user", Service(uid=NOBODY), (has_no_cgroups, offers_cells_first, *ALWAYS)
    with guest.delegated(NOBODY) as group:
        alone = dict(uid=NOBODY, group=group)
        yield "user with a group", Service("--max-running", str(BOMBS + 4), **alone), (
            *group_checks, takes_the_share_of_a_cpu, bounds_threads, full_disk_is_the_programs,
            never_goes_over_the_limit, survives_sixteen_bombs, makes_no_dying_groups, *ALWAYS)
        with swap():
            yield "user with a group and swap", Service(**alone), (has_cgroups, swaps_nothing_out, ends)
        yield "user with a group, again", Service(**alone), (has_cgroups, leaves_nothing_when_killed)
        yield "user with a group, not alone", Service(beside=True, **alone), (is_not_alone, guest.says_hello)
    with guest.delegated(NOBODY, ("memory", "pids")) as group:
        yield "user with a group, no cpu", Service(uid=NOBODY, group=group), (misses_cpu, kills_by_the_group, bounds_threads, ends)
    with guest.delegated(NOBODY, ("memory",)) as group:
        yield "user with a group, memory alone", Service(uid=NOBODY, group=group), (misses_pids_and_cpu, kills_by_the_group, ends)
    with guest.delegated(NOBODY, ("pids", "cpu")) as group:
        yield "user with a group, no memory", Service(uid=NOBODY, group=group), (misses_memory, guest.ends_a_memory_bomb, ends)
    with guest.delegated(0) as group:
        yield "root with a group", Service(group=group), (*group_checks, ends_what_is_left_in_its_groups)
        yield "root with a named group", Service("--cgroups", str(group)), (has_cgroups, lives_in_a_leaf, kills_by_the_group, ends)
    yield "root, all libraries", Service("--isolation", "full", sets=SCIENCE), (
        has_full_level, *group_checks, offers_cells_first, runs_without_privileges, takes_a_million_characters,
        computes_with_six_libraries, finds_hidden_imports, bounds_threads, full_disk_is_the_programs, *ALWAYS)


guest.main(plans())
guest.attempt("few groups are dying", few_groups_are_dying)
guest.done()
