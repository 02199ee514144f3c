"""What the kernel's headers of this machine say: system call numbers, constants, errors."""

import errno
import functools
import platform
import re
import subprocess
import tempfile

NATIVE, FOREIGN = {"x86_64": (0xC000003E, 0x40000003), "aarch64": (0xC00000B7, 0x40000028)}[platform.machine()]
X32 = 0x40000000 if platform.machine() == "x86_64" else None
# Kernels since 6.14 let these two through without asking any filter: each ends a process that no probe has sent there.
UNFILTERED = {335, 336} if platform.machine() == "x86_64" else set()

ALLOW, KILL = 0x7FFF0000, 0x80000000

HEADERS = """asm/unistd.h errno.h fcntl.h linux/close_range.h linux/futex.h linux/fs.h netinet/in.h netinet/tcp.h sched.h signal.h
sys/eventfd.h sys/ioctl.h sys/mman.h sys/prctl.h sys/ptrace.h sys/random.h sys/resource.h sys/socket.h sys/wait.h termios.h
time.h linux/random.h linux/mount.h"""


def refuse(name):
    return 0x50000 | getattr(errno, name)


def words(answer):
    if answer in (ALLOW, KILL):
        return "allowed" if answer == ALLOW else "killed"
    if answer & 0xFFFF0000 == 0x50000:
        return errno.errorcode.get(answer & 0xFFFF, f"errno {answer & 0xFFFF}")
    return f"died of signal {answer & 0xFF}" if answer & 0x100 else f"was executed (0x{answer:x})"


@functools.cache
def numbers():
    """{name: number} of every system call."""
    text = subprocess.run(["cc", "-E", "-dM", "-include", "asm/unistd.h", "-xc", "/dev/null"], check=True, capture_output=True,
                          text=True).stdout
    return {name: int(number) for name, number in re.findall(r"#define __NR_(\w+) (\d+)\b", text)}


def constants(names):
    """{name: value} as 64 bits; a name that no header has is an error of the compiler's."""
    lines = [f"#include <{header}>" for header in HEADERS.split()]
    lines += ["#include <stdio.h>", "int main(void) {"]
    lines += [f'printf("{name} %llu\\n", (unsigned long long)({name}));' for name in sorted(names)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["cc", "-D_GNU_SOURCE", "-o", f"{folder}/a", "-xc", "-"], check=True, text=True,
                       input="\n".join([*lines, "return 0; }"]))
        told = subprocess.run([f"{folder}/a"], check=True, capture_output=True, text=True).stdout
    return {name: int(value) for name, value in map(str.split, told.splitlines())}
