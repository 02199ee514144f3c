"""Programs sent to a service and attempts made in it."""

import os
import time

import httpx

from attempts import program


# A slow machine needs more: the emulated ones of tests/vm.
SECONDS = int(os.environ.get("JAIL_SECONDS") or 20)


class Client:
    """A service by its address. Where it has no room yet, it is asked again."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.http = httpx.Client(base_url=self.url, timeout=180, trust_env=False)

    def level(self):
        return self.http.get("/").json()["isolation"]["level"]

    def run(self, code, **fields):
        end = time.monotonic() + 120
        while (reply := self.http.post("/run", json={"code": code, **fields})).status_code == 503 and time.monotonic() < end:
            time.sleep(0.5)
        assert reply.status_code == 200, f"{reply.status_code}: {reply.text[:500]}"
        return reply.json()

    def attempt(self, attempt, surroundings, policy):
        code = surroundings.place(program(attempt), self.url)
        return self.run(code, **{"policy": policy, "timeout": SECONDS, **attempt.fields})
