"""The host's files: read, named, or only seen to be there."""

from .attempt import Family

family = Family("files", "host files")

READS = ["/etc/passwd", "/etc/group", "/etc/hostname", "/etc/debian_version", "/bin/sh", "/usr/bin/env",
         "/usr/sbin/nologin", "/proc/self/status", "/proc/self/mem", "/proc/self/maps", "/proc/self/environ", "/proc/1/cmdline",
         "/proc/cpuinfo", "/proc/sys/kernel/core_pattern", "/proc/self/cgroup", "/proc/self/root/etc/passwd", "/dev/zero", __file__]

for path in READS:
    family(f"read {path if path != __file__ else 'a file of this tree'}", f"return os.open({path!r}, os.O_RDONLY) >= 0")
for path in ("/etc/shadow", "/etc/gshadow", "/proc/kmsg"):
    family(f"read {path}", f"return os.open({path!r}, os.O_RDONLY) >= 0", root=True)
for place in ("/proc", "/sys", "/root", "/home", "/dev", "/var/log", "/sys/fs/cgroup"):
    family(f"list {place}", f"return len(os.listdir({place!r})) >= 0", root=place == "/root")

family("read another's environment", "return open('/proc/@PID@/environ', 'rb').read()")
family("list the root folder", "return 'boot' in os.listdir('/')")
family("list /etc", "return 'passwd' in os.listdir('/etc')")
family("stat /etc/passwd", "return os.stat('/etc/passwd').st_size > 0", target="host's names")
family("statx of /etc/passwd", "buffer = ctypes.create_string_buffer(256); return syscall('statx', -100, b'/etc/passwd', 0, 0x7ff, buffer) == 0", target="host's names")
family("access(2) of /etc/passwd", "return libc.access(b'/etc/passwd', 0) == 0", target="host's names")
family("read /etc/passwd from C", "return libc.open(b'/etc/passwd', 0) >= 0")
family("read /etc/passwd through stdio", """
    libc.fopen.restype = ctypes.c_void_p
    return libc.fopen(b'/etc/passwd', b'r')""")
family("read /etc/passwd by a raw call", "return syscall('openat', -100, b'/etc/passwd', 0, 0) >= 0")
family("read /etc/passwd by return-oriented code", """
    path = ctypes.create_string_buffer(b'/etc/passwd')
    return rop('open', ctypes.addressof(path), 0, 0) >= 0""")
family("read /etc/passwd by openat2", """
    path = ctypes.create_string_buffer(b'/etc/passwd')
    return syscall('openat2', -100, path, struct.pack('<3Q', 0, 0, 0), 24) >= 0""")
family("climb by dots", "return open('../' * 20 + 'etc/passwd').read(1)")
family("climb by dots from a descriptor", """
    here = os.open('.', os.O_RDONLY | os.O_DIRECTORY)
    return os.open('../' * 20 + 'etc/passwd', os.O_RDONLY, dir_fd=here) >= 0""")
family("climb by changing folder", """
    for _ in range(30): os.chdir('..')
    return open('etc/passwd').read(1)""")
family("climb from a folder that was moved away", """
    os.chdir(os.environ.get('TMPDIR', '/tmp'))
    name = 'climb-%d' % os.getpid()
    os.makedirs(name + '/b/c'); here = os.open(name + '/b/c', os.O_RDONLY)
    os.rename(name + '/b/c', name + '/c')
    try: return os.open('../' * 20 + 'etc/passwd', os.O_RDONLY, dir_fd=here) >= 0
    finally: os.rmdir(name + '/b'); os.rmdir(name + '/c'); os.rmdir(name)""")
family("climb through a library's folder", "return open('/usr/lib/../../etc/passwd').read(1)")
family("through a descriptor of /proc", "return open('/proc/self/cwd/' + '../' * 20 + 'etc/passwd').read(1)")
family("a symbolic link", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'link-%d' % os.getpid()
    os.symlink('/etc/passwd', name)
    try: return open(name).read(1)
    finally: os.unlink(name)""")
family("O_PATH, then a look", """
    fd = os.open('/etc', os.O_PATH)
    return os.stat('passwd', dir_fd=fd)""", target="host's names")
family("change into a host's folder", "os.chdir('/var/log'); return os.getcwd() == '/var/log'", target="host's names")
family("the other tenants' homes by passwd", "import pwd; return os.listdir(pwd.getpwuid(0).pw_dir) is not None", root=True)
family("handle of a file", """
    handle = struct.pack('<Ii', 128, 0) + bytes(128); mount = ctypes.c_int()
    buffer = ctypes.create_string_buffer(handle)
    return reached('name_to_handle_at', -100, b'/etc/passwd', buffer, ctypes.byref(mount), 0)""", target="host's names")
family("open by a guessed handle", """
    mount = os.open('/usr/lib', os.O_RDONLY | os.O_DIRECTORY)
    return reached('open_by_handle_at', mount, struct.pack('<IiII', 8, 1, 2, 0), 0)""", root=True)
family("map a host's file", """
    import mmap
    with open('/etc/passwd', 'rb') as f: return len(mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)) > 0""")
family("copy a host's file by sendfile", """
    source = os.open('/etc/passwd', os.O_RDONLY); out, inn = os.pipe()
    return os.sendfile(inn, source, 0, 16) > 0""")
family("an interpreter's own loader of files", "import importlib.machinery as m; return m.SourceFileLoader('x', '/etc/passwd').get_data('/etc/passwd')")
family("an import from the host", f"""
    import sys, importlib
    sys.path.insert(0, {str(__file__).rpartition('/')[0]!r})
    return importlib.import_module('prelude').BASE""")
family("numpy reads a file", "import numpy; return len(numpy.fromfile('/etc/passwd', dtype='u1'))")
family("the host's name through a file", "return open('/etc/hostname').read()")
family("which mounts there are", "return open('/proc/self/mountinfo').read()")
family("watch a host's folder", """
    fd = syscall('inotify_init1', 0)
    return syscall('inotify_add_watch', fd, b'/var/log', 2) >= 0""", target="host's names")
family("the program that runs", "return os.readlink('/proc/self/exe')", target="host's names")
family("symbols of the kernel", "return len(open('/proc/kallsyms').readline()) > 0")
