"""How a program ended, in the words of the contract."""

import re

import pytest

from service import program_output

FIELDS = {"status", "stdout", "stderr", "execution_time", "memory_used", "error", "cpu_time", "truncated"}


def test_success(server):
    reply = server.run("print('Hello')")
    assert FIELDS <= set(reply)
    assert (reply["status"], reply["stdout"], reply["stderr"], reply["error"]) == ("success", "Hello\n", "", None)
    assert 0 < reply["execution_time"] < 5 and reply["memory_used"] >= 0 and reply["cpu_time"] >= 0
    assert reply["truncated"] == {"stdout": False, "stderr": False}


def test_execution_time_has_six_decimals_at_most(server):
    text = server.post(code="1").text
    assert re.search(r'"execution_time": ?0\.\d{1,6}[,}]', text), text


def test_both_streams(server):
    reply = server.open("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.stdout.write('tail')")
    assert reply["stdout"] == "out\ntail4\n" and reply["stderr"] == "err\n" and reply["status"] == "success"


def test_main_module(server):
    reply = server.open("import sys\nprint(__name__, sys.argv, __file__ if '__file__' in dir() else 'main.py')")
    assert reply["stdout"].startswith("__main__ ['main.py'] ") and reply["stdout"].rstrip().endswith("main.py")


def test_one_program_leaves_nothing_for_the_next(server):
    server.open("import math, sys\nmath.pi = 3\nsys.modules['json'] = None\nopen('left', 'w').write('x')\nleft = 1")
    for _ in range(6):
        reply = server.open("import math, json, os\nprint(math.pi > 3, os.listdir('.'), 'left' in globals())")
        assert reply["stdout"] == "True [] False\n", reply


# --- tracebacks: as CPython prints them

RAISING = {
    "division": "1/0",
    "position": "a = 1\nb = [1, 2]\nprint((a + b[1]) * (b[0] / (a - a)))",
    "functions": "def f(x):\n    return g(x)\n\ndef g(x):\n    return {}[x]\n\nf('key')",
    "from": "try:\n    int('x')\nexcept ValueError as e:\n    raise RuntimeError('no') from e",
    "during": "try:\n    1/0\nexcept ZeroDivisionError:\n    [][0]",
    "from none": "try:\n    1/0\nexcept ZeroDivisionError:\n    raise KeyError('k') from None",
    "recursion": "def f(n):\n    return f(n + 1) + 1\nf(0)",
    "own class": "class Mine(Exception):\n    pass\nraise Mine('of me', 5)",
    "no message": "raise ValueError",
    "assert": "x = 3\nassert x == 4, f'x is {x}'",
    "assert bare": "assert False",
    "name": "prnt('x')",
    "name suggestion": "value = 1\nprint(valeu)",
    "attribute": "'text'.uper()",
    "type": "len(5)",
    "unpack": "a, b = [1]",
    "index": "x = [1]\nx[5]",
    "many lines": "x = [\n    1,\n    2 / 0,\n    3,\n]",
    "multi-line message": "raise ValueError('first\\nsecond\\n\\nlast')",
    "unicode": "größe = 'ä' * 3\nprint(größe[10], 'ünïcödé')",
    "tabs": "if True:\n\tfor i in range(2):\n\t\t10 / (1 - i)",
    "semicolons": "a = 1; b = 0; a / b",
    "lambda": "(lambda x: x / 0)(1)",
    "comprehension": "[1 / x for x in (1, 0)]",
    "generator": "def g():\n    yield 1\n    raise OSError('deep')\nlist(g())",
    "class body": "class A:\n    x = 1 / 0",
    "decorator": "def d(f):\n    raise TypeError('d')\n@d\ndef f(): pass",
    "library": "import json\njson.loads('{')",
    "library deep": "import statistics\nstatistics.mean([])",
    "group": "raise ExceptionGroup('many', [ValueError(1), TypeError('two')])",
    "notes": "e = ValueError('x')\ne.add_note('look here')\nraise e",
    "str raises": "class E(Exception):\n    def __str__(self):\n        raise ValueError('in str')\nraise E()",
    "last line without end": "x = 1\n\n\nx.y",
    "crlf": "x = 1\r\ny = x / 0\r\n",
    "form feed": "x = 1\n\x0c\nx / 0",
    "stop": "raise StopIteration",
    "keyboard": "raise KeyboardInterrupt",
    "encoding": "'ä'.encode('ascii')",
    "unhashable": "{[]: 1}",
    # what parses but does not compile is no refusal: CPython's own words, without a traceback
    "return": "print('ran')\nreturn 1",
    "break": "print('ran')\nif 1:\n    break",
    "nonlocal": "print('ran')\nnonlocal x",
    "keyword twice": "print('ran')\nf(a=1, a=2)",
    "await": "print('ran')\nawait x",
    "argument twice": "print('ran')\ndef f(a, a): pass",
    "finally": "try:\n    1/0\nfinally:\n    print('done')",
    "with": "class C:\n    def __enter__(self): return self\n    def __exit__(self, *a): raise KeyError('exit')\nwith C():\n    1/0",
}


