"""Code of the attacker's own: memory that is executable and holds what he wrote."""

from .attempt import Family

family = Family("memory", "machine code")

RETURN_42 = "b8 2a 00 00 00 c3"
FILE_OF_CODE = """
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = 'code-%d' % os.getpid()
    fd = os.open(name, os.O_RDWR | os.O_CREAT, 0o700); os.write(fd, bytes.fromhex('b82a000000c3').ljust(4096, b'\\x90')); os.unlink(name)
"""
RUN = """
    if page in (FAILED, None): raise OSError(ctypes.get_errno(), 'no such memory')
    return ctypes.CFUNCTYPE(ctypes.c_long)(page)() == 42"""

family("code bytes in writable and executable memory", f"return machine('{RETURN_42}') == 42")
family("code bytes that make a socket", "return machine('b8 29 00 00 00 bf 01 00 00 00 be 01 00 00 00 31 d2 0f 05 c3') >= 0")
family("code bytes that fork", "return reap(machine('b8 39 00 00 00 0f 05 c3'))")
family("code bytes with the 32-bit entry", "return machine('53 b8 14 00 00 00 cd 80 5b c3') == os.getpid()")
family("memory made executable", f"""
    page = libc.mmap(None, 4096, 3, 0x22, -1, 0)
    ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6)
    if libc.mprotect(ctypes.c_void_p(page), 4096, 5): page = FAILED{RUN}""")
family("memory made executable by a raw call with upper bits", f"""
    page = libc.mmap(None, 4096, 3, 0x22, -1, 0)
    ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6)
    syscall('mprotect', page, 4096, 5){RUN}""")
family("memory made executable under a key", f"""
    page = libc.mmap(None, 4096, 3, 0x22, -1, 0)
    ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6)
    syscall('pkey_mprotect', page, 4096, 5, -1){RUN}""")
family("memory made executable by return-oriented code", f"""
    page = libc.mmap(None, 4096, 3, 0x22, -1, 0)
    ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6)
    rop('mprotect', page, 4096, 5){RUN}""")
family("the heap made executable", """
    buffer = ctypes.create_string_buffer(8192)
    page = (ctypes.addressof(buffer) + 4095) & ~4095
    ctypes.memmove(page, bytes.fromhex('b82a000000c3'), 6)
    if libc.mprotect(ctypes.c_void_p(page), 4096, 7): raise OSError(ctypes.get_errno(), 'no such memory')
    return ctypes.CFUNCTYPE(ctypes.c_long)(page)() == 42""")
family("the stack made executable", """
    libc.pthread_self.restype = ctypes.c_void_p
    page = libc.pthread_self() & ~4095
    return libc.mprotect(ctypes.c_void_p(page), 4096, 7) == 0 and libc.mprotect(ctypes.c_void_p(page), 4096, 3) == 0""")
family("code made writable", """
    page = ctypes.cast(libc.labs, ctypes.c_void_p).value & ~4095
    if libc.mprotect(ctypes.c_void_p(page), 8192, 7): raise OSError(ctypes.get_errno(), 'refused')
    at = ctypes.cast(libc.labs, ctypes.c_void_p).value
    ctypes.memmove(at, bytes.fromhex('b82a000000c3'), 6)
    return libc.labs(1) == 42""")
family("memory that grows downwards, executable", f"""
    page = libc.mmap(None, 4096, 3 | 4, 0x122, -1, 0)
    if page != FAILED: ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6){RUN}""")
family("shared memory, executable", f"""
    page = libc.mmap(None, 4096, 7, 0x21, -1, 0)
    if page != FAILED: ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6){RUN}""")
family("a memory file, mapped executable", f"""
    fd = os.memfd_create('x'); os.write(fd, bytes.fromhex('{RETURN_42}'.replace(' ', '')))
    page = libc.mmap(None, 4096, 5, 2, fd, 0){RUN}""")
family("a secret memory file, mapped executable", "return syscall('memfd_secret', 0) >= 0")
family("a file of the own folder, mapped executable", FILE_OF_CODE.rstrip() + f"""
    page = libc.mmap(None, 4096, 5, 2, fd, 0){RUN}""")
family("a file of the own folder, mapped executable and shared", FILE_OF_CODE.rstrip() + f"""
    page = libc.mmap(None, 4096, 5, 1, fd, 0){RUN}""")
family("a file of the own folder, mapped and made executable", FILE_OF_CODE.rstrip() + f"""
    page = libc.mmap(None, 4096, 1, 2, fd, 0)
    if libc.mprotect(ctypes.c_void_p(page), 4096, 5): page = FAILED{RUN}""")
family("an executable mapping made writable", FILE_OF_CODE.rstrip() + f"""
    import glob
    lib = os.open(glob.glob('/usr/lib/*/libm.so.6')[0], os.O_RDONLY)
    page = libc.mmap(None, 4096, 5, 2, lib, 0)
    if page == FAILED or libc.mprotect(ctypes.c_void_p(page), 4096, 7): raise OSError(ctypes.get_errno(), 'refused')
    ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6){RUN}""")
family("standard input, mapped executable", f"""
    page = libc.mmap(None, 4096, 5, 2, 0, 0){RUN}""", fields={"stdin": "j*X\u00c3"})	# push 42; pop rax; ret
family("a library of one's own", """
    import glob, shutil
    os.chdir(os.environ.get('TMPDIR', '/tmp')); name = './lib-%d.so' % os.getpid()
    shutil.copy(glob.glob('/usr/lib/*/libm.so.6')[0], name)
    try: return ctypes.CDLL(name)
    finally: os.unlink(name)""")
family("an extension module of one's own", """
    import glob, importlib.util, shutil
    os.chdir(os.environ.get('TMPDIR', '/tmp'))
    source = glob.glob('/usr/lib/python3.11/lib-dynload/_bz2*.so')[0]
    shutil.copy(source, 'jail_' + os.path.basename(source)); path = os.path.abspath('jail_' + os.path.basename(source))
    try: return importlib.util.module_from_spec(importlib.util.spec_from_file_location('_bz2', path))
    finally: os.unlink(path)""")
family("System V shared memory, executable", f"""
    key = syscall('shmget', 0, 4096, 0o1700)
    try: page = syscall('shmat', key, 0, 0o100000)
    finally: syscall('shmctl', key, 0, 0)
    ctypes.memmove(page, bytes.fromhex('{RETURN_42}'.replace(' ', '')), 6){RUN}""")
family("reading implies executing", "return syscall('personality', 0x0400000) >= 0")
family("layout no longer random", "return syscall('personality', 0x0040000) >= 0")
family("a shadow stack", "return reached('map_shadow_stack', 0, 4096, 0)", target="kernel", needs="X86_USER_SHADOW_STACK")
family("pages remapped", "return reached('remap_file_pages', 4096, 4096, 0, 0, 0)", target="kernel")
family("a local descriptor table", "return syscall('modify_ldt', 1, struct.pack('<4I', 0, 0, 0xfffff, 0x51), 16) == 0", target="kernel")
family("the 32-bit entry by return-oriented code", "rop32(4, 1, low(b'OPEN\\n'), 5)", target="kernel")
family("a number of the x32 ABI", """
    libc.syscall(ctypes.c_long(0x40000000 + 39))
    return True""", target="kernel")
family("a file opened by the x32 ABI", """
    libc.syscall(ctypes.c_long(0x40000000 + 2), b'/etc/passwd', 0)
    return True""", target="kernel")
