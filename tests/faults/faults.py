"""The fault page that seam.c maps, from outside: which calls there are, and which of them is to fail how."""

import collections
import errno
import functools
import mmap
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import service  # noqa: E402

PROGRAMS = service.BUILD / "tests" / "faults"
ROLES = {1: "server", 2: "keeper", 3: "clean-up", 4: "root zygote", 5: "zygote", 6: "cell", 7: "forked"}
# `forked` is between fork() and the title; which program it is of is seen from the site
ZYGOTE_ROLES = ("root zygote", "zygote", "cell")
SHORT, FOREVER = -1, 2**31 - 1

HEAD, SITE, SITES, DEPTH = struct.Struct("=QiiiIq4Q"), struct.Struct("=QII3Q24s"), 8192, 3
OFFSETS = {"target": (0, "=Q"), "skip": (8, "=i"), "times": (12, "=i"), "error": (16, "=i"), "failed": (20, "=I"),
           "realtime": (24, "=q")}

# How a call fails, mostly: the first is the likeliest, the others are tried where there is time.
ERRORS = {
    "fork": [errno.EAGAIN, errno.ENOMEM], "unshare": [errno.ENOSPC, errno.EPERM], "setns": [errno.EPERM],
    "socketpair": [errno.EMFILE, errno.ENFILE], "sendmsg": [errno.ENOBUFS, errno.EINTR, errno.EPIPE, errno.ETOOMANYREFS],
    "recvmsg": [errno.ENOMEM, errno.EINTR], "send": [errno.ENOBUFS], "recv": [errno.ENOMEM, errno.EINTR],
    "pipe2": [errno.EMFILE, errno.ENFILE], "memfd_create": [errno.EMFILE, errno.ENOMEM], "fcntl64": [errno.EMFILE],
    "pwrite64": [errno.ENOSPC, SHORT, errno.EINTR, errno.ENOMEM], "write": [errno.ENOSPC, errno.EINTR, SHORT],
    "writev": [errno.ENOBUFS, errno.EINTR], "read": [errno.EIO, errno.EINTR, SHORT], "pread64": [errno.EIO, SHORT],
    "__pread64_chk": [errno.EIO, SHORT], "dup2": [errno.EBUSY], "dup3": [errno.EBUSY], "close_range": [errno.ENOMEM],
    "open64": [errno.EMFILE, errno.ENFILE], "openat64": [errno.EMFILE, errno.ENOMEM], "__openat64_2": [errno.EMFILE],
    "epoll_create1": [errno.EMFILE], "epoll_ctl": [errno.ENOSPC, errno.ENOMEM], "poll": [errno.ENOMEM, errno.EINTR], "signalfd": [errno.EMFILE], "pidfd_open": [errno.EMFILE, errno.ENOMEM],
    "wait4": [errno.EINTR], "waitpid": [errno.EINTR], "mmap64": [errno.ENOMEM], "mkdirat": [errno.ENOSPC], "mkdir": [errno.ENOSPC],
    "fstat64": [errno.EIO], "fstatfs64": [errno.EIO], "symlinkat": [errno.ENOSPC], "unlinkat": [errno.EBUSY],
    "setresuid": [errno.EAGAIN], "madvise": [errno.EINVAL, errno.ENOMEM], "bind": [errno.EADDRINUSE], "socket": [errno.EMFILE], "mount": [errno.EPERM],
    "syscall clone": [errno.EAGAIN, errno.ENOSPC], "syscall seccomp": [errno.ENOMEM], "syscall fsmount": [errno.EMFILE],
    "syscall pidfd_send_signal": [errno.EPERM], "syscall execveat": [errno.ENOENT],
}
ALLOCATIONS = ("calloc", "malloc", "realloc", "reallocarray", "strdup", "uv_poll_init", "uv_poll_start")


class Site(collections.namedtuple("Site", "key role call frames")):
    @property
    def errors(self):
        default = [errno.ENOMEM] if self.call in ALLOCATIONS or self.call.startswith("syscall") else [errno.EPERM]
        return ERRORS.get(self.call, default)

    def __str__(self):
        return f"{self.role}: {self.call} in {' < '.join(place for place in where(self)[:3])}"


def error_name(error):
    return "short" if error == SHORT else errno.errorcode[error]


@functools.lru_cache
def system_calls():
    text = pathlib.Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h").read_text()
    return {number: name for name, number in re.findall(r"__NR_(\w+) (\d+)", text)}


@functools.lru_cache(maxsize=None)
def place(program, address):
    """`function` or, inlined, the functions from the inside out, of a return address."""
    lines = subprocess.run(["addr2line", "-fie", PROGRAMS / program, hex(address - 1)], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    functions, files = lines[0::2], lines[1::2]
    number = files[0].rpartition("/")[2].split(" ")[0]
    return f"{functions[0]} ({number})" + "".join(f" < {name}" for name in functions[1:])


@functools.lru_cache(maxsize=None)
def where(site):
    programs = ["pyrunner-zygote"] if site.role in ZYGOTE_ROLES else ["pyrunner"]
    found = [place(programs[0], frame) for frame in site.frames if frame]
    return " < ".join(found).split(" < ")


class Page:
    """The file that is mapped, with nothing to fail and nothing seen."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="faults-"))
        self.folder.chmod(0o755)
        self.path = self.folder / "page"
        self.path.write_bytes(bytes(HEAD.size + SITES * SITE.size))
        self.path.chmod(0o666)
        with open(self.path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0)

    def close(self):
        self.map.close()
        shutil.rmtree(self.folder)

    def __getitem__(self, name):
        offset, kind = OFFSETS[name]
        return struct.unpack_from(kind, self.map, offset)[0]

    def __setitem__(self, name, value):
        offset, kind = OFFSETS[name]
        struct.pack_into(kind, self.map, offset, value)

    def arm(self, site, error, skip=0, times=1):
        self.disarm()
        self["skip"], self["times"], self["error"], self["failed"] = skip, times, error, 0
        self["target"] = site.key

    def disarm(self):
        self["target"] = 0

    def records(self):
        for index in range(SITES):
            offset = HEAD.size + index * SITE.size
            key, role, seen, *rest = SITE.unpack_from(self.map, offset)
            if key:
                yield offset, key, role, seen, rest[:DEPTH], rest[DEPTH]

    def seen(self):
        """{site: calls} since the last forget()."""
        return {Site(key, ROLES[role], call_name(call), tuple(frames)): seen
                for _, key, role, seen, frames, call in self.records() if seen}

    def forget(self):
        for offset, *_ in self.records():
            struct.pack_into("=I", self.map, offset + 12, 0)


def call_name(raw):
    name = raw.rstrip(b"\0").decode()
    kind, _, number = name.partition(" ")
    return f"syscall {system_calls()[number]}" if number else kind


class Server(service.Server):
    """The programs with the seam, and a page for them."""

    def __init__(self, *flags, page=None, **options):
        places = ("--zygote", PROGRAMS / "pyrunner-zygote", "--policy-dir", service.TREE / "policies",
                  "--warmup-dir", service.TREE / "warmup")
        self.page = page or Page()
        super().__init__(*flags, *places, env={"FAULTS_PAGE": str(self.page.path)}, **options)
        self.binary = PROGRAMS / "pyrunner"

    def whole_log(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")
