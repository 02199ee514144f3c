import os
import pathlib

import pytest

import faults


def pytest_sessionstart(session):
    if not os.access(faults.PROGRAMS / "pyrunner", os.X_OK):
        pytest.exit(f"no {faults.PROGRAMS}/pyrunner: script/build first", returncode=2)


@pytest.fixture(scope="session")
def report():
    """report("while | call | error | what came of it | log") is a line of build/results/faults.md."""
    path = pathlib.Path(faults.service.BUILD) / "results" / "faults.md"
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        print("# Injected faults\n\nEach alone.\n\n| while | process: call | fails with | what came of it | first word in the log |",
              "| --- | --- | --- | --- | --- |", sep="\n", file=file)
        yield lambda line: print(f"| {line} |", file=file, flush=True)
