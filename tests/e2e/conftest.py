import contextlib
import os
import shutil
import subprocess

import pytest

import service

ALL_POLICIES = ("--policies", "strict,standard,open")


def pytest_configure(config):
    config.addinivalue_line("markers", "exact: measures time, memory or descriptors closely; not for a build with sanitizers")


def pytest_sessionstart(session):
    if not os.access(service.BUILD / "pyrunner", os.X_OK):
        pytest.exit(f"no {service.BUILD}/pyrunner: script/build first", returncode=2)


@pytest.fixture(scope="session")
def server():
    """The one that most tests share: every policy, four runs at once whatever the machine."""
    with service.Server(*ALL_POLICIES, "--max-running", "4") as running:
        yield running


@pytest.fixture(scope="session")
def as_shipped():
    with service.Server() as running:
        yield running


@pytest.fixture
def start():
    """start(FLAG...) is a server of a test's own."""
    with contextlib.ExitStack() as stack:
        yield lambda *flags, **options: stack.enter_context(service.Server(*flags, **options))


@pytest.fixture
def ordinary_uid():
    """The uid to start a server with, so that it is an ordinary user's: None where that is us."""
    if os.geteuid() != 0:
        return None
    probe = subprocess.run([shutil.which("unshare"), "-U", "true"], user=service.ORDINARY_UID, group=service.ORDINARY_UID,
                           extra_groups=[], capture_output=True)
    if probe.returncode != 0:
        pytest.skip("this kernel gives ordinary users no user namespaces")
    return service.ORDINARY_UID


@pytest.fixture
def root():
    if os.geteuid() != 0:
        pytest.skip("needs root: it looks into, or ends, processes of another uid")
