"""More than a program's share: of memory, processes, time, descriptors, files. None takes more than a quiet machine can spare."""

from .attempt import Family

SMALL = {"memory_limit": 64, "timeout": 20}
family = Family("resources", "resources", endings=("memory_exceeded", "error"), fields=SMALL)

family("anonymous memory", "hoard = [bytearray(b'x') * 2**20 for _ in range(300)]\nreturn len(hoard) == 300")
family("memory by mmap", """
    import mmap
    hoard = []
    for _ in range(75):
        hoard.append(mmap.mmap(-1, 2**22)); hoard[-1].write(b'x' * 2**22)
    return len(hoard) == 75""")
family("shared anonymous memory", """
    page = libc.mmap(None, 300 * 2**20, 3, 0x21, -1, 0)
    if page == FAILED: raise OSError(ctypes.get_errno(), 'refused')
    for at in range(0, 300 * 2**20, 4096): ctypes.memset(page + at, 1, 1)
    return True""")
family("memory by the break", """
    libc.sbrk.restype = ctypes.c_void_p; libc.sbrk.argtypes = [ctypes.c_long]
    at = libc.sbrk(300 * 2**20)
    if at == FAILED: raise MemoryError
    for page in range(0, 300 * 2**20, 4096): ctypes.memset(at + page, 1, 1)
    return True""")
family("memory on threads' stacks", """
    import threading
    threading.stack_size(32 * 2**20); libc.pthread_self.restype = ctypes.c_void_p
    done = threading.Event(); threads = []
    def deep():
        libc.memset(ctypes.c_void_p((libc.pthread_self() & ~4095) - 24 * 2**20), 1, 20 * 2**20); done.wait()
    try:
        for _ in range(15): threads.append(threading.Thread(target=deep)); threads[-1].start()
    finally: time.sleep(0.5); done.set()
    return len(threads) == 15""")
family("page tables", """
    page = libc.mmap(None, 64 * 2**30, 3, 0x4022, -1, 0)
    if page == FAILED: raise OSError(ctypes.get_errno(), 'refused')
    for at in range(0, 64 * 2**30, 2**21): ctypes.memset(page + at, 0, 1)
    return True""", fields={"memory_limit": 64, "timeout": 20})
family("sixteen gigabytes that nobody touches", "return libc.mmap(None, 2**34, 3, 0x4022, -1, 0) != FAILED")
family("memory locked", "data = ctypes.create_string_buffer(4096); return libc.mlock(data, 4096) == 0")
family("all memory locked", "return libc.mlockall(1) == 0", root=True)
family("memory locked as it is mapped", "return libc.mmap(None, 4096, 3, 0x2022, -1, 0) != FAILED")
family("huge pages of the machine", """
    if libc.mmap(None, 2**21, 3, 0x40022, -1, 0) == FAILED and ctypes.get_errno() in REFUSED: raise OSError(ctypes.get_errno(), 'refused')
    return True""")
family("memory in pipes", """
    import fcntl
    pipes = [os.pipe() for _ in range(20)]
    for r, w in pipes: fcntl.fcntl(w, 1031, 2**20)
    return True""")
family("memory in files", """
    os.chdir(os.environ.get('TMPDIR', '/dev/shm')); fd = os.open('.', os.O_TMPFILE | os.O_RDWR, 0o600)
    return sum(os.write(fd, bytes(2**20)) for _ in range(80)) == 80 * 2**20""")
family("memory in many files", """
    os.chdir(os.environ.get('TMPDIR', '/dev/shm')); fds = [os.open('.', os.O_TMPFILE | os.O_RDWR, 0o600) for _ in range(20)]
    return sum(os.write(fd, bytes(2**20)) for fd in fds for _ in range(5)) == 100 * 2**20""")
family("a huge file with nothing in it", """
    os.chdir(os.environ.get('TMPDIR', '/dev/shm')); fd = os.open('.', os.O_TMPFILE | os.O_RDWR, 0o600)
    os.ftruncate(fd, 2**33); return True""", target="resources")
family("space taken without writing", """
    os.chdir(os.environ.get('TMPDIR', '/dev/shm')); fd = os.open('.', os.O_TMPFILE | os.O_RDWR, 0o600)
    os.posix_fallocate(fd, 0, 100 * 2**20); return True""")
