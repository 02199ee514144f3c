"""What programs do at once: asyncio and threads, under `open`."""

import pytest

from service import program_output

ASYNC = {
    "run": """
import asyncio
async def work(n):
    await asyncio.sleep(0.01 * n)
    return n
async def main():
    return await asyncio.gather(*map(work, range(5)))
print(asyncio.run(main()), asyncio.run(main()))""",
    "threads wake the loop": """
import asyncio, threading, time
async def main():
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    threading.Timer(0.05, loop.call_soon_threadsafe, [done.set]).start()
    await asyncio.wait_for(done.wait(), 10)
    return await asyncio.to_thread(lambda: time.sleep(0.01) or 'thread'), await loop.run_in_executor(None, sum, [1, 2])
print(asyncio.run(main()))""",
    "a signal wakes the loop": """
import asyncio, os, signal
async def main():
    got = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, got.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.wait_for(got.wait(), 10)
    print('signal')
asyncio.run(main())""",
    "queues, timeouts, locks": """
import asyncio
async def main():
    queue, lock = asyncio.Queue(2), asyncio.Lock()
    async def put():
        for n in range(6): await queue.put(n)
    task = asyncio.create_task(put())
    got = [await queue.get() for _ in range(6)]
    async with lock:
        try: await asyncio.wait_for(lock.acquire(), 0.02)
        except asyncio.TimeoutError: got.append('timeout')
    await task
    return got
print(asyncio.run(main()))""",
    "a reader": """
import asyncio, os
async def main():
    r, w = os.pipe()
    got = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().add_reader(r, lambda: got.set_result(os.read(r, 9)))
    os.write(w, b'x')
    return await got
print(asyncio.run(main()))""",
    "many loops": """
import asyncio
for _ in range(200): asyncio.run(asyncio.sleep(0))
loop = asyncio.new_event_loop(); loop.close(); loop.close()
print('done')""",
}


@pytest.mark.parametrize("name", ASYNC)
def test_asyncio(server, name):
    expected, err, status = program_output(ASYNC[name])
    assert expected and status == 0, err
    reply = server.open(ASYNC[name])
    assert (reply["status"], reply["stdout"], reply["stderr"]) == ("success", expected, "")


def test_asyncio_opens_no_socket(server):
    reply = server.open("""
import asyncio
async def main():
    for attempt in (asyncio.open_connection('127.0.0.1', 80), asyncio.start_unix_server(print, 'socket'),
                    asyncio.create_subprocess_exec('true')):
        try: print('OPEN', await attempt)
        except OSError as e: print('shut')
asyncio.run(main())""")
    assert reply["stdout"] == "shut\n" * 3, reply


THREADS = """
import threading
go, threads = threading.Event(), [threading.Thread(target=lambda: go.wait()) for _ in range(60)]
for t in threads: t.start()
print(threading.active_count()); go.set()
for t in threads: t.join()
"""


@pytest.mark.exact
def test_sixty_threads_at_the_smallest_limit(server):
    reply = server.open(THREADS, memory_limit=64)
    assert (reply["status"], reply["stdout"]) == ("success", "61\n"), reply


DEEP = {
    "functions": "def f(n): return f(n + 1)",
    "through C": "def f(n): return sorted([1, 2], key=lambda x: f(n + 1))",
    "repr": """
class A:
    def __repr__(self): return repr(self)
def f(n): return repr(A())""",
    "json": """
import json
def f(n):
    x = []
    for _ in range(100000): x = [x]
    json.dumps(x)""",
    "attributes": """
class A:
    def __getattr__(self, name): return getattr(self, name + 'x')
def f(n): A().y""",
    "regular expression": """
import re
def f(n): re.compile('(' * 5000 + ')' * 5000)""",
    "comparison": """
def f(n):
    a, b = [], []
    for _ in range(100000): a, b = [a], [b]
    a == b""",
}


@pytest.mark.exact       # a sanitizer's frames are several times as large
@pytest.mark.parametrize("name", DEEP)
def test_recursion_in_a_thread_ends_by_its_exception(server, name):
    """Threads have smaller stacks than elsewhere, large enough for what CPython permits."""
    reply = server.open(DEEP[name] + """
import threading
def work():
    try: f(0)
    except RecursionError: print('RecursionError')
t = threading.Thread(target=work); t.start(); t.join()
""", timeout=60)
    assert (reply["status"], reply["stdout"]) == ("success", "RecursionError\n"), reply