@pytest.mark.parametrize("name", RAISING)
@pytest.mark.parametrize("policy", ["strict", "open"])
def test_traceback(server, name, policy):
    code = RAISING[name]
    out, err, exit_code = program_output(code)
    assert exit_code != 0
    reply = server.run(code, policy=policy)
    assert reply["status"] == "error"
    assert reply["stderr"] == err
    assert reply["stdout"] == out
    last = [line for line in err.splitlines() if line.strip()][-1]
    if name not in ("multi-line message", "notes", "group"):
        assert reply["error"] == last


@pytest.mark.parametrize("code, kind, line", [
    ("1/0", "ZeroDivisionError", 1), ("x = 1\n\nint('z')", "ValueError", 3), ("def f():\n    [][1]\n\nf()", "IndexError", None)])
def test_error_detail(server, code, kind, line):
    detail = server.run(code)["error_detail"]
    assert detail["type"] == kind and detail["message"]
    if line:
        assert detail["line"] == line


def test_no_error_detail_of_a_success(server):
    assert server.run("1").get("error_detail") is None


# --- exits

@pytest.mark.parametrize("code, status, out, err", [
    ("sys.exit()", "success", "", ""),
    ("sys.exit(0)", "success", "", ""),
    ("sys.exit(None)", "success", "", ""),
    ("sys.exit(False)", "success", "", ""),
    ("sys.exit(3)", "error", "", ""),
    ("sys.exit(256)", None, "", ""),
    ("sys.exit('words')", "error", "", "words\n"),
    ("print('a'); sys.exit(1)", "error", "a\n", ""),
    ("raise SystemExit", "success", "", ""),
    ("raise SystemExit([1, 2])", "error", "", "[1, 2]\n"),
    ("try:\n    sys.exit(2)\nfinally:\n    print('f')", "error", "f\n", ""),
    ("import os; os._exit(0)", "success", "", ""),
    ("import os; os._exit(9)", "error", "", ""),
])
def test_exits(server, code, status, out, err):
    reply = server.open("import sys\n" + code)
    if status:
        assert reply["status"] == status
    assert (reply["stdout"], reply["stderr"]) == (out, err)
    assert (reply["error"] is None) == (reply["status"] == "success")


def test_exit_in_strict(server):
    assert server.run("raise SystemExit(0)")["status"] == "success"
    assert server.run("raise SystemExit(4)")["status"] == "error"


def test_exit_hooks_run_once_and_their_output_counts(server):
    reply = server.open("import atexit\natexit.register(lambda: print('bye'))\nprint('hi')")
    assert reply["stdout"] == "hi\nbye\n"


# --- signals

