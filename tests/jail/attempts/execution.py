"""Other programs started, by every call and trick that starts one."""

from .attempt import Family

family = Family("execution", "exec")

# A program that every cell can see. Started with one argument it complains, and the argument is how that begins.
LOADER = "/lib64/ld-linux-x86-64.so.2"
ECHO = """
    words = [ctypes.create_string_buffer(word) for word in (b'/bin/echo', b'OPEN')]
    arguments = (ctypes.c_void_p * 3)(*(ctypes.addressof(word) for word in words), None)"""

family("exec", "os.execv('/bin/echo', ['echo', 'OPEN'])")
family("exec of the interpreter", "os.execv('/usr/bin/python3', ['python3', '-I', '-c', 'print(\"OPEN\")'])")
family("exec by a raw call", ECHO + """
    return syscall('execve', words[0], arguments, 0) == 0""")
family("exec by return-oriented code", ECHO + """
    return rop('execve', ctypes.addressof(words[0]), ctypes.addressof(arguments), 0) == 0""")
family("the dynamic loader as a program", f"os.dup2(1, 2); os.execv({LOADER!r}, ['ld', 'OPEN'])")
family("exec of a copied program", f"""
    import shutil
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = './copy-%d' % os.getpid()
    shutil.copy({LOADER!r}, name); os.chmod(name, 0o755)
    fd = os.open(name, os.O_RDONLY); os.unlink(name); os.dup2(1, 2)
    os.execve(fd, ['ld', 'OPEN'], {{}})""")
family("exec of a script", f"""
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = './OPEN-%d' % os.getpid()
    open(name, 'w').write('#!{LOADER} OPEN\\n'); os.chmod(name, 0o755); os.dup2(1, 2)
    fd = os.open(name, os.O_RDONLY); os.set_inheritable(fd, True); os.unlink(name)
    os.execve(fd, ['ld'], {{}})""")
family("exec of a memory file", f"""
    fd = os.memfd_create('x', 0); os.write(fd, open({LOADER!r}, 'rb').read()); os.dup2(1, 2)
    os.execve(fd, ['ld', 'OPEN'], {{}})""")
family("exec of a descriptor by execveat", f"""
    fd = os.open({LOADER!r}, os.O_RDONLY); os.dup2(1, 2)
    words = [ctypes.create_string_buffer(word) for word in (b'ld', b'OPEN')]
    arguments = (ctypes.c_void_p * 3)(*(ctypes.addressof(word) for word in words), None)
    return syscall('execveat', fd, b'', arguments, 0, 0x1000) == 0""")
family("a program by posix_spawn", "return ran(lambda: os.posix_spawn('/usr/bin/true', ['true'], {}))")
family("a program by subprocess", "import subprocess; return subprocess.run(['/usr/bin/true']).returncode == 0")
family("a program by system()", "return os.system('true') == 0")
family("a program by system() of C", "return libc.system(b'true') == 0")
family("a program by popen", "return os.popen('echo OPEN').read() == 'OPEN\\n'")
family("a shell with a terminal", "import pty; return pty.spawn(['/usr/bin/true']) == 0")
family("a setuid program", "import subprocess; return subprocess.run(['/usr/bin/passwd', '--help'], capture_output=True).returncode is not None")
family("a library as a program", """
    import glob, subprocess
    return b'GNU' in subprocess.run([glob.glob('/usr/lib/*/libc.so.6')[0]], capture_output=True).stdout""")
family("the loader by subprocess", f"import subprocess; return b'ld.so' in subprocess.run([{LOADER!r}, '--version'], capture_output=True).stdout")
family("a worker of joblib", """
    os.environ['JOBLIB_MULTIPROCESSING'] = '1'
    from joblib.externals.loky import get_reusable_executor
    return get_reusable_executor(max_workers=1).submit(os.getpid).result(timeout=8) != os.getpid()""", fields={"timeout": 30}, endings=("timeout",))
