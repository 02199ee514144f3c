"""The machine that a result is of, and what else it was doing."""

import os
import platform
import resource
import subprocess
import time

import counters


def field(path, key, separator=":"):
    for line in (counters.read(path) or "").splitlines():
        name, found, value = line.partition(separator)
        if found and name.strip() == key:
            return value.strip().strip('"')
    return "unknown"


def kernel_seconds():
    return sum(process.cpu for process in counters.processes().values() if process.parent == 2)


def own_seconds():
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


class Beside:
    """CPUs that neither this bench, nor what it started, nor the kernel's own threads used."""

    def __init__(self):
        self.time, self.others = time.monotonic(), self.so_far()

    @staticmethod
    def so_far():
        return counters.busy_seconds() - own_seconds() - kernel_seconds()

    def cpus(self):
        return max(self.so_far() - self.others, 0) / (time.monotonic() - self.time)


def versions():
    code = ("import importlib\nfor name in 'numpy pandas scipy sympy matplotlib sklearn fastapi uvicorn'.split():\n"
            "    print(name, importlib.import_module(name).__version__, end=', ')")
    done = subprocess.run(["/usr/bin/python3", "-I", "-c", code], capture_output=True, text=True)
    return done.stdout.removesuffix(", ") or "unknown"


def description(beside):
    """[(what, words)]; call when all that was started has ended."""
    cores = os.cpu_count()
    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / 1048576
    return [
        ("processor", f"{field('/proc/cpuinfo', 'model name')}, {float(field('/proc/cpuinfo', 'cpu MHz')) / 1000:.1f} GHz, "
                      f"{cores} cores, shared with the load generator"),
        ("memory", f"{memory:.1f} GB"),
        ("kernel", platform.release()),
        ("system", field("/etc/os-release", "PRETTY_NAME", "=")),
        ("Python", f"{platform.python_version()}; {versions()}"),
        ("started by", "root" if os.geteuid() == 0 else "an ordinary user"),
        ("beside it", f"other processes used {beside.cpus():.2f} CPUs on average; load {os.getloadavg()[1]:.1f}"),
        ("took", f"{(time.monotonic() - beside.time) / 60:.0f} minutes"),
    ]
