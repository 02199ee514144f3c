"""What a program does have, all of it: the other side of the attempts."""

import json

# A cell may not list the root: the usual names are tried.
WALK = """
import json, os
PLACES = ['/'] + ['/' + name for name in 'bin boot cache dev etc home lib lib64 media mnt opt proc root run sbin srv src sys tmp usr usr/bin usr/lib usr/local usr/sbin usr/share var var/lib var/log work'.split()]
readable, writable, here = [], [], os.getcwd()
for place in PLACES:
    for folder, folders, files in os.walk(place):
        if folder.startswith(here): continue
        try:
            path = os.path.join(folder, 'pyrunner-jail')
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
             "/etc/alternatives", "/etc/localtime", "/etc/mime.types", "/etc/python3", "/cache/matplotlib", "/work")


def run(server, code, **fields):
    return server.run(code, policy="open", **fields)


def test_nothing_readable_or_writable_but_libraries_and_its_own_folder(server):
    here, readable, writable = json.loads(run(server, WALK, timeout=60)["stdout"])
    assert here not in ("/", "/root", "/tmp")
    assert any(path.startswith(("/usr/lib/", "/lib/")) for path in readable), "it saw nothing: this proves nothing"
    assert [path for path in readable if not path.startswith(LIBRARIES)] == []
    assert writable == []


def test_its_own_descriptors(server):
    look = "import os, stat\nfor fd in range(256):\n    try: print(fd, oct(stat.S_IFMT(os.fstat(fd).st_mode)))\n    except OSError: pass"
    assert run(server, look)["stdout"].splitlines() == ["0 0o100000", "1 0o10000", "2 0o10000", "3 0o140000"]


def test_its_own_folder(server):
    reply = run(server, "import os\nopen('a', 'w').write('x')\nos.mkdir('d')\nopen('d/b', 'w').write('y')\n"
                        "print(open('a').read() + open('d/b').read(), os.getcwd() == os.environ['HOME'])")
    assert reply["stdout"] == "xy True\n"


def test_imports_from_its_own_folder(server):
    reply = run(server, "import sys, os\nopen('mine.py', 'w').write('x = 5')\nsys.path.insert(0, os.getcwd())\nimport mine\nprint(mine.x)")
    assert reply["stdout"] == "5\n"


def test_libraries_load_where_they_lie(server):
    """The same file is no library once a program has copied it: see the attempts on memory."""
    reply = run(server, "import ctypes, glob\nprint(ctypes.CDLL(glob.glob('/usr/lib/*/libm.so.6')[0]) is not None)")
    assert reply["stdout"] == "True\n"


def test_sockets_are_refused_at_once(server):
    reply = run(server, f"import urllib.request\nfor url in ('{server.url}/', 'http://169.254.169.254/', 'http://example.org/'):\n"
                        "    try: urllib.request.urlopen(url, timeout=5)\n    except Exception as e: print('shut')")
    assert reply["stdout"] == "shut\n" * 3 and reply["execution_time"] < 3


def test_who_it_is(server, level):
    """In its own world it is the first, where it has one; a uid of 0 there is nobody's on the host."""
    reply = run(server, "import os\nprint(os.getpid(), os.getppid(), os.getgroups() in ([], [os.getgid()]))")
    pid, rest = reply["stdout"].split(" ", 1)
    assert rest == "0 True\n" and (pid == "1") == (level == "full"), reply
