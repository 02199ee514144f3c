"""What is asked of a server while a call fails, and what must come back."""

import contextlib
import os
import signal
import socket
import time

import httpx

import faults
from faults import service

FLAGS = ("--policies", "strict,standard,open", "--max-running", "2", "--ready-cells", "1", "--sets", "bare: ; numpy: numpy",
         "--log", "json", "--id-first", "1700000000")


class Program:
    """A program over POST /run. `wanted` are fields of the one right reply."""

    def __init__(self, code, wanted, **fields):
        self.body, self.wanted = {"code": code, **fields}, wanted

    def problem(self, server):
        """None where the reply was right, "503" and the like where there was none, "memory" where the cell had too
        little; else AssertionError."""
        try:
            # a connection each: one that was cut is no matter of the next
            reply = httpx.post(f"{server.url}/run", json=self.body, timeout=40, trust_env=False)
        except httpx.TransportError as error:
            return type(error).__name__
        if reply.status_code != 200:
            assert "detail" in reply.json(), reply.text
            return str(reply.status_code)
        got = reply.json()
        if got["status"] == "memory_exceeded" and "memory_exceeded" not in self.wanted.values():
            return "memory"
        for field, value in self.wanted.items():
            assert value(got[field]) if callable(value) else got[field] == value, f"wrong reply: {got}"
        assert isinstance(got["memory_used"], (int, float)) or "Security" in got["stderr"]
        return None


class HangUp:
    """A client that goes away: its program goes too."""

    def problem(self, server):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(service.run_request("while True: pass", timeout=30))
            time.sleep(0.15)
        return None


class Killed:
    """A zygote is killed under a program, which is repeated, or goes on."""

    def __init__(self, which):
        self.which = which

    def problem(self, server):
        pids = [server.root_zygote()] if self.which == "root" else server.set_zygotes()
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):		# of an earlier kill
                os.kill(pid, signal.SIGKILL)

        def recovered():
            return not set(pids) & set(server.tree()) and whole(server)
        # while the fault is armed
        assert service.wait_until(lambda: server.process.poll() is not None or recovered(), 30), "it does not recover"
        return None


def success(out):
    return {"status": "success", "stdout": out, "stderr": "", "error": None}


def ends_in(text):
    return lambda got: got.rstrip("\n").endswith(text)


HELLO = Program("print(6 * 7)", success("42\n"), memory_limit=64)
NUMPY = Program("import numpy\nprint(numpy.arange(10).sum())", success("45\n"), memory_limit=256)
LOADS = {
    "hello": HELLO,
    "numpy": NUMPY,
    "input": Program("print(input() * 2)", success("abab\n"), stdin="ab"),
    "large input": Program("print(len(input()))", success("900000\n"), stdin="x" * 900_000),
    "exception": Program("1 / 0", {"status": "error", "error": "ZeroDivisionError: division by zero"}),
    "refused": Program("import os", {"status": "error", "error": "Import of 'os' is not allowed"}),
    "syntax": Program("(", {"status": "error", "error": lambda error: error.startswith("Syntax error: ")}),
    "flood": Program("for _ in range(3000): print('x' * 999)", {"status": "success", "truncated": {"stdout": True, "stderr": False}}),
    "wrong set": Program("for m in ['numpy']: pass\nimport numpy as __n; print(__n.arange(3).sum())", success("3\n")),
    "memory": Program("x = []\nwhile True: x.append(bytearray(10**6))", {"status": "memory_exceeded"}, memory_limit=64),
    "timeout": Program("while True: pass", {"status": "timeout", "stderr": ends_in("Execution timed out after 1 seconds")}, timeout=1),
    "hang-up": HangUp(),
    "set's zygote killed": Killed("set"),
    "root zygote killed": Killed("root"),
}
# What dies again and again is started later each time: each fault gets a server of its own.
BACKS_OFF = ("set's zygote killed", "root zygote killed")


def slot_titles(server):
    """The slots that have a cell just now."""
    titles = [(service.read(f"/proc/{pid}/cmdline") or "").strip("\0") for pid in server.cells()]
    return {title.rpartition(" ")[2] for title in titles if title.startswith("pyrunner: cell ")}


def whole(server):
    """All zygotes are there, and a sealed cell for each set: what it looks like when nothing is going on."""
    lasting, cells = server.lasting(), server.cells()
    return len(lasting) == server.usual["lasting"] and len(cells) == server.usual["cells"] and server.ready()


def fds(server):
    """Descriptors by process: what is passed on or forgotten shows. Not the folders of a zygote's cells, which come and go."""
    found = {}
    for pid in server.lasting():
        title = "server" if pid == server.pid else (service.read(f"/proc/{pid}/cmdline") or "").strip("\0")
        try:
            links = [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")]
            found[title] = len([link for link in links if link not in ("/", "/work")])
        except OSError:
            return None
    return found


def learn(server):
    """What is usual for it, once it has worked a little."""
    for _ in range(2):
        assert HELLO.problem(server) is None and NUMPY.problem(server) is None
    assert service.wait_until(lambda: len(server.cells()) == 2, 20)
    server.settled()
    server.usual = {"lasting": len(server.lasting()), "cells": 2}
    server.usual_fds = fds(server)


def assert_unharmed(server):
    """No slot, process or descriptor was lost, and the next programs run."""
    assert server.process.poll() is None, f"it ended with {server.process.poll()}"
    for program in (HELLO, NUMPY):
        problem = program.problem(server)
        assert problem is None, f"the next request: {problem}"
    assert service.wait_until(lambda: whole(server), 15), f"left: {len(server.lasting())}, {len(server.cells())} of {server.usual}"
    # a cell of whose end nobody heard is noticed within ten seconds
    service.wait_until(lambda: fds(server) == server.usual_fds, 15)
    now = fds(server)
    assert now == server.usual_fds, f"fds {set(now.items()) ^ set(server.usual_fds.items())}"
    # the lowest free slot is the next to be used: one that is lost is never seen again
    seen = set()
    for _ in range(40):
        seen |= slot_titles(server)
        if {"0", "1", "2"} <= seen:
            break
        HELLO.problem(server)
        NUMPY.problem(server)
    else:
        raise AssertionError(f"only slots {seen} are used")
