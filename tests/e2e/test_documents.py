"""The words of README and examples do what they say."""

import json
import re
import subprocess

import pytest

from service import PYTHON, ROOT

README = (ROOT / "README.md").read_text()


def curls():
    return re.findall(r"^ *(curl .*?[^\\])$", README, re.M | re.S)


@pytest.mark.parametrize("command", curls())
def test_curl_of_the_readme(server, command):
    command = command.replace("localhost:8000", f"127.0.0.1:{server.port}")
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and '"status":' in done.stdout.replace('" :', '":'), done


def test_the_readme_s_first_reply(server):
    """The reply printed below the first curl is the reply, but for its times, and each of its fields is explained."""
    code = re.search(r'"code": ?"((?:[^"\\]|\\.)*)"', curls()[0])[1]
    reply = server.run(json.loads(f'"{code}"'))
    shown = json.loads(re.search(r"^ *(\{.*\"status\".*?\})$", README, re.M | re.S)[1])
    for field in ("status", "stdout", "stderr", "error"):
        assert shown[field] == reply[field]
    assert list(shown) == list(reply)
    table = README.partition("| field of a reply |")[2].partition("\n\n")[0]
    explained = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert explained == set(reply)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").iterdir()), ids=lambda path: path.name)
def test_example(server, path, tmp_path):
    if path.suffix not in (".sh", ".py"):
        return
    # the `requests` library is not needed for the tests: httpx speaks the same words
    (tmp_path / "requests.py").write_text("from httpx import *\nRequestException = HTTPError\n")
    command = ["sh", path] if path.suffix == ".sh" else [PYTHON, path]
    env = {"PATH": "/usr/bin:/bin", "PYRUNNER_URL": server.url, "PYTHONPATH": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
