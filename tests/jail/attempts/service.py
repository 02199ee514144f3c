"""The service itself: its channel to the cell, descriptors it may have left, secrets it may have kept.

Outside, descriptor 3 is one end of a socket pair as in a cell, another descriptor was left open, and the environment holds
@SECRET@. A program holds it only backwards, as @TERCES@."""

from .attempt import Family

family = Family("service", "service")

family("a descriptor that was left", """
    left = []
    for fd in range(4, 256):
        try: os.fstat(fd); left.append(fd)
        except OSError: pass
    return left""")
family("a folder among the descriptors", """
    for fd in range(256):
        try: os.fchdir(fd); return True
        except OSError: pass""")
family("a descriptor of another kind than a cell has", """
    import stat
    kinds = []
    for fd in range(256):
        try: kinds.append(stat.S_IFMT(os.fstat(fd).st_mode))
        except OSError: pass
    return kinds != [stat.S_IFREG, stat.S_IFIFO, stat.S_IFIFO, stat.S_IFSOCK]""")
family("the other end of the channel named", "s = socket.socket(fileno=os.dup(3)); return s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12) != b''")
family("the channel's name", "s = socket.socket(fileno=os.dup(3)); return s.getpeername() is not None")
family("the channel's options", "s = socket.socket(fileno=os.dup(3)); s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24); return True")
family("the channel shut down", "return libc.shutdown(3, 0) == 0")
family("a message on the channel by send", "sent = syscall('sendto', 3, b'x' * 16, 16, 0x4000, 0, 0); time.sleep(0.5); return sent == 16")
SEND = """
    import array
    s = socket.socket(fileno=os.dup(3))
    sent = s.sendmsg([b'x' * 16], [(socket.SOL_SOCKET, {kind}, {data})])
    time.sleep(0.5)		# it ends here where the service takes offence
    return sent == 16"""
family("descriptors sent along", SEND.format(kind="socket.SCM_RIGHTS", data="array.array('i', [0])"))
family("credentials sent along", SEND.format(kind="socket.SCM_CREDENTIALS", data="struct.pack('3i', os.getpid(), os.getuid(), os.getgid())"))
family("descriptors sent by a raw call", """
    data = ctypes.create_string_buffer(b'x' * 16); part = ctypes.create_string_buffer(struct.pack('<QQ', ctypes.addressof(data), 16))
    rights = ctypes.create_string_buffer(struct.pack('<QiiiI', 20, 1, 1, 0, 0))
    message = struct.pack('<QIxxxxQQQQIxxxx', 0, 0, ctypes.addressof(part), 1, ctypes.addressof(rights), 24, 0)
    sent = syscall('sendmsg', 3, message, 0); time.sleep(0.5)
    return sent == 16""")
family("descriptors awaited", "s = socket.socket(fileno=os.dup(3)); s.setblocking(False)\ntry: s.recvmsg(16, 64)\nexcept BlockingIOError: return True")
family("the channel's network namespace", "return syscall('ioctl', 3, 0x894c, 0) >= 0", root=True)
family("network cards by the channel", "return reached('ioctl', 3, 0x8912, ctypes.create_string_buffer(64))")
family("a signal for what comes on the channel", "import fcntl; fcntl.fcntl(3, 10, 10); fcntl.fcntl(3, fcntl.F_SETOWN, os.getpid()); return True")
family("a larger pipe to the service", "import fcntl; return fcntl.fcntl(1, 1031, 1 << 20) >= 1 << 20")
family("a secret in the environment", "return any(value == '@TERCES@'[::-1] for value in os.environ.values())")
family("a secret in the memory", """
    import gc
    libc.getauxval.restype = ctypes.c_ulong; libc.sbrk.restype = ctypes.c_void_p; libc.sbrk.argtypes = [ctypes.c_long]
    secret, (r, w) = '@TERCES@'[::-1].encode(), os.pipe()
    def there(page):
        if libc.write(w, ctypes.c_void_p(page), 1) != 1: return False
        os.read(r, 1); return True
    starts = {libc.getauxval(25), libc.sbrk(0) - 1, ctypes.cast(libc.environ, ctypes.c_void_p).value} if hasattr(libc, 'environ') else set()
    starts |= {id(thing) for thing in gc.get_objects()}
    seen, mine = set(), ctypes.addressof(ctypes.create_string_buffer(secret))
    for start in sorted(page & ~4095 for page in starts if page):
        for step in (4096, -4096):
            page = start + min(step, 0)
            while page not in seen and len(seen) < 60000 and there(page):
                seen.add(page); page += step
    whole = sorted(seen); found = 0
    for page in whole:
        text = ctypes.string_at(page, 4096)
        found += text.count(b'SERVICE_SECRET=' + secret)
    return found""", fields={"timeout": 20, "memory_limit": 256})
family("a module of one's own for the next program", """
    import json
    path = os.path.dirname(json.__file__) + '/pyrunner_jail.py'
    open(path, 'w').close(); os.unlink(path); return True""", root=True)
family("the zygotes' cache written", """
    path = '/cache/x' if os.path.isdir('/cache') else '/var/cache/pyrunner-jail'
    open(path, 'w').close(); os.unlink(path); return True""", root=True)
family("what was mounted, unmounted", "return libc.umount2(b'/work' if os.path.isdir('/work') else b'/nowhere', 2) == 0 or ctypes.get_errno() in (errno.ENOENT, errno.EINVAL)", root=True)
