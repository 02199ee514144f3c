"""The kernel's rarer doors. Where a call is harmless it is made; else its arguments are nonsense, and the answer that says so
is what counts: it comes from behind the wall."""

from .attempt import Family

family = Family("kernel", "kernel")

# namespaces and mounts
for name, flag in (("user", 0x10000000), ("mount", 0x20000), ("PID", 0x20000000), ("network", 0x40000000), ("IPC", 0x8000000),
                   ("UTS", 0x4000000), ("cgroup", 0x2000000), ("time", 0x80)):
    family(f"a new {name} namespace", f"return syscall('unshare', {flag}) == 0", root=name != "user")
family("a namespace entered", "return syscall('setns', syscall('pidfd_open', os.getpid(), 0), 0x4000000) == 0", root=True)
for kind in ("tmpfs", "proc"):
    family(f"a {kind} mounted", f"""
        place = os.environ.get('TMPDIR', '/tmp') + '/{kind}-%d' % os.getpid()
        os.mkdir(place)
        try:
            if libc.mount(b'x', place.encode(), b'{kind}', 0, None): raise OSError(ctypes.get_errno(), 'refused')
            libc.umount2(place.encode(), 2); return True
        finally: os.rmdir(place)""", root=True, apart=True)
family("the root mounted again, writable", "return reached('mount', 0, b'/', 0, 0x1000 | 0x20, 0)", root=True, apart=True)
family("a mount taken away", "return reached('umount2', b'/nowhere', 2)", root=True)
family("a file system opened", "return syscall('fsopen', b'tmpfs', 0) >= 0", root=True)
family("a mount picked", "return reached('fspick', -100, b'/', 0)", root=True)
family("a tree of mounts copied", "return syscall('open_tree', -100, b'/', 1) >= 0", root=True)
family("a mount moved", "return reached('move_mount', -1, b'', -1, b'', 4)", root=True)
family("a mount's attributes", "return reached('mount_setattr', -1, b'', 0x1000, struct.pack('<4Q', 0, 0, 0, 0), 32)", root=True)
family("another root", "return reached('pivot_root', b'.', b'.')", root=True, apart=True)
family("chroot", "os.chroot('/'); return True", root=True)
family("the list of mounts", "return reached('listmount', struct.pack('<IIQQQ', 24, 0, 2**64 - 1, 0, 0), bytes(64), 8, 0)")

# debugging and measuring
family("traced by the parent", "return syscall('ptrace', 0, 0, 0, 0) == 0")
family("a map of bpf", "return syscall('bpf', 0, struct.pack('<5I', 2, 4, 4, 1, 0) + bytes(60), 72) >= 0", root=True)
family("a program of bpf", "return reached('bpf', 5, bytes(72), 72)", root=True)
family("performance counters", "return reached('perf_event_open', struct.pack('<IIQ', 1, 120, 0) + bytes(104), 0, -1, -1, 0)", root=True)
family("io_uring", "return syscall('io_uring_setup', 2, ctypes.create_string_buffer(120)) >= 0")
family("io_uring by return-oriented code", """
    parameters = ctypes.create_string_buffer(120)
    return rop('io_uring_setup', 2, ctypes.addressof(parameters)) >= 0""")
family("asynchronous input and output", """
    context = ctypes.c_ulong()
    return syscall('io_setup', 1, ctypes.byref(context)) == 0""")
family("userfaultfd", "return syscall('userfaultfd', 1) >= 0")
family("compare one's own descriptors", "return syscall('kcmp', os.getpid(), os.getpid(), 0, 0, 1) >= 0")
family("one's own memory by another way", """
    buffer = ctypes.create_string_buffer(b'12345678', 8); copy = ctypes.create_string_buffer(8)
    there = struct.pack('<QQ', ctypes.addressof(buffer), 8); here = struct.pack('<QQ', ctypes.addressof(copy), 8)
    return syscall('process_vm_readv', os.getpid(), here, 1, there, 1, 0) == 8""")
family("one's own code written by another way", """
    at = ctypes.cast(libc.labs, ctypes.c_void_p).value
    here = ctypes.create_string_buffer(bytes.fromhex('b82a000000c3'), 6)
    fd = os.open('/proc/self/mem', os.O_RDWR); os.pwrite(fd, here.raw, at)
    return libc.labs(1) == 42""", target="machine code")
family("a filter of one's own", "return syscall('seccomp', 2, 0, struct.pack('<I', 0x7fff0000)) == 0")
family("a filter with a listener", "return reached('seccomp', 1, 8, 0)")
family("Landlock rules of one's own", "return syscall('landlock_create_ruleset', 0, 0, 1) >= 1")

