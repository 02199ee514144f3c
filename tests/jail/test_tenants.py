"""Two programs that run at the same time and look for each other by every means. Outside they find each other."""

import concurrent.futures
import re

import pytest

import outside
import pairs
from attempts import judge, program

TOGETHER = 1.0		# seconds that both must have run at once, or nothing was tried


def times(output):
    return {word: float(value) for word, value in re.findall(r"^(from|to) ([\d.]+)$", output, re.M)}


def together(first, second):
    """Seconds that two outputs of pairs.attempts() say both programs were there."""
    a, b = times(first), times(second)
    return min(a.get("to", a["from"] + pairs.SECONDS), b.get("to", b["from"] + pairs.SECONDS)) - max(a["from"], b["from"])


def both(name, do):
    """What the two wrote."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(do, pairs.attempts(name)))


@pytest.fixture(scope="module")
def met(request, server, surroundings):
    """{name: outputs}: two pairs at a time, more have no room."""
    def inside(name):
        return both(name, lambda attempt: server.attempt(attempt, surroundings, "open")["stdout"])

    names = [item.callspec.params["name"] for item in request.session.items if item.originalname == "test_they_do_not_meet"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(inside, names)))


@pytest.mark.parametrize("name", pairs.PAIRS)
def test_they_do_not_meet(met, name):
    stay, look = met[name]
    assert judge(look) == "shut", (stay, look)
    # a pair of which one was refused at once has nothing to look for
    assert "shut: " in stay or together(stay, look) >= TOGETHER, (stay, look)


@pytest.fixture(scope="module")
def met_outside(request, server, surroundings):
    def do(attempt):
        return outside.run(attempt, surroundings.place(program(attempt), server.url), surroundings.environment())[0]

    names = [item.callspec.params["name"] for item in request.session.items if item.originalname == "test_outside_they_meet"]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return dict(zip(names, pool.map(lambda name: both(name, do), names)))


@pytest.mark.local
@pytest.mark.parametrize("name", pairs.PAIRS)
def test_outside_they_meet(met_outside, name):
    stay, look = met_outside[name]
    assert judge(look) == "open", (stay, look)


SPIN = "import threading, time\nend = time.monotonic() + 3\ndef spin():\n    while time.monotonic() < end: hash(bytes(10**5))\n" \
       "threads = [threading.Thread(target=spin) for _ in range({threads})]\nfor t in threads: t.start()\nfor t in threads: t.join()"


def test_many_threads_get_no_more_of_the_processor(server):
    """Relative: what others do to this machine meanwhile, they do to both."""
    if server.http.get("/").json()["isolation"]["cgroup"]["state"] != "on":
        return		# promised only where there are groups
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        greedy, modest = pool.map(lambda n: server.run(SPIN.format(threads=n), policy="open", timeout=20), (32, 1))
    assert modest["cpu_time"] * 3 > greedy["cpu_time"], (modest["cpu_time"], greedy["cpu_time"])


def test_nothing_is_left_for_the_next(server):
    """In every slot, after programs that leave what they can."""
    leave = "import builtins, json, os, sys\nopen('left', 'w').write('x')\nbuiltins.left = json.left = sys.left = 1\n" \
            "os.environ['LEFT'] = '1'\nsys.path.insert(0, '/left')\nsys.modules['left'] = json\nprint('done')"
    look = "import builtins, json, os, sys\nprint(os.listdir('.'), hasattr(builtins, 'left'), hasattr(json, 'left'), hasattr(sys, 'left'),\n" \
           "      'LEFT' in os.environ, '/left' in sys.path, 'left' in sys.modules)"
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert {reply["stdout"] for reply in pool.map(lambda _: server.run(leave, policy="open"), range(24))} == {"done\n"}
        assert {reply["stdout"] for reply in pool.map(lambda _: server.run(look, policy="open"), range(24))} == {
            "[] False False False False False False\n"}
