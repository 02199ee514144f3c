"""Two thousand requests of every kind at once: each answered rightly, nothing leaked."""

import collections
import concurrent.futures
import random
import socket
import threading

import pytest

import service
from service import SANITIZED, run_request, wait_until

MB = 1024 * 1024
REQUESTS, AT_ONCE = (2000, 16) if not SANITIZED else (200, 8)


def success(out):
    return lambda reply: reply["status"] == "success" and reply["stdout"] == out and reply["stderr"] == "" and reply["error"] is None


def error(words):
    return lambda reply: reply["status"] == "error" and words in reply["error"]


def refused(message):
    return lambda reply: reply["error"] == message and reply["memory_used"] is None and reply["status"] == "error"


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


def hang_up(server, fields):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(run_request(**fields))
        threading.Event().wait(random.uniform(0, 0.2))


def shmem_mb():
    return int(next(line for line in service.read("/proc/meminfo").splitlines() if line.startswith("Shmem:")).split()[1]) / 1024


def test_mixed(start):
    """Twice: a first round lets every pool, buffer and slot reach its size, the second is measured."""
    server = start("--policies", "strict,standard,open", "--queue", "64")
    work = [name for name, (share, _, _) in KINDS.items() for _ in range(share)]
    order = random.Random(5)
    wrong = collections.Counter()
    example = {}

    def one(name):
        _, fields, right = KINDS[name]
        if right is None:
            return hang_up(server, fields)
        reply = server.http.post("/run", json={"timeout": 60} | fields)
        if reply.status_code != 200 or not right(reply.json()):
            wrong[name] += 1
            example[name] = (reply.status_code, reply.text[:300], reply.text[-200:])

    def round_of(count):
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(one, (order.choice(work) for _ in range(count))))

    round_of(REQUESTS // 4)
    before, shmem, rss = server.settled(), shmem_mb(), server.rss_kb()
    round_of(REQUESTS)
    after = server.settled()
    assert not wrong, (wrong, example)
    assert after == before
    if not SANITIZED:
        assert wait_until(lambda: server.rss_kb() < rss * 1.1, 5), f"{rss} kB before, {server.rss_kb()} after"
        assert wait_until(lambda: shmem_mb() < shmem + 16, 10), f"{shmem} MB of tmpfs before, {shmem_mb()} after"


@pytest.mark.exact
def test_a_bomb_next_door_is_not_felt(server):
    """Answers stay right while a neighbour exhausts each of its own resources."""
    bombs = ["x = []\nwhile True: x.append(bytearray(10**6))",
             "import threading\nwhile True: threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()",
             "i = 0\nwhile True:\n    open('f%d' % i, 'wb').write(b'x' * 10**6); i += 1",
             "while True: print('x' * 10**6)"]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        running = [pool.submit(server.open, bomb, timeout=3) for bomb in bombs[:3]]
        replies = [server.run("import numpy as np\nprint(np.ones(1000).sum())", timeout=20) for _ in range(20)]
        [future.result() for future in running]
    assert {reply["stdout"] for reply in replies} == {"1000.0\n"}