# keys, quotas, clocks, modules
family("a key that outlives the program", """
    key = syscall('add_key', b'user', b'pyrunner-jail', b'x', 1, -1)
    syscall('keyctl', 3, key); return True""")
family("the keyring of the session", "return syscall('keyctl', 0, -3, 0) >= 0")
family("a key asked for", "return reached('request_key', b'user', b'pyrunner-jail', 0, 0)")
family("a kernel to boot", "return reached('kexec_load', 0, 99, 0, 0xffff0000)", root=True, needs="KEXEC")
family("a module", "return reached('init_module', b'', 0, b'')", root=True, needs="MODULES")
family("a module from a file", "return reached('finit_module', -1, b'', 0)", root=True, needs="MODULES")
family("a module less", "return reached('delete_module', b'no-such-module', 0)", root=True, needs="MODULES")
family("fanotify", "return syscall('fanotify_init', 0, 0) >= 0", root=True)
family("inotify", "return syscall('inotify_init1', 0) >= 0")
family("quotas", "return reached('quotactl', 0x80000700, b'/nowhere', 0, 0)", root=True)
family("accounting", "return reached('acct', b'/nowhere')", root=True)
family("swap", "return reached('swapon', b'/nowhere', 0)", root=True)
family("less swap", "return reached('swapoff', b'/nowhere')", root=True)
family("reboot", "return reached('reboot', 0xfee1dead, 1, 0, 0)", root=True)
family("the host's name", "return syscall('sethostname', b'pyrunner-jail', 13) == 0", root=True, apart=True)
family("the host's domain", "return syscall('setdomainname', b'pyrunner-jail', 13) == 0", root=True, apart=True)
family("the clock set", "return reached('clock_settime', 0, struct.pack('<2q', -1, -1))")
family("the clock's state, set to what it is", """
    state = ctypes.create_string_buffer(208); syscall('adjtimex', state); state[0:4] = struct.pack('<I', 0x10)
    return syscall('adjtimex', state) >= 0""", root=True)
family("the kernel's log", "return syscall('syslog', 3, ctypes.create_string_buffer(64), 64) >= 0", root=True)
family("ports", "return syscall('iopl', 3) == 0", root=True, needs="X86_IOPL_IOPERM")
family("one port", "return syscall('ioperm', 0x80, 1, 1) == 0", root=True, needs="X86_IOPL_IOPERM")
family("a terminal hung up", "return syscall('vhangup') == 0", root=True)
family("file systems of the kernel", "return syscall('sysfs', 3) > 0")

# memory and files behind the limits
family("a memory file", "return os.memfd_create('x') >= 0")
family("a secret memory file", "return syscall('memfd_secret', 0) >= 0")
family("pages moved between nodes", "return syscall('move_pages', 0, 0, 0, 0, 0, 0) >= 0")
family("where memory comes from", "return syscall('set_mempolicy', 0, 0, 0) == 0")
family("a page's node", "return syscall('get_mempolicy', ctypes.byref(ctypes.c_int()), 0, 0, 0, 0) == 0")
family("a pipe filled from memory", """
    r, w = os.pipe(); data = ctypes.create_string_buffer(b'12345678', 8)
    return syscall('vmsplice', w, struct.pack('<QQ', ctypes.addressof(data), 8), 1, 0) == 8""")
family("a pipe filled from a file", """
    import json
    r, w = os.pipe(); fd = os.open(json.__file__, os.O_RDONLY)
    return syscall('splice', fd, 0, w, 0, 8, 0) == 8""")
family("a pipe copied", """
    r, w = os.pipe(); r2, w2 = os.pipe(); os.write(w, b'x')
    return syscall('tee', r, w2, 1, 0) == 1""")
family("a timer with signals", "timer = ctypes.c_int(); return syscall('timer_create', 0, 0, ctypes.byref(timer)) == 0")
family("a descriptor of signals", "return syscall('signalfd4', -1, bytes(8), 8, 0) >= 0")
family("a descriptor of a timer", "return syscall('timerfd_create', 1, 0) >= 0")
family("a barrier for all", "return syscall('membarrier', 1, 0, 0) == 0")
family("the restartable sequence of waits", "return reached('futex_waitv', 0, 0, 0, 0, 0)")
family("attributes of security modules", "return reached('lsm_list_modules', ctypes.create_string_buffer(64), struct.pack('<I', 64), 0)")
family("memory sealed", "return syscall('mseal', libc.mmap(None, 4096, 3, 0x22, -1, 0), 4096, 0) == 0")
