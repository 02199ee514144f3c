"""Who gets a CPU that all want: short programs before long ones, and light clients before heavy ones."""

import concurrent.futures
import os
import pathlib

import httpx
import pytest

import service
from service import read, wait_until

SLEEP, SLEEP_LONGER, SPIN = "import time\ntime.sleep(1.5)", "import time\ntime.sleep(4)", "while True: pass"


@pytest.fixture
def shared(start, root):
    server = start("--policies", "strict,open", "--sets", "bare", "--max-running", "4")
    homes = {os.path.dirname(folder) for folder in server.groups}
    files = [path for home in homes for path in pathlib.Path(home).glob("*/cpu.idle")]
    if not files:
        pytest.skip("no group with cpu.idle: before Linux 5.15, or the cpu controller is not ours")
    return server, files


def behind(files):
    """How many cells' groups make way for others now."""
    return sum(read(path).strip() == "1" for path in files)


def run_from(server, address, code, timeout):
    with httpx.Client(base_url=server.url, timeout=service.PATIENCE, transport=httpx.HTTPTransport(local_address=address),
                      trust_env=False) as client:
        return client.post("/run", json={"code": code, "policy": "open", "timeout": timeout}).json()["status"]


def test_a_long_run_makes_way(shared):
    server, files = shared
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        sleeper = pool.submit(run_from, server, "127.0.0.2", SLEEP, 20)
        spinner = pool.submit(run_from, server, "127.0.0.3", SPIN, 8)
        assert wait_until(lambda: behind(files) == 1)
        assert sleeper.result() == "success"
        assert behind(files) == 1, "the one that used nothing, too"
        assert spinner.result() == "timeout"
    assert wait_until(lambda: behind(files) == 0), "a slot's next program begins behind"


def test_a_heavy_client_starts_behind(shared):
    server, files = shared
    assert run_from(server, "127.0.0.2", SPIN, 1) == "timeout"
    assert wait_until(lambda: behind(files) == 0)		# the reply comes before the cell's end
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        heavy = pool.submit(run_from, server, "127.0.0.2", SLEEP, 20)
        assert wait_until(lambda: behind(files) == 1), "what it used is forgotten at once"
        light = pool.submit(run_from, server, "127.0.0.3", SLEEP_LONGER, 20)
        assert heavy.result() == "success"
        assert wait_until(lambda: behind(files) == 0, 2), "another client pays"
        assert light.result() == "success"
