"""What an attempt may find outside: listeners, a process, an object, all the tests' own. Their names stand in a program as @TCP@ ..."""

import contextlib
import ctypes
import os
import pathlib
import secrets
import socket
import subprocess
import tempfile
import threading

IPC_CREAT, IPC_RMID = 0o1000, 0


def greet(listener):
    with contextlib.suppress(OSError):
        while True:
            if listener.type == socket.SOCK_DGRAM:
                listener.sendto(b"hi", listener.recvfrom(16)[1])
            else:
                listener.accept()[0].send(b"hi")


class Surroundings:
    def __init__(self):
        self.stack = contextlib.ExitStack()
        self.secret = secrets.token_hex(8)

    def __enter__(self):
        folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="jail-")))
        folder.chmod(0o755)
        path, name = str(folder / "socket"), f"pyrunner-jail-{self.secret}"
        tcp, udp = self.listen(socket.SOCK_STREAM), self.listen(socket.SOCK_DGRAM)
        self.listen(socket.SOCK_STREAM, path)
        os.chmod(path, 0o666)
        self.listen(socket.SOCK_STREAM, "\0" + name)
        other = self.stack.enter_context(subprocess.Popen(["/bin/sleep", "100000"], start_new_session=True))
        self.stack.callback(other.kill)
        self.key = 0x70000000 + os.getpid()
        libc = ctypes.CDLL(None)
        shared = libc.shmget(self.key, 4096, IPC_CREAT | 0o666)
        self.stack.callback(libc.shmctl, shared, IPC_RMID, None)
        self.values = {"TCP": tcp.getsockname()[1], "UDP": udp.getsockname()[1], "PATH": repr(path), "NAME": repr(name),
                       "PID": other.pid, "KEY": self.key, "SECRET": self.secret, "TERCES": self.secret[::-1]}
        return self

    def __exit__(self, *_):
        self.stack.close()

    def listen(self, kind, address=("127.0.0.1", 0)):
        family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
        listener = self.stack.enter_context(socket.socket(family, kind))
        listener.bind(address)
        if kind == socket.SOCK_STREAM:
            listener.listen(64)
        threading.Thread(target=greet, args=(listener,), daemon=True).start()
        return listener

    def environment(self):
        """What the service is started with: a secret that no program may find."""
        return {"SERVICE_SECRET": self.secret}

    def place(self, text, url):
        for name, value in {**self.values, "URL": url}.items():
            text = text.replace(f"@{name}@", str(value))
        return text
