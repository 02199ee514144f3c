"""The wall clock jumps: nothing but the log's time stamps follows it."""

import concurrent.futures
import re
import time

import pytest

import faults
import work
from faults import service

YEAR = 365 * 86400


@pytest.mark.parametrize("seconds", [YEAR, -YEAR])
def test_a_jump_of_the_wall_clock(seconds):
    with faults.Server(*work.FLAGS) as server:
        work.learn(server)
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            # two that run, and one that waits behind them for longer than it wants to
            spinning = [pool.submit(server.run, "while True: pass", timeout=6) for _ in range(2)]
            service.wait_running(server, 2)
            waiting = pool.submit(server.post, code="print(1)", timeout=1)
            server.page["realtime"] = seconds
            assert waiting.result(20).status_code == 503
            for reply in (future.result(20) for future in spinning):
                assert reply["status"] == "timeout" and 6 <= reply["execution_time"] < 16, reply
        assert work.HELLO.problem(server) is None
        assert work.Killed("set").problem(server) is None		# of which the log tells
        year = int(re.findall(r'"time":"(\d+)', server.whole_log())[-1])
        assert year != time.gmtime().tm_year, "the clock did not jump"
    server.page.close()
