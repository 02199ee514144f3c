"""What is measured: started, asked, and ended without a trace."""

import array
import contextlib
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import time

import counters

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
PATIENCE = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """A process that serves HTTP. As a context manager it is ready inside."""

    def __init__(self, name, command, port, **options):
        self.name, self.command, self.port, self.options = name, list(map(str, command)), port, options

    def __enter__(self):
        before = time.monotonic()
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, start_new_session=True, **self.options)
        self.pid = self.process.pid
        try:
            while not self.ready():
                if self.process.poll() is not None or time.monotonic() - before > PATIENCE:
                    raise RuntimeError(f"{self.name} did not start")
                time.sleep(0.005)
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.monotonic() - before
        return self

    def __exit__(self, *unused):
        self.stop()

    def ready(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as connection:
            connection.sendall(b"GET /ready HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
            return connection.recv(4096).startswith(b"HTTP/1.1 200")
        return False

    def stop(self):
        left = [process.pid for process in counters.tree(self.pid)]
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(20)
        end = time.monotonic() + 5
        while time.monotonic() < end and any(os.path.exists(f"/proc/{pid}") for pid in left):
            time.sleep(0.02)


def ours(binary, *flags):
    """Zygotes that are renewed take what their cells have used with them: none is in the minutes that are measured."""
    port = free_port()
    return Service("pyrunner", [binary, "serve", "--listen", f"127.0.0.1:{port}", "--log-level", "warning",
                                "--renew-seconds", 0, "--renew-cells", 0, *flags], port)


def canned(binary, tool):
    return ours(binary, "--zygote", tool, "--sets", "bare", "--max-running", 64, "--ready-cells", 64)


def peer():
    port = free_port()
    command = [PYTHON, "-m", "uvicorn", "peer:app", "--port", port, "--log-level", "warning", "--no-access-log",
               "--timeout-keep-alive", PATIENCE]
    return Service("peer", command, port, cwd=HERE)


class Samples:
    """What bench/load tells: microseconds of each answer, and of the program in it."""

    def __init__(self, data):
        self.elapsed_us, self.load_cpu_us, self.count = struct.unpack_from("QQQ", data)
        pairs = array.array("I", data[24:])
        self.latencies, self.executions = pairs[::2], pairs[1::2]

    @property
    def rate(self):
        return self.count * 1e6 / self.elapsed_us


class Load:
    """bench/load against a service."""

    def __init__(self, tool):
        self.tool = tool

    def __call__(self, service, case, connections=1, seconds=3600.0, count=0, pause_ms=0):
        body = json.dumps({"code": case.code, "timeout": 120}).encode()
        command = [self.tool, service.port, connections, seconds, count, pause_ms * 1000]
        done = subprocess.run(list(map(str, command)), input=body, stdout=subprocess.PIPE, timeout=600)
        if done.returncode != 0:
            sys.exit(f"bench: {service.name} failed at {case.name}")
        return Samples(done.stdout)


class Floor:
    """bench/floor with a set's modules. As a context manager it has imported them inside."""

    def __init__(self, tool, modules):
        self.command = [tool, *modules]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *unused):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __call__(self, mode, case, count, pause_ms=0):
        code = case.code.encode()
        self.process.stdin.write(b"%s %d %d %d\n%s" % (mode.encode(), count, pause_ms * 1000, len(code), code))
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"bench: the floor failed at {case.name}")
        return json.loads(line)


def process_us(case):
    """Microseconds of a python3 of its own."""
    before = time.perf_counter()
    subprocess.run([PYTHON, "-I", "-c", case.code], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True,
                   timeout=PATIENCE)
    return (time.perf_counter() - before) * 1e6
