# policy: standard
import hashlib
import json
import time
from functools import wraps
from typing import Any, Callable


def ttl_cache(seconds: float) -> Callable:
    store: dict[str, tuple[float, Any]] = {}

    def decorate(func: Callable) -> Callable:
        @wraps(func)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            key = hashlib.md5(json.dumps([args, kwargs], sort_keys=True).encode()).hexdigest()
            now = time.monotonic()
            if key in store and now - store[key][0] < seconds:
                return store[key][1]
            result = func(*args, **kwargs)
            store[key] = now, result
            return result
        wrapper.store = store
        return wrapper
    return decorate


calls = []


@ttl_cache(60)
def area(width: int, height: int = 1) -> int:
    calls.append((width, height))
    return width * height


print(area(2, height=3), area(2, height=3), area(4), len(calls), len(area.store), area.__annotations__["return"])
