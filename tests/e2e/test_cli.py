"""The verbs beside `serve`: run, check, doctor; and starts that must be refused."""

import os
import pathlib
import re
import shutil
import tempfile

import pytest

import service
from service import BUILD, ROOT, verb


@pytest.fixture
def program(tmp_path):
    def write(code):
        path = tmp_path / "program.py"
        path.write_text(code)
        tmp_path.chmod(0o755)
        return path
    return write


def test_run(program):
    done = verb("run", program("import numpy\nprint('out', numpy.arange(3).sum())"))
    assert (done.returncode, done.stdout) == (0, "out 3\n"), done.stderr


def test_run_exits_like_the_program(program):
    assert verb("run", program("raise SystemExit(7)")).returncode == 7
    done = verb("run", program("print('x')\n1/0"))
    assert done.returncode == 1 and done.stdout == "x\n" and "ZeroDivisionError: division by zero" in done.stderr
    done = verb("run", program("import os"))
    assert done.returncode != 0 and "Import of 'os' is not allowed" in done.stderr


def test_run_behind_the_same_walls(program):
    done = verb("run", "--policy", "open", "--policies", "strict,open", program(
        "try: open('/etc/passwd'); print('OPEN')\nexcept OSError: print('shut')\nimport os\n"
        "try: os.fork(); print('OPEN')\nexcept OSError: print('shut')"))
    assert done.stdout == "shut\nshut\n", done.stderr


def test_run_of_a_file_that_is_not_there():
    done = verb("run", "/nowhere/x.py")
    assert done.returncode != 0 and "/nowhere/x.py" in done.stderr and done.stdout == ""


def test_check(program):
    fine = verb("check", program("import numpy\nprint(1)"))
    assert fine.returncode == 0, fine.stderr
    bad = verb("check", program("import os\nx = 1\neval('1')\n"))
    text = bad.stdout + bad.stderr
    assert bad.returncode != 0
    assert "Import of 'os' is not allowed" in text and "Call to 'eval' is not allowed" in text
    assert re.search(r"\b1\b.*'os'", text) and re.search(r"\b3\b.*'eval'", text)


def test_check_of_a_syntax_error(program):
    bad = verb("check", program("print((1)\n"))
    assert bad.returncode != 0 and "Syntax error: '(' was never closed" in bad.stdout + bad.stderr


def test_doctor():
    done = verb("doctor")
    text = done.stdout + done.stderr
    assert done.returncode == 0, text
    for word in ("seccomp", "landlock", "user", "mount", "network", "pid", "cgroup", "rlimits"):
        assert word in text.lower(), word


def test_doctor_tells_what_is_absent():
    done = verb("doctor", "--cgroups", "none")
    assert "cgroup" in (done.stdout + done.stderr).lower()


@pytest.mark.parametrize("flags, word", [
    (["--no-such-flag"], "no-such-flag"),
    (["--max-running", "many"], "max"),
    (["--max-timeout", "0"], "max"),
    (["--policies", "strict,nowhere"], "nowhere"),
    (["--policy", "open"], "open"),
    (["--listen", "nonsense"], "nonsense"),
    (["--config", "/nowhere/x.conf"], "/nowhere/x.conf"),
    (["--zygote", "/nowhere/zygote"], "/nowhere/zygote"),
    (["--policy-dir", "/nowhere"], "/nowhere"),
])
def test_a_start_that_is_refused_says_why(flags, word):
    done = verb("serve", *([] if "--listen" in flags else ["--listen", f"127.0.0.1:{service.free_port()}"]), *flags)
    assert done.returncode not in (0, -9, -11), done
    assert word in done.stderr, done.stderr


def test_unknown_key_in_environment_and_file(tmp_path):
    done = verb("serve", env={"PYRUNNER_NO_SUCH_KEY": "1"})
    assert done.returncode != 0 and "no_such_key" in done.stderr.lower()
    config = tmp_path / "x.conf"
    config.write_text("max_running = 2\nno_such_key = 1\n")
    done = verb("serve", "--config", config)
    assert done.returncode != 0 and f"{config}:2" in done.stderr and "no_such_key" in done.stderr


def test_a_port_that_is_taken(server):
    done = verb("serve", "--listen", f"127.0.0.1:{server.port}")
    assert done.returncode != 0 and str(server.port) in done.stderr


@pytest.fixture
def policies():
    """A copy of the policies that processes of other users can read, too."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield pathlib.Path(shutil.copytree(service.TREE / "policies", f"{folder}/policies"))


def test_a_filter_that_does_not_compile_refuses_to_serve(policies):
    """No level without seccomp."""
    (policies / "cell.seccomp").write_text("this is no filter\n")
    done = verb("serve", "--listen", f"127.0.0.1:{service.free_port()}", "--policy-dir", policies)
    assert done.returncode != 0 and "cell.seccomp" in done.stderr


def test_a_self_test_that_fails_refuses_to_serve(policies):
    """A hole in the filter is found by trying, not by asking what was configured."""
    with open(policies / "cell.seccomp", "a") as file:
        file.write("allow socket\n")
    done = verb("serve", "--listen", f"127.0.0.1:{service.free_port()}", "--policy-dir", policies)
    assert done.returncode != 0 and "self-test" in done.stderr and "socket" in done.stderr, done.stderr


def test_help():
    done = verb("serve", "--help")
    assert done.returncode == 0
    for flag in ("--listen", "--max-running", "--policies", "--cgroups", "--output-kb", "--queue"):
        assert flag in done.stdout
    done = verb("--version")
    assert re.search(r"\d+\.\d+\.\d+", done.stdout)
    assert verb().returncode != 0 and verb("dance").returncode != 0


def test_every_setting_is_in_the_operations_page():
    flags = re.findall(r"^\s*--([a-z][a-z0-9-]*)", verb("serve", "--help").stdout, re.M)
    assert len(flags) > 25
    page = (ROOT / "docs" / "OPERATIONS.md").read_text()
    assert [flag for flag in flags if f"`{flag.replace('-', '_')}`" not in page and f"`--{flag}" not in page] == []


def test_the_binary_has_no_interpreter():
    needed = service.subprocess.run(["readelf", "-d", BUILD / "pyrunner"], capture_output=True, text=True).stdout
    assert "libmicrohttpd" in needed and "libpython" not in needed
    start = b"Py_InitializeFromConfig"
    assert start in (BUILD / "pyrunner-zygote").read_bytes() and start not in (BUILD / "pyrunner").read_bytes()
