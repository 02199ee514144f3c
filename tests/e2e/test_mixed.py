"""Two thousand requests of every kind at once: each answered rightly, nothing leaked."""

import collections
import concurrent.futures
import random
import time

import httpx
import pytest

import service
from kinds import ATTACKS, KINDS, attack, hang_up
from service import SANITIZED, wait_until

REQUESTS, AT_ONCE = (2000, 16) if not SANITIZED else (200, 8)


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
            return hang_up(server.port, fields)
        reply = server.http.post("/run", json={"timeout": 60} | fields)
        if reply.status_code != 200 or not right(reply.json()):
            wrong[name] += 1
            example[name] = (reply.status_code, reply.text[:300], reply.text[-200:])

    def round_of(count):
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(one, (order.choice(work) for _ in range(count))))

    def settled():
        for name in ("ok", "numpy", "all") * 6:		# what a crowd left in the pools beyond their size is used up
            one(name)
        return server.settled()

    round_of(REQUESTS // 4)
    before, shmem, rss = settled(), shmem_mb(), server.rss_kb()
    round_of(REQUESTS)
    after = settled()
    assert not wrong, (wrong, example)
    assert after == before
    if not SANITIZED:
        assert wait_until(lambda: server.rss_kb() < rss * 1.1, 20), f"{rss} kB before, {server.rss_kb()} after"
        assert wait_until(lambda: shmem_mb() < shmem + 16, 10), f"{shmem} MB of tmpfs before, {shmem_mb()} after"


@pytest.mark.exact
def test_a_bomb_next_door_is_not_felt(server):
    """Answers stay right while a neighbour exhausts each of its own resources."""
    bombs = [ATTACKS[name] for name in ("memory bomb", "thread bomb", "scratch filler")]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        running = [pool.submit(server.open, bomb, timeout=3) for bomb in bombs]
        replies = [server.run("import numpy as np\nprint(np.ones(1000).sum())", timeout=20) for _ in range(20)]
        [future.result() for future in running]
    assert {reply["stdout"] for reply in replies} == {"1000.0\n"}


@pytest.mark.exact
def test_sixteen_attackers_next_door(start):
    """From as many addresses, one attack after the other: another client's programs all succeed. How soon is bench/attackers'."""
    server = start("--policies", "strict,standard,open", "--max-running", "32", "--sets", "bare; numpy: numpy")
    end = time.monotonic() + 8

    def attacker(number):
        transport = httpx.HTTPTransport(local_address=f"127.0.0.{number + 2}")
        fields = attack(list(ATTACKS)[number % len(ATTACKS)], timeout=3)
        with httpx.Client(base_url=server.url, timeout=service.PATIENCE, transport=transport, trust_env=False) as client:
            while time.monotonic() < end:
                client.post("/run", json=fields)

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        attackers = [pool.submit(attacker, number) for number in range(16)]
        replies = []
        while time.monotonic() < end:
            replies.append(server.run("print('hello')", timeout=60))
        for future in attackers:
            future.result()
    assert all(reply["status"] == "success" and reply["stdout"] == "hello\n" for reply in replies)
    assert "cell could not be made" not in server.log_text(None)
