import concurrent.futures
import contextlib
import os
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "e2e")]

import outside
import service
from attempts import ATTEMPTS, program
from client import Client
from surroundings import Surroundings

# Enough for programs that mostly wait; the service has room for half of them.
AT_ONCE = 8


def pytest_addoption(parser):
    parser.addoption("--url", default=os.environ.get("JAIL_URL"),
                     help="a service that is there already and allows the policy `open`; without it one is started")


def pytest_configure(config):
    config.addinivalue_line("markers", "local: of this machine's own; left out with --url")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--url"):
        items[:] = [item for item in items if not item.get_closest_marker("local")]


def pytest_sessionstart(session):
    if not session.config.getoption("--url") and not os.access(service.BUILD / "pyrunner", os.X_OK):
        pytest.exit(f"no {service.BUILD}/pyrunner: script/build first", returncode=2)


def pytest_terminal_summary(terminalreporter, config):
    left = [name for name, attempt in ATTEMPTS.items() if not outside.shows(attempt)]
    if left and not config.getoption("--url"):
        terminalreporter.write_line(f"no control here, for want of root or of the kernel's part: {len(left)}: {', '.join(left)}")


@pytest.fixture(scope="session")
def surroundings():
    with Surroundings() as here:
        yield here


@pytest.fixture(scope="session")
def server(request, surroundings):
    url = request.config.getoption("--url")
    if url:
        yield Client(url)
        return
    flags = ("--policies", "strict,standard,open", "--max-running", "4", "--ready-cells", "4")
    with service.Server(*flags, env=surroundings.environment()) as running:
        yield Client(running.url)


@pytest.fixture(scope="session")
def level(server):
    return server.level()


@pytest.fixture(scope="session")
def pool():
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as threads:
        yield threads
        threads.shutdown(cancel_futures=True)


class Runs:
    """All that will be asked for is begun at once; each test waits for its own."""

    def __init__(self, pool, names, do):
        self.futures = {name: pool.submit(do, ATTEMPTS[name]) for name in names}

    def __getitem__(self, name):
        return self.futures[name].result()


def asked_for(request, function):
    return [item.callspec.params["name"] for item in request.session.items if item.originalname == function]


@pytest.fixture(scope="session")
def under_open(request, server, surroundings, pool):
    return Runs(pool, asked_for(request, "test_shut_under_open"),
                lambda attempt: server.attempt(attempt, surroundings, "open"))


@pytest.fixture(scope="session")
def under_strict(request, server, surroundings, pool):
    return Runs(pool, asked_for(request, "test_shut_under_strict"),
                lambda attempt: server.attempt(attempt, surroundings, "strict"))


@pytest.fixture(scope="session")
def without_walls(request, server, surroundings, pool):
    def do(attempt):
        text = surroundings.place(program(attempt), server.url)
        return outside.run(attempt, text, surroundings.environment())
    return Runs(pool, asked_for(request, "test_open_without_walls"), do)


@pytest.fixture
def start():
    """start(FLAG...) is a server of a test's own."""
    with contextlib.ExitStack() as stack:
        yield lambda *flags, **options: stack.enter_context(service.Server(*flags, **options))
