"""Programs that need what policies/cell.seccomp allows: (rules, program). Each prints `ok` and ends well, and does not where
one of its rules is gone. A rule is its call's name, or `call:VALUE` for one of the values that an `in` lists."""

# The rules of this section of the policy have reasons, and no program.
EXEMPT = "not needed by any test on every machine"

HEAD = """
import ctypes, errno, fcntl, mmap, os, resource, select, shutil, signal, sys, tempfile, threading, time
libc = ctypes.CDLL(None, use_errno=True)
def own(number): return 0 <= number < 2**32 - 1
with open('a', 'wb+') as f: f.write(b'text')
"""

PROGRAMS = [
    # what no program starts or tells of its end without
    ("read write writev prlimit64:RLIMIT_AS prlimit64:RLIMIT_CPU prlimit64:RLIMIT_FSIZE", ""),

    # descriptors
    ("openat close", "os.close(os.open('a', os.O_RDONLY))"),
    ("lseek", "f = open('a', 'rb'); f.seek(1); assert f.read() == b'ext'"),
    ("pread64 pwrite64", "fd = os.open('a', os.O_RDWR); assert os.pwrite(fd, b'x', 1) and os.pread(fd, 4, 0) == b'txxt'"),
    ("fcntl:F_DUPFD_CLOEXEC", "os.dup(1)"),
    ("dup2", "os.dup2(1, 9)"),
    ("dup3", "os.dup2(1, 9, inheritable=False)"),
    ("pipe2", "os.pipe()"),
    ("fcntl:F_GETFD", "os.get_inheritable(1)"),
    ("fcntl:F_SETFD", "fcntl.fcntl(1, fcntl.F_SETFD, 0)"),
    ("fcntl:F_GETFL", "os.get_blocking(1)"),
    ("fcntl:F_SETFL", "fcntl.fcntl(0, fcntl.F_SETFL, 0)"),
    ("ioctl:FIONBIO", "os.set_blocking(os.open('a', 0), False)"),
    ("ioctl:FIONCLEX", "os.set_inheritable(os.open('a', 0), True)"),
    ("ioctl:FIOCLEX", "tempfile.NamedTemporaryFile()"),
    ("pselect6", "assert select.select([0], [], [], 0)[0] == [0]"),
    ("poll", "p = select.poll(); p.register(0); assert p.poll(0)"),
    ("epoll_create1 epoll_ctl epoll_wait", """
r, w = os.pipe()
e = select.epoll(); e.register(r)
os.write(w, b'x')
assert e.poll(0) == [(r, select.EPOLLIN)]"""),

    # files
    ("newfstatat", "assert os.stat('a').st_size == 4"),
    ("access", "assert os.access('a', os.R_OK)"),
    ("faccessat2", "assert os.access('a', os.R_OK, dir_fd=os.open('.', 0))"),
    ("readlink", """
try: os.readlink('a')
except OSError as e: assert e.errno == errno.EINVAL"""),
    ("readlinkat", """
try: os.readlink('a', dir_fd=os.open('.', 0))
except OSError as e: assert e.errno == errno.EINVAL"""),
    ("getdents64", "assert 'a' in os.listdir()"),
    ("statfs", "assert shutil.disk_usage('.').free"),
    ("getcwd", "assert os.getcwd() == '/work'"),
    ("mkdir chdir rmdir", "os.mkdir('d'); os.chdir('d'); os.chdir('..'); os.rmdir('d')"),
    ("mkdirat unlinkat", "here = os.open('.', 0); os.mkdir('d', dir_fd=here); os.rmdir('d', dir_fd=here)"),
    ("unlinkat", "os.makedirs('d/d'); shutil.rmtree('d')"),
    ("unlink", "os.unlink('a')"),
    ("rename", "os.rename('a', 'b')"),
    ("renameat", "here = os.open('.', 0); os.rename('a', 'b', src_dir_fd=here, dst_dir_fd=here)"),
    ("umask", "os.umask(0o22)"),
    ("chmod", "shutil.copy('a', 'b')"),
    ("fchmod", "os.chmod(os.open('a', 0), 0o600)"),
    ("fchmodat", "os.chmod('a', 0o600, dir_fd=os.open('.', 0))"),
    ("utimensat", "shutil.copy2('a', 'b')"),
    ("truncate", "os.truncate('a', 1)"),
    ("ftruncate", "open('a', 'rb+').truncate(1)"),
    ("fsync", "os.fsync(os.open('a', os.O_RDWR))"),
    ("fdatasync", "os.fdatasync(os.open('a', os.O_RDWR))"),

    # memory
    ("mmap:MAP_PRIVATE", "bytearray(50 << 20)"),
    ("mmap:MAP_SHARED msync", "mmap.mmap(-1, 8192).flush()"),
    ("mmap", "import _lzma, _bz2, _decimal"),
    ("munmap", "for _ in range(40): mmap.mmap(-1, 50 << 20).close()"),
    ("brk", "blocks = [bytes(1000) for _ in range(10000)]"),
    ("mremap", "m = mmap.mmap(-1, 8192); m.resize(1 << 20)"),
    *((f"madvise:{name}", f"mmap.mmap(-1, 8192).madvise(mmap.{name})") for name in (
        "MADV_NORMAL", "MADV_RANDOM", "MADV_SEQUENTIAL", "MADV_WILLNEED", "MADV_DONTNEED", "MADV_HUGEPAGE")),
    ("madvise:MADV_POPULATE_READ", "mmap.mmap(-1, 8192).madvise(22)"),
    ("madvise:MADV_POPULATE_WRITE", "mmap.mmap(-1, 8192).madvise(23)"),

    # threads
    ("clone rseq mprotect futex:FUTEX_WAKE exit", """
for _ in range(100):
    t = threading.Thread(target=print, kwargs={'end': ''}); t.start(); t.join()"""),
    ("futex:FUTEX_WAIT_BITSET", "lock = threading.Lock(); lock.acquire(); assert not lock.acquire(timeout=0.01)"),
    ("futex:FUTEX_WAIT", """
word = ctypes.c_int(1)
assert libc.syscall({SYS_futex}, ctypes.byref(word), 128, 0, None) == -1 and ctypes.get_errno() == errno.EAGAIN"""),
    ("exit_group", """
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
print('ok', flush=True)
os._exit(0)"""),
    ("sched_getaffinity", "assert os.sched_getaffinity(0)"),
    ("sched_yield", "assert libc.sched_yield() == 0"),

    # signals
    ("rt_sigaction rt_sigreturn kill", """
told = []
signal.signal(signal.SIGUSR1, lambda *_: told.append(1))
os.kill(os.getpid(), signal.SIGUSR1)
assert told == [1]"""),
    ("rt_sigprocmask rt_sigpending rt_sigtimedwait tgkill", """
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
signal.raise_signal(signal.SIGUSR1)
assert signal.SIGUSR1 in signal.sigpending() and signal.sigwait([signal.SIGUSR1])"""),
    ("sigaltstack", "assert libc.sigaltstack(None, (ctypes.c_long * 3)()) == 0"),
    ("setitimer pause getitimer", """
signal.signal(signal.SIGALRM, lambda *_: None)
start = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1); signal.pause()
assert signal.getitimer(signal.ITIMER_REAL)[1] and time.monotonic() - start > 0.05"""),
    ("alarm", "signal.alarm(60); assert 0 < signal.alarm(0) <= 60"),

    # who, when, how much
    ("getpid getppid", "assert (os.getpid(), os.getppid()) == (1, 0)"),
    ("gettid", "assert threading.get_native_id() == 1"),
    *((name, f"assert own(os.{name}())") for name in ("getuid", "geteuid", "getgid", "getegid")),
    ("getgroups", "os.getgroups()"),
    ("clock_gettime", "time.thread_time()"),
    ("clock_nanosleep", "time.sleep(0.001)"),
    ("getrandom", "os.getrandom(1)"),
    ("uname", "os.uname()"),
    ("sysinfo", "assert libc.sysinfo(ctypes.create_string_buffer(512)) == 0"),
    ("getrusage", "resource.getrusage(resource.RUSAGE_SELF)"),
    ("times", "libc.times.restype = ctypes.c_long; assert libc.times((ctypes.c_long * 4)()) > 0"),
    ("prlimit64", "resource.getrlimit(resource.RLIMIT_NOFILE)"),
]


def programs(numbers):
    """[(rules, program's text)]"""
    filled = [(rules.split(), code.replace("{SYS_futex}", str(numbers["futex"]))) for rules, code in PROGRAMS]
    return [(rules, HEAD + code + ("" if "'ok'" in code else "\nprint('ok')")) for rules, code in filled]
