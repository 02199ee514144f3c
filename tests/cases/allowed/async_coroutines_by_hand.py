class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        yield self.ticks
        return self.ticks * 10


async def worker(name, ticks):
    print(name, "starts")
    got = await Sleep(ticks)
    print(name, "got", got)
    return name.upper()


async def countdown(n):
    while n:
        yield n
        n -= 1


async def collect():
    async with Resource() as r:
        return [x async for x in countdown(3) if x != 2] + [r]


class Resource:
    async def __aenter__(self):
        return "resource"

    async def __aexit__(self, *exc):
        print("released")


def run(coroutine):
    try:
        while True:
            print("waiting", coroutine.send(None))
    except StopIteration as done:
        return done.value


print(run(worker("a", 2)), run(collect()))
