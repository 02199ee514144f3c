"""script/bench still measures: its tools speak the protocol, its tables have numbers. What they say is not judged here."""

import re
import subprocess

import pytest

from service import BUILD, PYTHON, ROOT

# needs no peer, so no packages of its own
SMOKE = ("--only", "canned", "--only", "start", "--quick", "--seconds", "0.2")


@pytest.mark.exact
def test_the_bench_runs(tmp_path):
    results = tmp_path / "results.md"
    done = subprocess.run([PYTHON, ROOT / "bench/run", *SMOKE, "--binary", BUILD / "pyrunner", "--results", results],
                          capture_output=True, text=True, timeout=120, env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stderr[-2000:]
    text = results.read_text()
    assert text == done.stdout.removesuffix("\n")
    assert re.search(r"\| start until /ready, all sets \| ≤ 4 s \| [\d.]+ s \|", text), text
    assert re.search(r"\| server alone, canned cells \| [\d,]+ requests/s", text), text


def test_the_floor_runs_programs_as_told():
    program = b"import numpy\nassert numpy.arange(3).sum() == 3\n"
    pause_us = 500_000
    commands = b"".join(b"%s 2 %d %d\n%s" % (mode, pause_us, len(program), program) for mode in (b"fork", b"warm"))
    done = subprocess.run([BUILD / "bench/floor", "numpy"], input=commands, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found = re.findall(rb'"us":\[(\d+),(\d+)\],"cpu_us":\d+,"own_cpu_us":\d+,"faults":\d+', done.stdout)
    assert len(found) == 2
    assert all(int(us) < pause_us for times in found for us in times)  # pauses are not counted

    broken = subprocess.run([BUILD / "bench/floor"], input=b"fork 1 0 3\n1/0", capture_output=True, timeout=60)
    assert broken.returncode == 1
    assert b"ZeroDivisionError" in broken.stderr
