"""Run programs from Python with requests (Debian: python3-requests)."""

import os

import requests

URL = os.environ.get("PYRUNNER_URL", "http://localhost:8000")


def run(code, **fields):
    """The reply of POST /run. Raises where the service did not run the program: 422, 503, ..."""
    # the service answers within `timeout` and a little, once the program has left the queue
    patience = fields.get("timeout", 30) * 2 + 5
    response = requests.post(f"{URL}/run", json={"code": code, **fields}, timeout=patience)
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    reply = run("import pandas as pd\npd.Series([3, 1, 2]).describe()", timeout=10)
    print(reply["stdout"])

    reply = run("numbers = [1, 2, 3]\nnumbers[5]")
    print(reply["status"], "|", reply["error"])
    print(reply["stderr"])

    reply = run("total = 0\nwhile True: total += 1", timeout=1)
    print(reply["status"], "|", reply["stderr"])
