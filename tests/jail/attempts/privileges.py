"""Who one is, what one may do, and how the scheduler, terminals and tracers see it."""

from .attempt import Family

family = Family("privileges", "privileges")

family("become root", "os.setuid(0); return os.geteuid() == 0", root=True)
family("become another user", "os.setresuid(12345, 12345, 12345); return True", root=True)
family("become another group", "os.setresgid(12345, 12345, 12345); return True", root=True)
family("further groups", "os.setgroups([0, 1, 2]); return True", root=True)
family("the user for files", "return syscall('setfsuid', 12345) >= 0 and syscall('setfsuid', -1) == 12345", root=True)
family("capabilities held", """
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    return syscall('capget', header, data) == 0 and any(data)""", root=True)
family("a capability put on", """
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    return syscall('capset', header, (ctypes.c_uint32 * 6)(1, 1, 0, 0, 0, 0)) == 0""", root=True)
family("capabilities that could be had", "return libc.prctl(23, 21, 0, 0, 0) == 1", root=True)
family("an ambient capability", "return libc.prctl(47, 3, 0, 0, 0) == 0", root=True)
family("secure bits", "return libc.prctl(28, 0, 0, 0, 0) == 0", root=True)
family("privileges may be had by exec", "return libc.prctl(39, 0, 0, 0, 0) == 0")
family("dumpable", "return libc.prctl(3, 0, 0, 0, 0) == 1")
family("made dumpable", "return libc.prctl(4, 1, 0, 0, 0) == 0")
family("a tracer let in", "return libc.prctl(0x59616d61, -1, 0, 0, 0) == 0 or libc.prctl(4, 1, 0, 0, 0) == 0")
family("orphans of others", "return libc.prctl(36, 1, 0, 0, 0) == 0")
family("a signal at the parent's death", "return libc.prctl(1, 10, 0, 0, 0) == 0")
family("slack of timers", "return libc.prctl(29, 1, 0, 0, 0) == 0")
family("speculation switched", "return libc.prctl(52, 0, 0, 0, 0) >= 0")
family("a share of a core", "return libc.prctl(62, 0, 0, 0, 0) >= -1 and ctypes.get_errno() not in REFUSED")
family("anonymous memory named", "page = libc.mmap(None, 4096, 3, 0x22, -1, 0); return libc.prctl(0x53564d41, 0, ctypes.c_void_p(page), 4096, b'x') == 0", needs="ANON_VMA_NAME")
family("merged with equal pages of others", "return libc.prctl(67, 1, 0, 0, 0) == 0", target="other programs")
family("pages to be merged", "page = libc.mmap(None, 4096, 3, 0x22, -1, 0); return libc.madvise(ctypes.c_void_p(page), 4096, 12) == 0",
       target="other programs")

family("a higher priority", "return os.nice(-5) < 0", root=True, target="other programs")
family("a priority, whichever", "os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0)); return True", target="other programs")
family("in real time", "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)); return True", root=True, target="other programs")
family("a deadline", "return syscall('sched_setattr', 0, struct.pack('<IIQiIQQQ', 48, 6, 0, 0, 0, 10**7, 10**8, 10**8), 0) == 0",
       root=True, target="other programs")
family("as a batch", "os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)); return True", target="other programs")
family("on a CPU of one's choice", "os.sched_setaffinity(0, os.sched_getaffinity(0)); return True", target="other programs")
family("the order at disks", "return syscall('ioprio_set', 1, 0, 0x2000 | 7 | 0x4000) == 0", target="other programs")

family("a terminal's input forged", "return reached('ioctl', 0, 0x5412, b'x')")
family("a terminal taken", "return reached('ioctl', 0, 0x540e, 0)")
family("a terminal of one's own", "return os.openpty()[0] >= 0")
family("a console's copy and paste", "return reached('ioctl', 0, 0x541c, b'\\x02')")
family("ioctl with upper bits set", "return reached('ioctl', 0, 0x5412 | 1 << 32, b'x')")
