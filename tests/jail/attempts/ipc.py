"""Ways from one program to another, tried by one; test_tenants.py has two programs try them."""

from .attempt import Family

family = Family("ipc", "other programs")

family("System V shared memory", "key = syscall('shmget', 0, 4096, 0o1600); syscall('shmctl', key, 0, 0); return True")
family("System V semaphores", "key = syscall('semget', 0, 1, 0o1600); syscall('semctl', key, 0, 0, 0); return True")
family("System V messages", "key = syscall('msgget', 0, 0o1600); syscall('msgctl', key, 0, 0); return True")
family("System V shared memory of somebody else", "return syscall('shmget', @KEY@, 4096, 0) >= 0")
family("how many System V objects there are", "return syscall('shmctl', 0, 14, ctypes.create_string_buffer(128)) >= 0")
family("a POSIX message queue", "fd = syscall('mq_open', b'pyrunner-jail', 0o102, 0o600, 0); syscall('mq_unlink', b'pyrunner-jail'); return fd >= 0")
family("POSIX shared memory", """
    from multiprocessing import shared_memory
    memory = shared_memory.SharedMemory(create=True, size=64); memory.close(); memory.unlink(); return True""")
family("a POSIX semaphore", "import multiprocessing; return multiprocessing.get_context('fork').Semaphore(1).acquire()")
SHARED = "import json, fcntl; file = open(json.__file__)\n"
family("a lock on a library's file", SHARED + "fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB); return True")
family("a lock on a record of a library's file", SHARED + "fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, 2**40); return True")
family("a lock on an open library's file", SHARED + "fcntl.fcntl(file, 37, struct.pack('<hhxxxxqqixxxx', 0, 0, 2**40, 1, 0)); return True")
family("is there a lock", SHARED + "fcntl.fcntl(file, fcntl.F_GETLK, struct.pack('<hhxxxxqqixxxx', 1, 0, 2**40, 1, 0)); return True")
family("a lease on a library's file", SHARED + "fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK); fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK); return True", root=True)
family("notice of a library's folder", "import json, fcntl; fd = os.open(os.path.dirname(json.__file__), os.O_RDONLY); fcntl.fcntl(fd, fcntl.F_NOTIFY, 1); return True")
family("a watch on a library's folder", "import json; fd = syscall('inotify_init1', 0); return syscall('inotify_add_watch', fd, os.path.dirname(json.__file__).encode(), 0x20) >= 0")
family("which pages of a library are in memory", """
    import json
    fd = os.open(json.__file__, os.O_RDONLY); page = libc.mmap(None, 4096, 1, 1, fd, 0)
    return syscall('mincore', page, 4096, ctypes.create_string_buffer(1)) == 0""")
family("which pages of a library are cached", """
    import json
    return syscall('cachestat', os.open(json.__file__, os.O_RDONLY), struct.pack('<2Q', 0, 0), ctypes.create_string_buffer(40), 0) == 0""", root=True)
family("a library's pages dropped", "import json; os.posix_fadvise(os.open(json.__file__, os.O_RDONLY), 0, 0, os.POSIX_FADV_DONTNEED); return True")
family("a library's pages read ahead", "import json; return syscall('readahead', os.open(json.__file__, os.O_RDONLY), 0, 4096) == 0")
family("a library's pages pushed out", """
    import json
    fd = os.open(json.__file__, os.O_RDONLY); page = libc.mmap(None, 4096, 1, 2, fd, 0)
    return libc.madvise(ctypes.c_void_p(page), 4096, 21) == 0""")
family("a library's file attributes as a letter box", "import json; os.setxattr(json.__file__, 'user.jail', b'x'); os.removexattr(json.__file__, 'user.jail'); return True", root=True)
