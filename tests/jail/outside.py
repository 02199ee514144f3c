"""The positive control: a program run without a wall, by Debian's own interpreter."""

import contextlib
import gzip
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile

PYTHON = "/usr/bin/python3"
SECONDS = 60


def kernel_options():
    """What this kernel was made with, or None where it does not say. One without modules cannot be made to load one."""
    for path in ("/proc/config.gz", f"/boot/config-{os.uname().release}"):
        with contextlib.suppress(OSError), (gzip.open if path.endswith("gz") else open)(path, "rt") as config:
            return {line.partition("=")[0].removeprefix("CONFIG_") for line in config if line.startswith("CONFIG_")}


KERNEL = kernel_options()


def shows(attempt):
    """Whether a control can show here that the attempt works: as whom we are, on this kernel."""
    return (os.geteuid() == 0 or not attempt.root) and (not attempt.needs or KERNEL is None or attempt.needs in KERNEL)


def command(attempt):
    if not attempt.apart:
        return []
    own = ["unshare", "--mount", "--uts", "--ipc", "--net", "--pid", "--fork"]
    return own if os.geteuid() == 0 else [*own, "--map-root-user"]


def run(attempt, text, environment):
    """What `text` wrote to standard output. As in a cell, descriptor 3 is a socket; unlike there, one more was left open."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    left = os.open("/", os.O_RDONLY)
    with tempfile.TemporaryDirectory(prefix="jail-") as folder, tempfile.TemporaryFile() as stdin, ours, theirs:
        pathlib.Path(folder, "main.py").write_text(text, encoding="utf-8")
        stdin.write(attempt.fields.get("stdin", "").encode())
        stdin.seek(0)
        env = {**os.environ, **environment, "TMPDIR": folder, "HOME": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        shell = ["/bin/bash", "-c", f'exec 3<&{theirs.fileno()} && exec "$@"', "bash"]	# sh knows one digit only
        child = subprocess.Popen([*shell, *command(attempt), PYTHON, "main.py"], cwd=folder, env=env, stdin=stdin,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=(theirs.fileno(), left),
                                 start_new_session=True)
        os.close(left)
        try:
            out, err = child.communicate(timeout=SECONDS)
        finally:
            child.kill()
            child.wait()
        # what a program has put there may lack the rights to be removed by its owner
        shutil.rmtree(folder, ignore_errors=True)
        pathlib.Path(folder).mkdir(exist_ok=True)
    return out.decode(errors="replace"), err.decode(errors="replace")[-2000:]
