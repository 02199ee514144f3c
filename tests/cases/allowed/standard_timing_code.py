# policy: standard
import time
from functools import wraps
from time import perf_counter


def timed(func):
    @wraps(func)
    def wrapper(*args, **kwargs):
        start = perf_counter()
        try:
            return func(*args, **kwargs)
        finally:
            wrapper.elapsed = perf_counter() - start
    return wrapper


@timed
def slow_sum(n):
    return sum(i * i for i in range(n))


class Timer:
    def __enter__(self):
        self.start = time.monotonic()
        return self

    def __exit__(self, *args):
        self.seconds = time.monotonic() - self.start


print(slow_sum(100_000), 0 < slow_sum.elapsed < 10)
with Timer() as t:
    time.sleep(0.02)
print(0.015 < t.seconds < 5, time.time() > 1.6e9, time.strftime("%Y-%m-%d", time.gmtime(0)), time.process_time() >= 0)
print(time.mktime(time.strptime("2024-01-02", "%Y-%m-%d")), time.localtime(0).tm_year, time.perf_counter_ns() > 0, time.asctime(time.gmtime(0)))
