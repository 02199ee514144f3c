"""Other processes seen, signalled, traced; new ones made. @PID@ is a process outside that is the tests' own."""

from .attempt import Family

family = Family("processes", "other processes")

# Numbers from 2 on: what a process sees beside itself and the one that began its world.
SEEN = """
    found = []
    for pid in range(1, 40000):
        try: os.kill(pid, 0)
        except ProcessLookupError: continue
        except PermissionError: {permission}
        found.append(pid)
    return [pid for pid in found if pid != os.getpid()]"""

family("signal others", SEEN.format(permission="continue"))
family("a signal to everybody", "os.kill(-1, 0); return True")
family("a signal to the parent", "parent = os.getppid(); os.kill(parent, 0); return parent > 0")
family("a signal to process 1 of the host", "os.kill(1, 0); return os.getpid() != 1", root=True)
family("a signal to a process of the host", "os.kill(@PID@, 0); return True")
family("a signal to a thread of another", "return syscall('tkill', @PID@, 0) == 0")
family("a signal to a thread group of another", "return syscall('tgkill', @PID@, @PID@, 0) == 0")
family("a signal with data", "return syscall('rt_sigqueueinfo', @PID@, 0, struct.pack('<3i', 10, 0, -1) + bytes(116)) == 0")
family("a signal to the process group of another", "os.killpg(os.getpgid(@PID@), 0); return True")
family("a signal by a descriptor", "return syscall('pidfd_send_signal', syscall('pidfd_open', @PID@, 0), 0, None, 0) == 0")
family("a signal by return-oriented code", "return rop('kill', @PID@, 0) == 0")
family("a signal from a pipe's owner", """
    import fcntl
    r, w = os.pipe()
    fcntl.fcntl(r, fcntl.F_SETOWN, @PID@)
    return fcntl.fcntl(r, fcntl.F_GETOWN) == @PID@""")
family("who the parent is", "return os.getppid() > 0", target="host's names")
family("the session of another", "return os.getsid(@PID@) > 0")
family("the group of another", "return os.getpgid(@PID@) > 0")
family("the priority of another", "return os.getpriority(os.PRIO_PROCESS, @PID@) is not None")
family("another's priority set to what it is", "os.setpriority(os.PRIO_PROCESS, @PID@, os.getpriority(os.PRIO_PROCESS, @PID@)); return True")
family("the CPUs of another", "return len(os.sched_getaffinity(@PID@)) > 0")
family("the scheduler of another", "return os.sched_getscheduler(@PID@) >= 0")
family("another's limits", "import resource; return len(resource.prlimit(@PID@, resource.RLIMIT_NOFILE)) == 2")
family("a descriptor of another process", "return syscall('pidfd_open', @PID@, 0) >= 0")
family("another's robust list", """
    head, size = ctypes.c_void_p(), ctypes.c_size_t()
    return syscall('get_robust_list', @PID@, ctypes.byref(head), ctypes.byref(size)) == 0""")
family("trace another", "return syscall('ptrace', 0x4206, @PID@, 0, 0) == 0", root=True)
family("another's memory read", """
    buffer = ctypes.create_string_buffer(8)
    local = struct.pack('<QQ', ctypes.addressof(buffer), 8)
    return reached('process_vm_readv', @PID@, local, 1, struct.pack('<QQ', 4096, 8), 1, 0)""", root=True)
family("another's descriptor fetched", "return syscall('pidfd_getfd', syscall('pidfd_open', @PID@, 0), 0, 0) >= 0", root=True)
family("compare with another", "return syscall('kcmp', os.getpid(), @PID@, 1, 0, 0) >= 0", root=True)
family("another's pages told to go", "return reached('process_madvise', syscall('pidfd_open', @PID@, 0), struct.pack('<QQ', 4096, 4096), 1, 20, 0)", root=True)
family("another's folder in /proc", "return os.listdir('/proc/@PID@')")
family("the list of processes", "return any(name.isdigit() and int(name) != os.getpid() for name in os.listdir('/proc'))")

new = Family("new processes", "new processes")

new("fork", "return reap(os.fork())")
new("fork by a raw call", "return reap(syscall('fork'))")
new("fork by return-oriented code", "return reap(rop('fork'))")
new("vfork", "return reap(syscall('clone', 0x4000 | 17, 0, 0, 0, 0))")
new("clone", "return reap(syscall('clone', 17, 0, 0, 0, 0))")
new("clone with upper bits set", "return reap(syscall('clone', 17 | 1 << 40, 0, 0, 0, 0))")
new("clone into new namespaces", "return reap(syscall('clone', 17 | 0x10000000, 0, 0, 0, 0))")
new("clone3", "return reap(syscall('clone3', struct.pack('<11Q', 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0), 88))")
new("multiprocessing", """
    import multiprocessing
    process = multiprocessing.get_context('fork').Process(target=int); process.start(); process.join()
    return process.exitcode == 0""")
new("a terminal's child", """
    import pty
    pid, fd = pty.fork()
    return reap(pid)""")
new("what outlives the program", """
    r, w = os.pipe()
    if os.fork() == 0:
        os.setsid()
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGHUP, signal.SIG_IGN)
        if os.fork() == 0:
            os.write(w, b'alive'); time.sleep(1)
        os._exit(0)
    os.wait()
    return os.read(r, 5) == b'alive'""")
new("sixty-five at once", """
    children = []
    try:
        for _ in range(65):
            pid = os.fork()
            if pid == 0: time.sleep(20); os._exit(0)
            children.append(pid)
    finally:
        for pid in children: os.kill(pid, 9); os.waitpid(pid, 0)
    return len(children) == 65""")