UNCOUNTED = "names are bounded by the file system alone"
family("many names", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); made = []
    try:
        for i in range(1500): made.append('name-%d-%d' % (os.getpid(), i)); open(made[-1], 'w').close()
        return True
    finally:
        for name in made:
            try: os.unlink(name)
            except OSError: pass""", container=UNCOUNTED)
family("deep folders", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); os.mkdir('deep-%d' % os.getpid()); os.chdir('deep-%d' % os.getpid()); depth = 0
    try:
        for depth in range(1, 1500): os.mkdir('d'); os.chdir('d')
        return True
    finally:
        for _ in range(depth): os.chdir('..'); os.rmdir('d') if os.path.isdir('d') else None
        here = os.getcwd(); os.chdir('..'); os.rmdir(here) if 'deep-' in here else None""", container=UNCOUNTED)
family("many descriptors", "fds = [os.dup(0) for _ in range(100)]; return len(fds) == 100")
family("the limit of descriptors raised", "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60)); return os.dup2(0, 55) == 55")
family("many threads", """
    import threading
    threading.stack_size(2**16); done = threading.Event(); threads = []
    try:
        for _ in range(100): threads.append(threading.Thread(target=done.wait)); threads[-1].start()
        time.sleep(0.5)  # where no group counts them they are looked at now and then
    finally: done.set()
    return len(threads) == 100""", endings=("error",))
family("the limit of memory raised", "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**45, 2**45)); return resource.getrlimit(resource.RLIMIT_AS)[0] == 2**45")
family("no limit of memory", "import resource; soft, hard = resource.getrlimit(resource.RLIMIT_AS); return hard == resource.RLIM_INFINITY")
family("no limit of file size", "import resource; soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE); return hard == resource.RLIM_INFINITY")
family("no limit of time", "import resource; soft, hard = resource.getrlimit(resource.RLIMIT_CPU); return hard == resource.RLIM_INFINITY")
family("a core", "import resource; resource.setrlimit(resource.RLIMIT_CORE, (2**20, 2**20)); return True")
family("a core where the system allows one", "import resource; return resource.getrlimit(resource.RLIMIT_CORE)[1] != 0")
family("a priority by its limit", "import resource; return resource.getrlimit(resource.RLIMIT_MEMLOCK)[1] > 0")
family("queues of messages by their limit", "import resource; return resource.prlimit(0, 12)[1] > 0")

BRIEF = {"timeout": 1, "memory_limit": 64}
late = Family("time", "resources", endings=("timeout", "error"), fields=BRIEF)

late("a busy loop", "end = time.monotonic() + 2.5\nwhile time.monotonic() < end: pass\nreturn True")
late("sleep", "time.sleep(2.5); return True")
late("sleep by a raw call", "return syscall('nanosleep', struct.pack('<2q', 2, 500000000), 0) == 0")
late("one endless bytecode", "began = time.monotonic()\nwhile time.monotonic() - began < 2.5: 3**(2 * 10**6)\nreturn True")
late("stopped by a signal to itself", """
    import signal, threading
    began = time.monotonic()
    if os.getpid() == 1: os.kill(1, signal.SIGSTOP)
    while time.monotonic() - began < 2.5: time.sleep(0.1)
    return True""")
late("every signal ignored", """
    import signal
    for number in range(1, 65):
        try: signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError): pass
    time.sleep(2.5); return True""")
late("a thread that stays", """
    import threading
    def stay(): time.sleep(2.5); os.write(1, b'OPEN\\n')
    threading.Thread(target=stay).start()""")
late("an exit hook that stays", "import atexit; atexit.register(lambda: (time.sleep(2.5), os.write(1, b'OPEN\\n')))")
late("a destructor that stays", """
    class Late:
        def __del__(self): time.sleep(2.5); os.write(1, b'OPEN\\n')
    globals()['late'] = Late()""")
late("a value that takes its time to print", """
    class Late:
        def __str__(self): time.sleep(2.5); return 'OPEN'
    print(Late())""")
late("an exception that takes its time to print", """
    def show(*_): time.sleep(2.5); os.write(1, b'OPEN\\n')
    sys.excepthook = show
    import threading; threading.excepthook = show
    t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()""")
