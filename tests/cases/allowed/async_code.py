class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield
        return self.value


async def add(a, b):
    return await Later(a) + await Later(b)


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


print(run(add(1, 2)))
