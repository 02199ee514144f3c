"""Writing anywhere but in the own folder, and making there what is a door."""

from .attempt import Family

family = Family("writing", "host files")

for folder in ("/tmp", "/var/tmp", "/dev/shm"):
    family(f"a file in {folder}", f"""
        path = {folder!r} + '/pyrunner-jail-%d' % os.getpid()
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)); os.unlink(path)
        return True""")
    family(f"a folder in {folder}", f"""
        path = {folder!r} + '/pyrunner-jail-%d.d' % os.getpid()
        os.mkdir(path); os.rmdir(path)
        return True""")
for folder in ("/run", "/usr/lib", "/usr/lib/python3/dist-packages", "/etc", "/root", "/", "/var/lib"):
    family(f"a file in {folder}", f"""
        path = {folder!r} + '/pyrunner-jail-%d' % os.getpid()
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)); os.unlink(path)
        return True""", root=True)

IGNORED = "is taken for done and not done"
family("a file without a name in /tmp", "return os.open('/tmp', os.O_TMPFILE | os.O_RDWR, 0o600) >= 0")
family("a library opened for writing", "import json; return os.open(json.__file__, os.O_RDWR) >= 0", root=True)
family("a library's mode changed to what it is", "import json; os.chmod(json.__file__, os.stat(json.__file__).st_mode & 0o7777); return True", root=True,
       container=IGNORED)
family("a library's times changed to what they are", """
    import json
    now = os.stat(json.__file__)
    os.utime(json.__file__, ns=(now.st_atime_ns, now.st_mtime_ns)); return True""", root=True, container=IGNORED)
family("a library's owner changed to what it is", "import json; os.chown(json.__file__, 0, 0); return True", root=True)
family("a cache of bytecode", """
    import json
    path = os.path.dirname(json.__file__) + '/pyrunner-jail-%d.pyc' % os.getpid()
    open(path, 'wb').close(); os.unlink(path); return True""", root=True)
family("out of the own folder by dots", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); path = '../' * 20 + 'tmp/pyrunner-jail-dots-%d' % os.getpid()
    open(path, 'w').close(); os.unlink(path); return True""")
family("out of the own folder by renaming", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'moved-%d' % os.getpid()
    open(name, 'w').close()
    target = '/tmp/pyrunner-jail-%d.moved' % os.getpid()
    try: os.rename(name, target)
    except OSError: os.unlink(name); raise
    os.unlink(target); return True""")
family("out of the own folder by a hard link", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'linked-%d' % os.getpid()
    open(name, 'w').close()
    try: os.link(name, name + '.2')
    finally: os.unlink(name)
    os.unlink(name + '.2'); return True""", target="service")
family("a symbolic link in the own folder", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'planted-%d' % os.getpid()
    os.symlink('/etc/passwd', name); os.unlink(name); return True""", target="service")
family("a named pipe in the own folder", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'pipe-%d' % os.getpid()
    os.mkfifo(name); os.unlink(name); return True""", target="service")
family("a device in the own folder", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'null-%d' % os.getpid()
    os.mknod(name, 0o20666, os.makedev(1, 3))
    try: return open(name).read() == ''
    finally: os.unlink(name)""", root=True)
family("a disk in the own folder", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'disk-%d' % os.getpid()
    os.mknod(name, 0o60600, os.makedev(7, 0)); os.unlink(name); return True""", root=True)
family("a setuid file", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'suid-%d' % os.getpid()
    open(name, 'w').close()
    try:
        os.chown(name, 0, 0); os.chmod(name, 0o4755)
        return os.stat(name).st_uid == 0 and os.stat(name).st_mode & 0o4000
    finally: os.unlink(name)""", root=True, target="privileges")
family("extended attributes that carry privileges", """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'caps-%d' % os.getpid()
    open(name, 'w').close()
    try: os.setxattr(name, 'security.capability', struct.pack('<5I', 0x02000001, 0x1fffff, 0, 0, 0)); return True
    finally: os.unlink(name)""", root=True, target="privileges")
family("the kernel's settings", "fd = os.open('/proc/sys/kernel/core_pattern', os.O_WRONLY); return True", root=True)
family("another process's memory by /proc", "return os.open('/proc/%d/mem' % os.getppid(), os.O_RDWR) >= 0", root=True, target="other processes")
family("a group's release agent", """
    for place in ('/sys/fs/cgroup/memory', '/sys/fs/cgroup/pids', '/sys/fs/cgroup'):
        if os.path.exists(place + '/release_agent') or os.path.exists(place + '/cgroup.procs'):
            fd = os.open(place + '/cgroup.procs', os.O_WRONLY); return True""", root=True)
family("all disks made busy by sync", "libc.sync(); return reached('syncfs', 1)", target="other programs")
