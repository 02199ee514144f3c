"""What every attempt's program begins with. It is text, run in the cell and outside: no part of the tests runs it."""

import pathlib
import re

HEADER = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"
# Later than the headers of Debian 12.
NEWER = {"cachestat": 451, "fchmodat2": 452, "map_shadow_stack": 453, "futex_wake": 454, "statmount": 457, "listmount": 458,
         "lsm_list_modules": 461, "mseal": 462}


def syscall_numbers():
    text = pathlib.Path(HEADER).read_text()
    return {name: int(number) for name, number in re.findall(r"#define __NR_(\w+) (\d+)", text)} | NEWER


BASE = """\
import ctypes, errno, os, socket, struct, sys, time
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.dlsym.restype = ctypes.c_void_p
SYS = {numbers}
FAILED = ctypes.c_void_p(-1).value
REFUSED = (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ESRCH)

def syscall(name, *arguments):
    number = SYS[name] if isinstance(name, str) else name
    result = libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))
    if result == -1:
        raise OSError(ctypes.get_errno(), errno.errorcode[ctypes.get_errno()])
    return result

# The call was carried out, if only to say that its arguments are nonsense.
def reached(name, *arguments):
    try:
        syscall(name, *arguments)
    except OSError as error:
        if error.errno in REFUSED:
            raise
    return True

# A child that ends at once; True in the parent where there was one.
def reap(pid):
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return True

# By spawn() alone: whether the program ran.
def ran(spawn):
    os.waitstatus_to_exitcode(os.waitpid(spawn(), 0)[1])
    return True
"""

# Native code where no executable memory can be made: registers by swapcontext(), a stack of addresses in libc's text.
ROP = """\
def executable_text():
    page = ctypes.cast(libc.swapcontext, ctypes.c_void_p).value & ~4095
    while ctypes.string_at(page, 4) != b'\\x7fELF':
        page -= 4096
    where, = struct.unpack('<Q', ctypes.string_at(page + 32, 8))
    count, = struct.unpack('<H', ctypes.string_at(page + 56, 2))
    for i in range(count):
        kind, flags, _, start, _, _, size, _ = struct.unpack('<IIQQQQQQ', ctypes.string_at(page + where + 56 * i, 56))
        if kind == 1 and flags & 1:
            return page + start, ctypes.string_at(page + start, size)

TEXT_AT, TEXT = executable_text()

def gadget(code):
    at = TEXT.find(bytes.fromhex(code))
    assert at >= 0, 'no such bytes in the text of libc'
    return TEXT_AT + at

REGISTERS = dict(r8=40, r9=48, rdi=104, rsi=112, rbx=128, rdx=136, rcx=152, rsp=160, rip=168)

def jump(chain, **registers):
    here, there, stack = (ctypes.create_string_buffer(size) for size in (1024, 1024, 65536))
    top = (ctypes.addressof(stack) + 32768) & ~63
    back = [gadget('5fc3'), ctypes.addressof(here), ctypes.cast(libc.setcontext, ctypes.c_void_p).value]
    words = chain[1:] + back
    ctypes.memmove(top, struct.pack('<%dQ' % len(words), *(word & 2**64 - 1 for word in words)), 8 * len(words))
    libc.getcontext(there)
    for name, value in dict(registers, rsp=top, rip=chain[0]).items():
        there[REGISTERS[name]:REGISTERS[name] + 8] = struct.pack('<Q', value & 2**64 - 1)
    libc.swapcontext(here, there)

# pop rax; ret, then `syscall; ret`, then pop rdx; ret and mov [rdx], rax; ret
def rop(name, *arguments):
    number = SYS[name] if isinstance(name, str) else name
    result = ctypes.c_long(-1)
    jump([gadget('58c3'), number, gadget('0f05c3'), gadget('5ac3'), ctypes.addressof(result), gadget('488902c3')],
         **dict(zip(('rdi', 'rsi', 'rdx'), arguments)))
    if result.value < 0:
        raise OSError(-result.value, errno.errorcode[-result.value])
    return result.value

# int 0x80, behind which libc's text has nothing sensible: the process dies of what comes next, so what counts must have
# happened by then.
def rop32(number, *arguments):
    jump([gadget('58c3'), number, gadget('cd80')], **dict(zip(('rbx', 'rcx', 'rdx'), arguments)))

# An address that 32 bits can say.
def low(data):
    address = libc.mmap(0x20000000, 4096, 3, 0x22, -1, 0)
    assert address != FAILED and address < 2**32
    ctypes.memmove(address, data, len(data))
    return address
"""

# Code bytes, wherever memory can be had that is executable.
MACHINE = """\
def machine(code, *arguments):
    page = libc.mmap(None, 4096, 7, 0x22, -1, 0)
    if page == FAILED:
        raise OSError(ctypes.get_errno(), errno.errorcode[ctypes.get_errno()])
    code = bytes.fromhex(code.replace(' ', ''))
    ctypes.memmove(page, code, len(code))
    return ctypes.CFUNCTYPE(ctypes.c_long, *[ctypes.c_long] * len(arguments))(page)(*arguments)
"""

FRAME = """\
def attempt():
{body}

try:
    verdict = 'OPEN' if attempt() else 'shut'
except BaseException as error:
    verdict = 'shut: %s' % repr(error)[:200]
os.write(1, ('\\n%s\\n' % verdict).encode())
"""