@pytest.mark.parametrize("code, word", [
    ("import os; os.abort()", "Aborted"),
    ("import ctypes; ctypes.string_at(0)", "Segmentation fault"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", None),
])
def test_signals(server, code, word):
    reply = server.open("print('before', flush=True)\n" + code)
    if word is None:
        # pid 1 of its own world: a signal sent to itself may also be without effect
        assert reply["status"] in ("error", "success")
        return
    assert reply["status"] == "error" and word in reply["error"], reply
    assert reply["stdout"] == "before\n"


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSTOP", "SIGTERM"])
def test_signals_to_itself_without_effect(server, name):
    reply = server.open(f"import os, signal\nos.kill(os.getpid(), signal.{name})\nprint('alive')", timeout=5)
    assert (reply["status"], reply["stdout"]) == ("success", "alive\n")


def test_deep_recursion_of_the_c_stack(server):
    reply = server.open("import sys\nsys.setrecursionlimit(10**9)\ndef f(): return sorted([1, 2], key=lambda x: f())\nf()")
    assert reply["status"] in ("error", "memory_exceeded") and reply["error"]
    assert server.run("print(1)")["stdout"] == "1\n"


# --- refused

REFUSED = [
    ("import os", "Import of 'os' is not allowed"),
    ("import os.path", "Import of 'os' is not allowed"),
    ("import math\nimport subprocess as s", "Import of 'subprocess' is not allowed"),
    ("import requests", "Import of 'requests' is not in the allowed list"),
    ("import ctypes", "Import of 'ctypes' is not in the allowed list"),
    ("from os import path", "Import from 'os' is not allowed"),
    ("from socket import *", "Import from 'socket' is not allowed"),
    ("from pathlib import Path", "Import from 'pathlib' is not in the allowed list"),
    ("import io", "Direct import of 'io' is not allowed. Use 'from io import specific_item' instead"),
    ("from io import *", "Wildcard import from 'io' is not allowed"),
    ("from io import open", "Import of 'open' from 'io' is not allowed"),
    ("from io import StringIO, FileIO", "Import of 'FileIO' from 'io' is not allowed"),
    ("eval('1')", "Call to 'eval' is not allowed"),
    ("exec('1')", "Call to 'exec' is not allowed"),
    ("open('/etc/passwd')", "Call to 'open' is not allowed"),
    ("__import__('os')", "Call to '__import__' is not allowed"),
    ("compile('1', '', 'eval')", "Call to 'compile' is not allowed"),
    ("getattr(1, 'x')", "Call to 'getattr' is not allowed"),
    ("setattr(1, 'x', 2)", "Call to 'setattr' is not allowed"),
    ("delattr(1, 'x')", "Call to 'delattr' is not allowed"),
    ("input()", "Call to 'input' is not allowed"),
    ("raw_input()", "Call to 'raw_input' is not allowed"),
    ("reload(1)", "Call to 'reload' is not allowed"),
    ("execfile('x')", "Call to 'execfile' is not allowed"),
    ("f = eval", "Use of 'eval' is not allowed"),
    ("print(open)", "Use of 'open' is not allowed"),
    ("().__class__", "Access to '__class__' attribute is not allowed"),
    ("(1).__class__.__bases__", "Access to '__bases__' attribute is not allowed"),
    ("f = lambda: 0\nf.__globals__", "Access to '__globals__' attribute is not allowed"),
    ("(lambda: 0).__code__", "Access to '__code__' attribute is not allowed"),
    ("object.__subclasses__()", "Access to '__subclasses__' attribute is not allowed"),
    ("int.__mro__", "Access to '__mro__' attribute is not allowed"),
    ("(i for i in ()).gi_frame", "Access to 'gi_frame' attribute is not allowed"),
    ("print('(')\nprint((1)", "Syntax error: '(' was never closed (<unknown>, line 2)"),
    ("x = = 1", "Syntax error: invalid syntax (<unknown>, line 1)"),
    ("if True:\nx = 1", "Syntax error: expected an indented block after 'if' statement on line 1 (<unknown>, line 2)"),
    ("def f(:\n  pass", "Syntax error: invalid syntax (<unknown>, line 1)"),
    ("print 'x'", "Syntax error: Missing parentheses in call to 'print'. Did you mean print(...)? (<unknown>, line 1)"),
]


@pytest.mark.parametrize("code, message", REFUSED)
def test_refused(server, code, message):
    reply = server.run(code)
    # of nested attributes the order is the tree's: the outer one may come first or last
    if message.startswith("Access") and code.count("__") > 2:
        assert reply["error"].startswith("Access to '__")
        message = reply["error"]
    assert reply["error"] == message
    assert reply["stderr"] == "Security validation failed: " + message
    assert (reply["status"], reply["stdout"], reply["execution_time"], reply["memory_used"]) == ("error", "", 0.0, None)


@pytest.mark.parametrize("code", ["x = = 1", "print((1)", "x = 1\n  y = 2", "'unclosed", "a b", "1 = x", "\\", "0777",
                                  "é = \u201cx\u201d", "f(**a, *b)", "f'{x'", "for x in y", "x = \t(\n"])
@pytest.mark.parametrize("policy", ["strict", "open"])
def test_syntax_errors_never_run(server, code, policy):
    reply = server.run("print('ran')\n" + code, policy=policy)
    assert reply["status"] == "error" and reply["stdout"] == ""
    assert reply["error"].startswith("Syntax error: ") and reply["stderr"] == "Security validation failed: " + reply["error"]
    assert reply["memory_used"] is None


@pytest.mark.parametrize("code", ["for file in ['a']: print(file)", "input = 3\nprint(input)", "class A:\n    def __init__(self): pass\nA()",
                                  "from io import StringIO\nprint(StringIO('x').read())", "import numpy.linalg",
                                  "def open(x): return x\nprint(open(3))"])
def test_ordinary_words_are_not_refused(server, code):
    assert server.run(code)["status"] == "success"


def test_run_time_guards(server):
    reply = server.run("if 0: eval = 1\neval('1')")
    assert reply["status"] == "error" and reply["error"].startswith("NameError")


def test_input_with_stdin_is_allowed(server):
    assert server.run("print(input(), input())", stdin="a\nb\n")["stdout"] == "a b\n"
    assert server.run("print(input())")["error"] == "Call to 'input' is not allowed"


def test_open_refuses_nothing(server):
    reply = server.open("import os, subprocess, ctypes\nprint(eval('1+1'), ().__class__.__name__, getattr(os, 'sep'))")
    assert reply["stdout"] == "2 tuple /\n"


# --- auto_print

PRINTED = [
    ("5", "5\n"),
    ("None", ""),
    ("x = 3\nx", "3\n"),
    ("'text'", "text\n"),
    ("print('once')", "once\n"),
    ("x = 1; x + 1", "2\n"),
    ("1; 2", "2\n"),
    ("(\n  1 +\n  2\n)", "3\n"),
    ("[i\n for i in range(3)]\n\n# a comment\n", "[0, 1, 2]\n"),
    ("x = 4\nx  # with a comment", "4\n"),
    ("if True:\n    5", ""),
    ("x = 5", ""),
    ("def f(): return 1", ""),
    ("def f(): return 1\nf()", "1\n"),
    ("'a' if 0 else 'b'", "b\n"),
    ("lambda: 0", None),
    ("'''many\nlines'''", "many\nlines\n"),
    ("f'{1 + 1}'", "2\n"),
    ("print", "<built-in function print>\n"),
    ("x = [3]; x.append(4); x", "[3, 4]\n"),
    ("(y := 6)", "6\n"),
    ("5;", "5\n"),
    ("class A:\n    def __str__(self): return 'S'\n    def __repr__(self): return 'R'\nA()", "S\n"),
    ("print('no end', end='')", "no end"),
    ("import math\nmath.pi", "3.141592653589793\n"),
    ("''", "\n"),
    ("1 == 1", "True\n"),
    ("...", "Ellipsis\n"),
]


@pytest.mark.parametrize("code, printed", PRINTED)
@pytest.mark.parametrize("policy", ["strict", "open"])
def test_auto_print(server, code, printed, policy):
    reply = server.run(code, policy=policy)
    assert reply["status"] == "success", reply
    if printed is not None:
        assert reply["stdout"] == printed
    assert server.run("x = 0\n" + code if code[0] != "'" else code, auto_print=False)["stdout"] in ("", "once\n", "no end")


def test_auto_print_keeps_tracebacks_right(server):
    code = "def f(x):\n    return 1 / x\n\n(\n    f(1) +\n    f(0)\n)"
    out, err, _ = program_output(code)
    assert server.run(code)["stderr"] == err


def test_auto_print_of_a_value_whose_str_raises(server):
    reply = server.run("class A:\n    def __str__(self):\n        raise ValueError('no words')\n\nA()")
    assert reply["status"] == "error" and reply["error"] == "ValueError: no words"
    lines = reply["stderr"].splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert '  File "main.py", line 3, in __str__' in lines and lines[-1] == "ValueError: no words"
    assert reply["stderr"].count("File ") == reply["stderr"].count('File "main.py"')


def test_auto_print_with_print_replaced(server):
    assert server.open("def print(*a): pass\n7")["stdout"] in ("7\n", "")
    assert server.open("import sys, io\nsys.stdout = io.StringIO()\n7")["status"] == "success"


def test_auto_print_of_an_endless_str(server):
    reply = server.run("class A:\n    def __str__(self):\n        while True: pass\nA()", timeout=1)
    assert reply["status"] == "timeout"


# --- what they write

def test_output_that_is_not_utf8(server):
    reply = server.open("import os\nos.write(1, b'a\\xff\\xfeb\\xc3')")
    assert reply["stdout"].startswith("a\ufffd\ufffdb\ufffd")


def test_output_with_nul_and_escapes(server):
    reply = server.run("print('a\\0b\\x1b[31m\\u2028\\U0001f600')")
    assert reply["stdout"] == "a\0b\x1b[31m\u2028\U0001f600\n"


def test_lone_surrogates_printed(server):
    reply = server.run("print('\\ud800')")
    assert reply["status"] in ("error", "success")
    assert reply["status"] == "success" or reply["error"].startswith("UnicodeEncodeError")


def test_a_closed_stdout(server):
    for code in ("import sys\nprint('x')\nsys.stdout.close()", "import os\nprint('x', flush=True)\nos.close(1)\nprint('y')",
                 "import sys\nprint('x')\nsys.stdout = None", "import os\nprint('x', flush=True)\nos.close(1)\nos.close(2)\n1/0"):
        reply = server.open(code)
        assert reply["status"] in ("success", "error") and reply["stdout"] == "x\n", (code, reply)


def test_the_cell_s_own_channel_is_no_door(server):
    """Everything after the start is hostile: what a program writes to descriptors beyond 2 changes no verdict."""
    reply = server.open("""
import os
print('real', flush=True)
for fd in range(3, 64):
    for junk in (b'', b'\\0' * 8, b'\\x04\\x03\\0\\0\\0\\0\\0\\0', b'\\x06\\x03\\0\\0\\xff\\xff\\xff\\xff' + b'x' * 100):
        try: os.write(fd, junk)
        except OSError: pass
1/0
""")
    assert reply["stdout"] == "real\n" and reply["status"] in ("error", "success")
    assert server.run("print(1)")["stdout"] == "1\n"


def test_closing_every_descriptor(server):
    reply = server.open("import os\nprint('x', flush=True)\nos.closerange(0, 100)\n")
    assert reply["status"] in ("success", "error") and reply["stdout"] == "x\n"


def test_hostile_hooks(server):
    reply = server.open("import sys\nsys.excepthook = lambda *a: print('hooked', file=sys.stderr)\n1/0")
    assert reply["status"] == "error" and reply["error"].startswith("ZeroDivisionError")
    reply = server.open("import atexit, time\n@atexit.register\ndef f():\n    while True: pass", timeout=1)
    assert reply["status"] == "timeout"


def test_threads_left_behind_do_not_hang(server):
    reply = server.open("import threading, time\nthreading.Thread(target=time.sleep, args=(0.2,)).start()\nprint('x')", timeout=5)
    assert (reply["status"], reply["stdout"]) == ("success", "x\n")
    reply = server.open("import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()\nprint('x')", timeout=5)
    assert (reply["status"], reply["stdout"]) == ("success", "x\n")
