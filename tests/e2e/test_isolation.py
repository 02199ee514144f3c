"""What a program can reach under `open`, where only the walls hold.

Each attempt has its control: the same program, run by plain python3 outside, must succeed at it.
"""

import json
import os
import textwrap
import threading

import pytest

import service
from service import program_output

TRY = """
import ctypes, errno, os, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def syscall(*arguments):
    result = libc.syscall(*(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), errno.errorcode[ctypes.get_errno()])
    return result
def attempt():
{body}
try:
    print('OPEN' if attempt() else 'shut')
except BaseException as error:
    print('shut', repr(error)[:200])
"""


def attempt(body):
    return TRY.format(body=textwrap.indent(textwrap.dedent(body).strip(), "    "))


READS = ["/etc/passwd", "/etc/hostname", "/etc/os-release", "/etc/group", "/proc/self/status", "/proc/self/mem",
         "/proc/1/cmdline", "/proc/cpuinfo", "/dev/zero", "/bin/sh",
         "/usr/bin/env", service.__file__]

ATTEMPTS = {
    # files
    **{f"read {path}": f"return os.open({path!r}, os.O_RDONLY) >= 0" for path in READS},
    **{f"read {path} from C": f"""
        fd = libc.open({path.encode()!r}, 0)
        return fd >= 0""" for path in READS[:4]},
    "stat of /etc/passwd": "return os.stat('/etc/passwd')",
    "list /root": "return os.listdir('/root') is not None",
    "list /proc": "return any(name.isdigit() for name in os.listdir('/proc'))",
    "list /sys": "return len(os.listdir('/sys')) > 0",
    "list /dev": "return len(os.listdir('/dev')) > 5",
    "list /home's parent": "return 'root' in os.listdir('/') and 'etc' in os.listdir('/') and 'passwd' in os.listdir('/etc')",
    "dots": "return open('../' * 20 + 'etc/passwd').read(1)",
    "symlink": "os.symlink('/etc/passwd', 'l'); return open('l').read(1)",
    "openat2 over a dot-dot": """
        fd = os.open('.', os.O_RDONLY | os.O_DIRECTORY)
        return os.open('../' * 20 + 'etc/passwd', os.O_RDONLY, dir_fd=fd)""",
    # writing
    **{f"write in {folder}": f"""
        path = {folder!r} + '/pyrunner-e2e-%d' % os.getpid()
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)); os.unlink(path)
        return True""" for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/usr/lib", "/etc")},
    "mkdir in /tmp": "os.mkdir('/tmp/pyrunner-e2e-d'); os.rmdir('/tmp/pyrunner-e2e-d'); return True",
    "make a device": "os.mknod('null', 0o20666, os.makedev(1, 3)); return open('null').read() == ''",
    "memfd": "return os.memfd_create('x') >= 0",
    # network
    **{f"socket {family}": f"return socket.socket(socket.{family}, socket.{kind}).fileno() >= 0" for family, kind in (
        ("AF_INET", "SOCK_STREAM"), ("AF_INET", "SOCK_DGRAM"), ("AF_INET6", "SOCK_STREAM"), ("AF_UNIX", "SOCK_STREAM"),
        ("AF_UNIX", "SOCK_DGRAM"), ("AF_NETLINK", "SOCK_RAW"))},
    "socket from C": "return syscall(41, 2, 1, 0) >= 0",
    "socketpair": "return len(socket.socketpair()) == 2",
    "url": "return socket.create_server(('127.0.0.1', 0)).fileno() >= 0",
    # processes
    "fork": """
        pid = os.fork()
        if pid == 0: os._exit(0)
        return pid""",
    "vfork from C": """
        pid = syscall(57)
        if pid == 0: os._exit(0)
        return pid""",
    "clone from C": """
        pid = syscall(56, 17, 0, 0, 0, 0)
        if pid == 0: os._exit(0)
        return pid""",
    "exec": "return os.posix_spawn('/bin/true', ['true'], {})",
    "subprocess": "import subprocess; return subprocess.run(['/bin/true']).returncode == 0",
    "system": "return os.system('true') == 0",
    "the loader as a program": "import subprocess; return subprocess.run(['/lib64/ld-linux-x86-64.so.2', '/bin/true']).returncode == 0",
    "multiprocessing": """
        import multiprocessing
        process = multiprocessing.get_context('fork').Process(target=print); process.start(); process.join()
        return process.exitcode == 0""",
    "parent": "return os.getppid() > 0",
    "signal to others": """
        found = []
        for pid in range(2, 40000):
            try: os.kill(pid, 0); found.append(pid)
            except OSError: pass
        return [pid for pid in found if pid != os.getpid()]""",
    "ptrace": "return libc.ptrace(0, 0, 0, 0) == 0",
    "namespaces": "return syscall(272, 0x10000000) == 0",
    "System V shared memory": "return syscall(29, 0, 4096, 0o1600) >= 0",
    "POSIX message queue": "return syscall(240, b'e2e', 0o102, 0o600, None) >= 0 and syscall(241, b'e2e') == 0",
    # memory
    "anonymous executable memory": """
        libc.mmap.restype = ctypes.c_void_p
        return libc.mmap(None, 4096, 7, 0x22, -1, 0) != ctypes.c_void_p(-1).value""",
    "memory made executable": """
        libc.mmap.restype = ctypes.c_void_p
        page = libc.mmap(None, 4096, 3, 0x22, -1, 0)
        return libc.mprotect(ctypes.c_void_p(page), 4096, 5) == 0""",
    # the kernel's rarer doors
    "inotify on /": "return syscall(294, 0) >= 0 and libc.inotify_add_watch(syscall(294, 0), b'/etc', 2) >= 0",
    "personality": "return syscall(135, 0x0040000) >= 0",
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_shut(server, name):
    code = attempt(ATTEMPTS[name])
    out, err, _ = program_output(code)
    if out.splitlines()[-1:] != ["OPEN"] and os.geteuid() != 0:
        pytest.skip("outside it needs root, too")
    assert out.splitlines()[-1:] == ["OPEN"], f"the control fails, so this proves nothing: {out}{err}"
    reply = server.open(code, timeout=20)
    # some calls are not refused but end the program
    assert reply["stdout"].startswith("shut") or (reply["stdout"] == "" and "SIGSYS" in reply["error"]), reply
    assert server.run("print(1)")["status"] == "success"


FAMILIES = """
import socket
made = []
for family in range(0, 64):
    for kind in (1, 2, 3, 5, 10):
        try:
            socket.socket(family, kind).close()
            made.append(family)
            break
        except OSError: pass
print(*made)
"""


def test_no_socket_of_any_family(server):
    outside = set(map(int, program_output(FAMILIES)[0].split()))
    assert {1, 2, 16} <= outside
    assert server.open(FAMILIES)["stdout"] == "\n"


def test_sockets_are_refused_at_once(server):
    reply = server.open("import urllib.request\nfor url in ('http://127.0.0.1:%d/', 'http://169.254.169.254/', 'http://example.org/'):\n"
                        "    try: urllib.request.urlopen(url, timeout=5)\n    except Exception as e: print('shut')" % server.port)
    assert reply["stdout"] == "shut\n" * 3 and reply["execution_time"] < 3


# A cell may not even list the root: the usual names are tried.
PLACES = """
import os
PLACES = ['/'] + ['/' + name for name in 'bin boot cache dev etc home lib lib64 media mnt opt proc root run sbin srv src sys tmp usr usr/bin usr/lib usr/local usr/sbin usr/share var var/lib var/log work'.split()]
"""
WALK = PLACES + """
import json
readable, writable, here = [], [], os.getcwd()
for place in PLACES:
    for folder, folders, files in os.walk(place):
        if folder.startswith(here): continue
        try:
            path = os.path.join(folder, 'pyrunner-e2e')
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
            os.unlink(path)
            writable.append(folder)
        except OSError: pass
        if folder in ('/usr/lib', '/usr/share', '/lib') or folder.startswith('/proc'): folders.clear()
        for name in files:
            path = os.path.join(folder, name)
            try: os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK)); readable.append(path)
            except OSError: pass
print(json.dumps([here, readable[:2000], writable]))
"""
LIBRARIES = ("/usr/lib", "/usr/local/lib", "/usr/share", "/lib", "/etc/ld.so.cache", "/etc/fonts", "/etc/matplotlibrc",
             "/etc/alternatives", "/etc/localtime", "/etc/mime.types", "/etc/python3", "/dev/null", "/dev/urandom",
             "/cache/matplotlib", "/work")


def test_nothing_readable_or_writable_but_libraries_and_its_own_folder(server):
    reply = server.open(WALK, timeout=60)
    here, readable, writable = json.loads(reply["stdout"])
    assert here not in ("/", "/root", "/tmp")
    assert any(path.startswith(("/usr/lib/", "/lib/")) for path in readable), "it saw nothing: this proves nothing"
    assert [path for path in readable if not path.startswith(LIBRARIES)] == []
    assert writable == []


def test_it_holds_its_own_descriptors_only(server):
    reply = server.open("import os\nfor fd in range(256):\n    try: os.fstat(fd); print(fd)\n    except OSError: pass")
    assert reply["stdout"].split()[:3] == ["0", "1", "2"] and len(reply["stdout"].split()) <= 5


def test_its_own_folder_is_writable(server):
    reply = server.open("import os\nopen('a', 'w').write('x')\nos.mkdir('d')\nopen('d/b', 'w').write('y')\n"
                        "print(open('a').read() + open('d/b').read(), os.getcwd() == os.environ['HOME'])")
    assert reply["stdout"] == "xy True\n"


def test_nothing_is_executable_there(server):
    reply = server.open("import shutil, glob, ctypes\nshutil.copy(glob.glob('/usr/lib/*/libm.so.6')[0], 'm.so')\n"
                        "try: ctypes.CDLL('./m.so'); print('OPEN')\nexcept OSError: print('shut')")
    assert reply["stdout"] == "shut\n", reply


def test_the_largest_scratch_file_is_no_library(server):
    """The control of the test above: from the library folder the same file loads."""
    assert server.open("import ctypes, glob\nprint(ctypes.CDLL(glob.glob('/usr/lib/*/libm.so.6')[0]) is not None)")["stdout"] == "True\n"


def test_ids_and_capabilities(server):
    reply = server.open("""
import os, ctypes, resource
print(os.getpid(), os.getppid(), os.getgroups() in ([], [os.getgid()]))
try: os.setuid(0); print('OPEN')
except OSError: print('shut')
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
data = (ctypes.c_uint32 * 6)()
if ctypes.CDLL(None).syscall(125, header, data) == 0: print(any(data))
else: print(False)
print(resource.getrlimit(resource.RLIMIT_CORE))
""")
    assert reply["stdout"].splitlines()[0].startswith("1 0")
    assert reply["stdout"].splitlines()[1:] in (["shut", "False", "(0, 0)"], ["OPEN", "False", "(0, 0)"]), reply


# From the random bytes that the kernel lays below a process's environment, up to the end of the stack.
CANARY = """
import ctypes, os
libc = ctypes.CDLL(None)
libc.getauxval.restype = ctypes.c_ulong
here, seen = libc.getauxval(25) & ~15, b''
for address in range(here, here + 2**20, 16):
    seen = seen[-48:] + ctypes.string_at(address, 16)
    if b'CAN' b'ARY-1234' in seen: os.write(1, b'FOUND'); break
"""


def test_nothing_of_the_service_s_environment(start):
    env = {"SERVICE_SECRET": "CANARY-1234"}
    out, _, _ = program_output(CANARY, env=os.environ | env)
    assert "FOUND" in out
    secretive = start("--policies", "strict,standard,open", env=env)
    reply = secretive.open(CANARY)
    assert "FOUND" not in reply["stdout"]
    assert "CANARY" not in secretive.open("import os\nprint(dict(os.environ))")["stdout"]


LOOK = PLACES + """
import time
open('marker-{me}', 'w').write('x')
def markers():
    return {name for place in PLACES + [os.getcwd()] for folder, _, files in os.walk(place)
            if not folder.startswith(('/usr', '/lib')) for name in files if name.startswith('marker-')}
end, seen = time.time() + 1.5, set()
while time.time() < end:
    seen |= markers()
    for pid in range(2, 300):
        try: os.kill(pid, 0); seen.add(pid)
        except OSError: pass
print(*sorted(map(str, seen)))
"""


def test_two_runs_at_once_do_not_see_each_other(server):
    replies = {}
    threads = [threading.Thread(target=lambda me=me: replies.update({me: server.open(LOOK.replace("{me}", me))})) for me in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {me: reply["stdout"] for me, reply in replies.items()} == {"a": "marker-a\n", "b": "marker-b\n"}


def test_file_locks_are_no_channel(server):
    """A lock on a shared library file by one run is not seen by another: refused, or private."""
    hold = "import fcntl, time, json\nf = open(json.__file__)\ntry: fcntl.flock(f, fcntl.{kind} | fcntl.LOCK_NB); print('held')\n" \
           "except OSError as e: print('shut')\ntime.sleep({seconds})"
    holder = threading.Thread(target=lambda: server.open(hold.format(kind="LOCK_EX", seconds=1.5)))
    holder.start()
    service.time.sleep(0.5)
    while_held = server.open(hold.format(kind="LOCK_SH", seconds=0))["stdout"]
    holder.join()
    assert while_held == server.open(hold.format(kind="LOCK_SH", seconds=0))["stdout"]


def test_user_defined_import_paths_end_at_the_cell(server):
    reply = server.open("import sys, os\nopen('mine.py', 'w').write('x = 5')\nsys.path.insert(0, os.getcwd())\nimport mine\nprint(mine.x)")
    assert reply["stdout"] == "5\n"
