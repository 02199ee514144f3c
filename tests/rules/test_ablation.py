"""Layers can be taken away for tests, and only in a build for tests."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("PYRUNNER_BUILD") or ROOT / "build")
MESON = ["/usr/bin/meson", "setup", "-Dablation=true", "-Dtests=false"]


@pytest.mark.parametrize("name", ["pyrunner", "pyrunner-zygote"])
def test_no_trace_in_what_is_built_otherwise(name):
    """The variable that names what is missing, and the functions that read it."""
    symbols = subprocess.run(["nm", BUILD / name], capture_output=True, text=True, check=True).stdout
    assert "jail_" in symbols, "stripped: this proves nothing"
    assert "jail_without" not in symbols and "jail_missing" not in symbols
    assert b"JAIL_WITHOUT" not in (BUILD / name).read_bytes()


def test_a_release_has_all_its_layers(tmp_path):
    refused = subprocess.run([*MESON, "-Dbuildtype=release", tmp_path / "release"], cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode != 0 and "a release has all its layers" in refused.stdout + refused.stderr


def test_nothing_that_is_shipped_asks_for_it():
    for path in ("script", "packaging", ".ci"):
        for file in (ROOT / path).rglob("*"):
            assert not file.is_file() or b"ablation=true" not in file.read_bytes(), file
