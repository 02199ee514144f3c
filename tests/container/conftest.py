"""Containers of the image that packaging/docker/Dockerfile makes, run as an engine's defaults and as the hardened profile
would; and the container level on this machine itself, without any container."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import httpx
import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "e2e")]

import service

ENGINE = HERE / "engine"
IMAGE = "pyrunner-test"
PACKAGES = ("podman", "buildah", "crun", "debootstrap")
ALL_POLICIES = ("--policies", "strict,standard,open")
# As in docker-compose.yml.
HARDENED = ("--cap-drop", "all", "--security-opt", "no-new-privileges", "--read-only",
            "--security-opt", f"seccomp={ROOT}/packaging/docker/pyrunner-seccomp.json")
BUILD_SECONDS = 900


def engine(*arguments, seconds=120, **options):
    return subprocess.run([ENGINE, *map(str, arguments)], capture_output=True, text=True, timeout=seconds, **options)


def pytest_configure(config):
    config.addinivalue_line("markers", "image: needs containers to be run")


@pytest.fixture(scope="session")
def stock_profile(tmp_path_factory):
    path = tmp_path_factory.mktemp("profile") / "stock.json"
    engine("stock", path, check=True)
    return path


@pytest.fixture(scope="session")
def image():
    """The image, of this tree; layers that did not change are kept from the last time."""
    if os.geteuid() != 0:
        pytest.skip("only root can run containers here")
    if missing := [name for name in PACKAGES if not shutil.which(name)]:
        pytest.skip(f"no {', '.join(missing)}: script/setup test")
    for step in (("base",), ("build", IMAGE)):
        done = engine(*step, seconds=BUILD_SECONDS)
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    if engine("run", f"localhost/{IMAGE}", "--version").returncode != 0:
        pytest.skip("this machine does not let containers be run")
    return f"localhost/{IMAGE}"


class Container(service.Server):
    """`pyrunner serve FLAGS` in a container, with OPTIONS for the engine. Ready inside, gone without a trace after it."""

    def __init__(self, image, options, *flags):
        super().__init__(*ALL_POLICIES, "--listen", "127.0.0.1:0", *flags)
        self.image, self.options = image, options
        self.name = f"pyrunner-test-{os.getpid()}-{self.port}"

    def __enter__(self):
        self.log = tempfile.TemporaryFile()
        # the host's network: forwarding of ports would need more of this machine
        command = [ENGINE, "run", "--name", self.name, "--network", "host", *self.options, self.image, "serve",
                   *self.flags, "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        try:
            self.wait_up()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, kind, error, trace):
        self.http.close()
        status = self.stop()
        self.remove()
        if kind is None:
            assert status == 0, f"ended with {status}\n{self.log_text()}"
            assert not self.left_alive(), self.left_alive()
        self.log.close()

    def wait_up(self):
        service.wait_until(lambda: self.process.poll() is not None or self.ready(), 120)
        assert self.process.poll() is None and self.ready(), self.log_text()
        # its pid as this machine counts: the engine's is the parent of what it started
        self.pid = int(subprocess.run(["podman", "inspect", "--format", "{{.State.Pid}}", self.name],
                                      capture_output=True, text=True, check=True).stdout)

    def stop(self, seconds=60):
        self.was = {self.pid, *self.tree()} if hasattr(self, "pid") else set()
        subprocess.run(["podman", "kill", "--signal", "TERM", self.name], capture_output=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll()

    def remove(self):
        subprocess.run(["podman", "rm", "--force", "--time", "0", self.name], capture_output=True)
        self.process.wait(60)

    def left_alive(self):
        gone = lambda: not [pid for pid in self.was if service.status_of(pid).get("Name", "").startswith("pyrunner")]
        return [] if service.wait_until(gone, 10) else sorted(self.was)


KINDS = {
    "stock, as root": ("--user", "0"),
    "stock, as shipped": (),
    "hardened": HARDENED,
}


@pytest.fixture(scope="session", params=KINDS)
def kind(request):
    return request.param


@pytest.fixture(scope="session")
def container(request, image, stock_profile, kind):
    with Container(image, ("--security-opt", f"seccomp={stock_profile}", *KINDS[kind]), "--max-running", "4") as running:
        yield running


# --- without a container -------------------------------------------------------------------------------------

@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    """A folder as /dev/shm is in a container: without exec, for everybody, of its own size."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system")
    folder = tempfile.mkdtemp(prefix="pyrunner-scratch-")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "noexec,nosuid,nodev,size=64m,mode=1777", "none", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)
    os.rmdir(folder)


@pytest.fixture
def start(scratch):
    """start(FLAG..., uid=...) is a server at the container level on this machine."""
    with contextlib.ExitStack() as stack:
        def begin(*flags, **options):
            return stack.enter_context(service.Server(
                "--isolation", "container", "--cgroups", "none", "--scratch-dir", scratch, *ALL_POLICIES,
                "--max-running", "4", *flags, **options))
        yield begin
