"""Programs of every kind, and what the reply to each must be: for load that is checked."""

import random
import socket
import time

from service import run_request

MB = 1024 * 1024


def success(out):
    return lambda reply: reply["status"] == "success" and reply["stdout"] == out and reply["stderr"] == "" and reply["error"] is None


def error(words):
    return lambda reply: reply["status"] == "error" and words in reply["error"]


def refused(message):
    return lambda reply: reply["error"] == message and reply["memory_used"] is None and reply["status"] == "error"


def ended(*statuses):
    return lambda reply: reply["status"] in statuses


# kind: share, fields, what the reply must be
KINDS = {
    "ok": (12, {"code": "print('Hello')\n6 * 7"}, success("Hello\n42\n")),
    "numpy": (5, {"code": "import numpy as np\nnp.arange(10).sum()"}, success("45\n")),
    "all": (1, {"code": "import sklearn, sympy, pandas\nprint(sympy.Integer(2) ** 5)"}, success("32\n")),
    "stdin": (3, {"code": "print(input()[::-1])", "stdin": "abc"}, success("cba\n")),
    "exception": (8, {"code": "def f(x): return 1 / x\nf(0)"},
                  lambda reply: error("ZeroDivisionError: division by zero")(reply) and 'File "main.py", line 1, in f' in reply["stderr"]),
    "refused": (8, {"code": "import os"}, refused("Import of 'os' is not allowed")),
    "syntax": (6, {"code": "print((1)"}, refused("Syntax error: '(' was never closed (<unknown>, line 1)")),
    "timeout": (1, {"code": "print('t')\nwhile True: pass", "timeout": 1, "policy": "strict"},
                lambda reply: reply["status"] == "timeout" and reply["execution_time"] >= 1),
    "memory": (2, {"code": "x = []\nwhile True: x.append(bytearray(10**6))", "memory_limit": 64},
               lambda reply: reply["status"] == "memory_exceeded" and reply["stderr"].rstrip("\n").endswith("Memory limit exceeded")),
    "output": (2, {"code": "for _ in range(20): print('x' * 2**20)"},
               lambda reply: reply["status"] == "success" and reply["truncated"]["stdout"] and len(reply["stdout"]) <= MB),
    "files": (2, {"code": "open('f', 'wb').write(b'x' * 2**23)", "policy": "open"}, success(f"{2**23}\n")),
    "_exit": (3, {"code": "import os\nprint('x', flush=True)\nos._exit(0)", "policy": "open"}, success("x\n")),
    "abort": (3, {"code": "import os\nos.abort()", "policy": "open"}, error("Aborted")),
    "null pointer": (3, {"code": "import ctypes\nctypes.string_at(0)", "policy": "open"}, error("Segmentation fault")),
    "exit code": (3, {"code": "raise SystemExit(3)"}, lambda reply: reply["status"] == "error"),
    "hang-up": (3, {"code": "while True: pass", "timeout": 30}, None),
}

# What never ends by itself, but for the last.
ATTACKS = {
    "memory bomb": "x = []\nwhile True: x.append(bytearray(10**6))",
    "output flood": "while True: print('x' * 10**6)",
    "spinner": "while True: pass",
    "thread bomb": "import threading\nstart = threading.Thread.start\nwhile True:\n"
                   "    try: start(threading.Thread(target=lambda: [0 for _ in iter(int, 1)]))\n"
                   "    except RuntimeError: pass",
    "scratch filler": "i = 0\nwhile True:\n    with open('f%d' % i, 'wb') as f: f.write(b'x' * 10**6)\n    i += 1",
}


def attack(name, timeout=1):
    return {"code": ATTACKS[name], "policy": "open", "timeout": timeout, "memory_limit": 128}


HOSTILE = {
    "memory bomb": (2, attack("memory bomb", 30), ended("memory_exceeded")),
    "output flood": (2, attack("output flood"), lambda reply: reply["status"] == "timeout" and reply["truncated"]["stdout"]),
    # CPython loses some memory with each thread that it cannot start
    "thread bomb": (2, attack("thread bomb"), ended("timeout", "memory_exceeded")),
    "scratch filler": (2, attack("scratch filler", 30), error("No space left on device")),
    "many files": (2, {"code": "for i in range(10**6): open(str(i), 'w').close()", "policy": "open"}, error("No space left on device")),
    "forged frames": (2, {"code": "import os\nfor i in range(100): os.write(3, os.urandom(i + 8))\nwhile True: pass", "policy": "open"},
                      ended("error")),
    "forged end": (2, {"code": "import os, struct\nos.write(3, struct.pack('<II', 0x307, 0))\nos._exit(4)", "policy": "open"}, ended("error")),
    "System V": (2, {"code": "import ctypes\nc = ctypes.CDLL(None)\nprint(c.shmget(1, 4096, 0o1666), c.semget(1, 1, 0o1666), c.msgget(1, 0o1666))",
                     "policy": "open"}, success("-1 -1 -1\n")),
    "fork": (2, {"code": "import os\ntry: os.fork(); print('forked')\nexcept OSError: print('refused')", "policy": "open"},
             success("refused\n")),
    "kill all": (2, {"code": "import os\ntry: os.kill(-1, 9)\nexcept OSError: pass\nprint('here')", "policy": "open"}, success("here\n")),
}


def hang_up(port, fields):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(run_request(**fields))
        time.sleep(random.uniform(0, 0.2))
