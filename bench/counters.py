"""What the kernel counts: CPU time, page faults, memory, of a service's processes by what they are."""

import contextlib
import os
import pathlib
import time

TICK = os.sysconf("SC_CLK_TCK")


def read(path):
    with contextlib.suppress(OSError):
        return pathlib.Path(path).read_text(errors="replace")
    return None


class Process:
    """A line of /proc/PID/stat; what a process's ended children used counts as `children`."""

    def __init__(self, pid, text):
        fields = text.rpartition(")")[2].split()
        self.pid, self.parent = pid, int(fields[1])
        self.faults, self.children_faults = int(fields[7]), int(fields[8])
        self.cpu, self.children_cpu = ((int(fields[i]) + int(fields[i + 1])) / TICK for i in (11, 13))
        self.title = (read(f"/proc/{pid}/cmdline") or "").rstrip("\0").replace("\0", " ")

        # `zygote numpy`, `cell 3`, `keeper`, ... as docs/PROCESSES.md has them; tree() knows the server
        self.role = self.title.removeprefix("pyrunner: ") if self.title.startswith("pyrunner: ") else "other"


def processes():
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and (text := read(f"/proc/{entry.name}/stat")):
            with contextlib.suppress(IndexError, ValueError):
                found[int(entry.name)] = Process(int(entry.name), text)
    return found


def tree(pid, table=None):
    """A process, which counts as the server, and all below it."""
    table = table or processes()
    if pid in table:
        table[pid].role = "server"
    below = {}
    for process in table.values():
        below.setdefault(process.parent, []).append(process)
    found, todo = [], [table[pid]] if pid in table else []
    while todo:
        process = todo.pop()
        found.append(process)
        todo += below.get(process.pid, [])
    return found


def cpu_seconds(pid):
    """CPU seconds of one process so far, without its children, by its own clock: not in ticks."""
    return time.clock_gettime(~pid << 3 | 2)  # clock_getcpuclockid(3), which Python has not


class Usage:
    """CPU seconds and page faults of a service so far, by part; `-` tells what came between two of them.

    cells: what the zygotes have reaped. kernel: threads of the kernel, of the whole machine: they take mounts and
    namespaces down."""

    def __init__(self, cpu=None, faults=None):
        self.cpu, self.faults = cpu or {}, faults or {}

    @classmethod
    def of(cls, pid):
        table, usage = processes(), cls()
        for process in tree(pid, table):
            part = process.role.split()[0]
            if part == "cell":
                continue
            usage.add(part, process.cpu, process.faults)
            if part == "zygote":
                usage.add("cells", process.children_cpu, process.children_faults)
        usage.add("kernel", sum(process.cpu for process in table.values() if process.parent == 2), 0)
        return usage

    @classmethod
    def whole(cls, pid):
        """Of a service that is made otherwise: itself and all that it has reaped."""
        usage = cls()
        for process in tree(pid):
            usage.add("all", process.cpu + process.children_cpu, process.faults + process.children_faults)
        return usage

    def add(self, part, cpu, faults):
        self.cpu[part] = self.cpu.get(part, 0) + cpu
        self.faults[part] = self.faults.get(part, 0) + faults

    def __sub__(self, other):
        # a thread of the kernel that ended takes its count with it
        def less(mine, others):
            return {key: max(value - others.get(key, 0), 0) for key, value in mine.items()}
        return Usage(less(self.cpu, other.cpu), less(self.faults, other.faults))

    def per(self, runs):
        """Microseconds of CPU and page faults a run, by part."""
        return ({part: value * 1e6 / runs for part, value in self.cpu.items()},
                {part: value / runs for part, value in self.faults.items()})


def settle(pid, quiet=0.3, patience=20):
    """Waits until no process of a service has come or gone for `quiet` seconds: pools are full, what ended is reaped."""
    last, since, end = None, time.monotonic(), time.monotonic() + patience
    while time.monotonic() < end:
        now = sorted(process.pid for process in tree(pid))
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > quiet:
            return
        time.sleep(0.05)


class Memory:
    """kB of one process: resident, its proportional share of what it shares, of memory files in it, and its own pages: what is
    free again when it ends. What of a file only one process has mapped (Private_Clean, Private_Dirty) stays in memory."""

    def __init__(self, pid):
        self.rss = self.pss = self.pss_shmem = self.private = 0
        for line in (read(f"/proc/{pid}/smaps_rollup") or "").splitlines()[1:]:
            key, value = line.split(":")
            kb = int(value.split()[0])
            if key == "Rss":
                self.rss = kb
            elif key == "Pss":
                self.pss = kb
            elif key == "Pss_Shmem":
                self.pss_shmem = kb
            elif key == "Anonymous":
                self.private = kb


def memory(pid):
    """[(role, set or None, Memory)] of all processes of a service."""
    table = processes()
    found = []
    for process in tree(pid, table):
        of = table.get(process.parent)
        made_for = of.role.partition(" ")[2] if of and process.role.startswith("cell") else None
        found.append((process.role, made_for, Memory(process.pid)))
    return found


def memory_files_kb(pid):
    """What the memory files of a service's zygotes take, mapped or not: PSS counts only what somebody has mapped."""
    files = {}
    for process in tree(pid):
        for line in (read(f"/proc/{process.pid}/maps") or "").splitlines():
            place, _, _, _, inode, *name = line.split(maxsplit=5)
            if name and name[0].startswith("/memfd:zygote") and inode not in files:
                files[inode] = os.stat(f"/proc/{process.pid}/map_files/{place}").st_blocks // 2
    return sum(files.values())


def available_kb():
    for line in read("/proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1])
    return 0


def busy_seconds():
    """CPU seconds of the whole machine that were not idle."""
    fields = [int(field) for field in read("/proc/stat").split("\n", 1)[0].split()[1:]]
    return (sum(fields[:8]) - fields[3] - fields[4]) / TICK
