"""ctypes callbacks: their code is made without executable memory (src/zygote/closures.c)."""

import pytest

from service import program_output

PROGRAMS = {
    "qsort": """
import ctypes
libc = ctypes.CDLL(None)
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
numbers = (ctypes.c_int * 6)(5, 1, 4, -2, 3, 0)
libc.qsort(numbers, 6, 4, compare(lambda a, b: a[0] - b[0]))
print(list(numbers))""",
    "nested": """
import ctypes
call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
inner = call(lambda x: x + 1)
outer = call(lambda x: 10 * call(lambda y: inner(y) * 2)(x))
def deep(n): return n if n == 0 else call(lambda x: deep(x - 1) + 1)(n)
print(outer(3), deep(50))""",
    "many, freed and made again": """
import ctypes, gc
call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
for turn in range(3):
    made = [call(lambda x, n=n: x + n) for n in range(4000)]
    print(sum(f(1) for f in made))
    del made; gc.collect()
for n in range(20000):
    assert call(lambda x: x * n)(2) == 2 * n""",
    "floats and structs": """
import ctypes
class Pair(ctypes.Structure): _fields_ = [('a', ctypes.c_double), ('b', ctypes.c_long)]
class Large(ctypes.Structure): _fields_ = [('v', ctypes.c_double * 8)]
mix = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_float, Pair, Large, ctypes.c_double, ctypes.c_int8)
f = mix(lambda a, pair, large, d, e: a + pair.a + pair.b + sum(large.v) + d + e)
print(f(0.5, Pair(0.25, 3), Large((ctypes.c_double * 8)(*range(8))), 100.0, -1))
print(ctypes.CFUNCTYPE(ctypes.c_float, ctypes.c_float)(lambda x: x / 2)(3.0))""",
    "an exception inside": """
import ctypes, sys
sys.unraisablehook = lambda told: print('told', told.exc_value)
result = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1 // 0)()""",
    "in threads": """
import ctypes, threading
call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
def work(n): out.append(sum(call(lambda x: x + n)(i) for i in range(500)))
out = []
threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
print(sorted(out))""",
    "a thread of C's own": """
import ctypes
libc = ctypes.CDLL(None)
said = []
start = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(lambda x: said.append(x))
thread = ctypes.c_ulong()
print(libc.pthread_create(ctypes.byref(thread), None, start, ctypes.c_void_p(7)))
print(libc.pthread_join(thread, None), said)""",
    "scipy": """
import ctypes, scipy.integrate
from scipy import LowLevelCallable
signature = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_int, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p)
f = signature(lambda n, x, user: x[0] ** 2)
print(round(scipy.integrate.quad(LowLevelCallable(f), 0, 3)[0], 9))
g = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(lambda x: x * 2)
print(round(scipy.integrate.quad(LowLevelCallable(g), 0, 3)[0], 9))""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_callback(server, name):
    expected, err, status = program_output(PROGRAMS[name])
    assert expected and status == 0, err
    reply = server.open(PROGRAMS[name], timeout=60)
    assert (reply["status"], reply["stdout"], reply["stderr"]) == ("success", expected, "")


def test_the_table_s_end_is_a_memory_error(server):
    reply = server.open("""
import ctypes
call, made = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int), []
try:
    while True: made.append(call(lambda x, n=len(made): x + n))
except MemoryError: print(len(made))
print(made[-1](1))
made.pop()
print(call(lambda x: -x)(3))
""")
    assert (reply["status"], reply["stdout"]) == ("success", "4096\n4096\n-3\n"), reply
