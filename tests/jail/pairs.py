"""Two programs that look for each other: one does something and stays, the other looks for it. {name: (stay, look)}."""

import textwrap

from attempts import Attempt

SECONDS = 3.0
STAY = """
print('from', time.monotonic(), flush=True)
{body}
time.sleep({seconds})
print('to', time.monotonic(), flush=True)"""
LOOK = """
print('from', time.monotonic(), flush=True)
def look():
{body}
end = time.monotonic() + {seconds}
found = False
while not found and time.monotonic() < end:
    try: found = look()
    except (OSError, ImportError) as error: time.sleep(0.05)
print('to', time.monotonic(), flush=True)
return found"""

# Where a marker could be left, and be seen.
PLACES = "[os.environ['HOME'], '/tmp', '/var/tmp', '/dev/shm', '/run', '/cache', '/dev/mqueue', '/work']"
LIBRARY = "import json, fcntl; file = open(json.__file__)"

PAIRS = {
    "files": (f"""
        for place in {PLACES}:
            try: open(place + '/pyrunner-jail-@PID@', 'x').close(); import atexit; atexit.register(os.unlink, place + '/pyrunner-jail-@PID@')
            except OSError: pass
        """, f"""
        own = os.environ['HOME']
        return any(os.path.exists(place + '/pyrunner-jail-@PID@') for place in {PLACES} if place != own)"""),
    "processes": ("pass", """
        for pid in range(2, 40000):
            try: os.kill(pid, 0)
            except ProcessLookupError: continue
            except PermissionError: continue
            if pid != os.getpid(): return True"""),
    "System V shared memory": ("key = syscall('shmget', @KEY@ + 1, 4096, 0o1666)\nimport atexit; atexit.register(syscall, 'shmctl', key, 0, 0)",
                               "return syscall('shmget', @KEY@ + 1, 4096, 0) >= 0"),
    "System V semaphores": ("key = syscall('semget', @KEY@ + 1, 1, 0o1666)\nimport atexit; atexit.register(syscall, 'semctl', key, 0, 0)",
                            "return syscall('semget', @KEY@ + 1, 1, 0) >= 0"),
    "System V messages": ("key = syscall('msgget', @KEY@ + 1, 0o1666)\nimport atexit; atexit.register(syscall, 'msgctl', key, 0, 0)",
                          "return syscall('msgget', @KEY@ + 1, 0) >= 0"),
    "POSIX messages": ("syscall('mq_open', b'jail-@PID@', 0o102, 0o666, 0)\nimport atexit; atexit.register(syscall, 'mq_unlink', b'jail-@PID@')",
                       "return syscall('mq_open', b'jail-@PID@', 0, 0, 0) >= 0"),
    "POSIX shared memory": ("from multiprocessing import shared_memory as s; held = s.SharedMemory('jail-@PID@', True, 64)\n"
                            "import atexit; atexit.register(held.unlink)",
                            "return os.open('/dev/shm/jail-@PID@', os.O_RDONLY) >= 0"),
    "a socket by an abstract name": ("s = socket.socket(socket.AF_UNIX); s.bind('\\0jail-pair-@PID@'); s.listen()",
                                     "s = socket.socket(socket.AF_UNIX); s.connect('\\0jail-pair-@PID@'); return True"),
    "a socket by a path": ("s = socket.socket(socket.AF_UNIX); s.bind('/tmp/jail-pair-@PID@'); s.listen()\n"
                           "import atexit; atexit.register(os.unlink, '/tmp/jail-pair-@PID@')",
                           "s = socket.socket(socket.AF_UNIX); s.connect('/tmp/jail-pair-@PID@'); return True"),
    "a port": ("s = socket.socket(); s.setsockopt(1, 2, 1); s.bind(('127.0.0.1', 20000 + @PID@ % 10000)); s.listen()",
               "s = socket.socket(); s.connect(('127.0.0.1', 20000 + @PID@ % 10000)); return True"),
    "a port of datagrams": ("s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 30000 + @PID@ % 10000))",
                            "s = socket.socket(type=socket.SOCK_DGRAM); s.connect(('127.0.0.1', 30000 + @PID@ % 10000))\n"
                            "s.send(b'x'); time.sleep(0.1); s.send(b'x'); return True"),
    "a pipe by its name": ("os.mkfifo('/tmp/jail-pipe-@PID@')\nimport atexit; atexit.register(os.unlink, '/tmp/jail-pipe-@PID@')\n"
                           "held = os.open('/tmp/jail-pipe-@PID@', os.O_RDWR)",
                           "return os.open('/tmp/jail-pipe-@PID@', os.O_WRONLY | os.O_NONBLOCK) >= 0"),
    "a lock on a file that both read": (f"{LIBRARY}; fcntl.flock(file, fcntl.LOCK_EX)", f"""
        {LIBRARY}
        try: fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB); fcntl.flock(file, fcntl.LOCK_UN); return False
        except BlockingIOError: return True"""),
    "a lock on a record that both read": (f"{LIBRARY}; fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, 2**40 + @PID@)", f"""
        {LIBRARY}
        answer = fcntl.fcntl(file, fcntl.F_GETLK, struct.pack('<hhxxxxqqixxxx', 1, 0, 2**40 + @PID@, 1, 0))
        return struct.unpack('<hhxxxxqqixxxx', answer)[0] != 2"""),
    "notice of reading": ("import json\nfor _ in range(20): open(json.__file__).close(); time.sleep(0.1)", """
        import json
        fd = syscall('inotify_init1', 0o4000); syscall('inotify_add_watch', fd, json.__file__.encode(), 0x20); time.sleep(0.5)
        return len(os.read(fd, 4096)) > 0"""),
    "keys": ("key = syscall('add_key', b'user', b'jail-@PID@', b'x', 1, -4)\nimport atexit; atexit.register(syscall, 'keyctl', 9, key, -4)",
             "return syscall('keyctl', 10, -4, b'user', b'jail-@PID@', 0) > 0"),
}


def attempts(name):
    """The two of a pair."""
    stay, look = (textwrap.dedent(text).strip("\n") for text in PAIRS[name])
    stay = STAY.format(body=stay, seconds=SECONDS)
    look = LOOK.format(body=textwrap.indent(textwrap.dedent(look), "    "), seconds=SECONDS)
    return tuple(Attempt(f"{name}: {part}", "tenants", "other programs", text) for part, text in (("stay", stay), ("look", look)))
