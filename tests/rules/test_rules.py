"""Rules of the tree that a compiler does not check (docs/CONTRIBUTING.md)."""

import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
SOURCES = sorted(path for path in SRC.rglob("*") if path.suffix in (".c", ".h"))
CHECKED = SOURCES + sorted(path for folder in ("tests", "bench") for path in (ROOT / folder).rglob("*")
                           if path.suffix in (".c", ".h"))

# A room may include what stands in an earlier tier, and in its own tier what stands before it.
TIERS = [
    ["base"],
    ["config"],
    ["jail", "outcome", "check"],
    ["keeper", "cell", "zygote", "schedule"],
    ["http", "api"],
    ["main"],
]
ORDER = [room for tier in TIERS for room in tier]
# In these tiers the rooms do not know each other at all.
STRANGERS = [{"jail", "outcome", "check"}]

LIBRARIES = {
    r"Python\.h": {"zygote", "cell", "check"},
    r"microhttpd\.h": {"http"},
    r"seccomp\.h": {"jail"},
    r"jansson\.h": {"api"},
    r"ffi\.h": {"zygote"},
}

FILE_LINES, FUNCTION_LINES = 600, 60


def room_of(path):
    parts = path.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else "main"


def includes(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match[1], match[2]


def target_of(path, name):
    """The room of `#include "name"` in `path`: from src/, or beside the file."""
    for candidate in (SRC / name, path.parent / name):
        if candidate.exists():
            return room_of(candidate.resolve())
    return None


def may_include(room, target):
    if room == target:
        return True
    if any({room, target} <= strangers for strangers in STRANGERS):
        return False
    return ORDER.index(target) < ORDER.index(room)


def named(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def test_every_room_has_its_place():
    assert {room_of(path) for path in SOURCES} <= set(ORDER)
    assert SOURCES


@pytest.mark.parametrize("path", named(SOURCES))
def test_includes(path):
    room = room_of(path)
    problems = []
    for number, kind, name in includes(path):
        where = f"{path.relative_to(ROOT)}:{number}: {name}"
        if kind == '"':
            target = target_of(path, name)
            if target is None and re.search(r"[/.]", name) and not re.search(r"\.inc$", name):
                problems.append(f"{where}: not found in src/")
            elif target and not may_include(room, target):
                problems.append(f"{where}: {room} may not know {target}")
        for library, rooms in LIBRARIES.items():
            # <linux/seccomp.h> is the kernel's, not the library's
            if re.fullmatch(library, name) and room not in rooms:
                problems.append(f"{where}: only in {', '.join(sorted(rooms))}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path", named(CHECKED))
def test_size(path):
    lines = path.read_text().splitlines()
    assert len(lines) < FILE_LINES, f"{len(lines)} lines"
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            assert number - start < FUNCTION_LINES, f"{path.name}:{start}: a function of {number - start} lines"
            start = None


@pytest.mark.parametrize("path", named(path for path in SOURCES if path.suffix == ".c"))
def test_banned_calls_are_poisoned_everywhere(path):
    """base/base.h, and with it base/banned.h, is reached from every file."""
    seen, todo = set(), [path]
    while todo:
        here = todo.pop()
        seen.add(here)
        for _, kind, name in includes(here):
            for candidate in (SRC / name, here.parent / name):
                if kind == '"' and candidate.exists() and candidate not in seen:
                    todo.append(candidate)
    assert SRC / "base" / "banned.h" in seen


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_a_banned_call_does_not_compile(compiler):
    def compiles(call):
        text = f'#include "base/base.h"\nint f(char *a, const char *b);\nint f(char *a, const char *b) {{ {call} }}\n'
        command = [compiler, "-D_GNU_SOURCE", f"-I{SRC}", "-fsyntax-only", "-xc", "-"]
        return subprocess.run(command, input=text.encode(), capture_output=True).returncode == 0

    assert compiles("return (int)strlen(a) + *b;")
    for call in ("strcpy(a, b); return 0;", "return sprintf(a, b);", "return !strtok(a, b);", "return atoi(b);",
                 "return !alloca(1);", "strcat(a, b); return 0;"):
        assert not compiles(call), call


DESCRIPTOR_MAKERS = re.compile(
    r"(?<![\w.>])(open|openat|socket|socketpair|pipe2|accept4|memfd_create|dup3|eventfd|signalfd|timerfd_create|"
    r"epoll_create1|inotify_init1|fsopen|fsmount|open_tree)\s*\(([^;]*);", re.S)
NEVER_CLOSED_ON_EXEC = re.compile(r"(?<![\w.>])(pipe|dup|accept|creat|epoll_create|inotify_init)\s*\(")


@pytest.mark.parametrize("path", named(path for path in SOURCES if path.suffix == ".c"))
def test_descriptors_are_close_on_exec_from_birth(path):
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.S)
    text = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)
    for match in DESCRIPTOR_MAKERS.finditer(text):
        line = text[:match.start()].count("\n") + 1
        assert "CLOEXEC" in match[2], f"{path.name}, about line {line}: {match[0].splitlines()[0]}"
    assert not NEVER_CLOSED_ON_EXEC.search(text)


@pytest.mark.parametrize("path", named(CHECKED))
def test_format(path):
    check = subprocess.run(["clang-format", "--dry-run", "-Werror", str(path)], capture_output=True, text=True, cwd=ROOT)
    assert check.returncode == 0, check.stderr[:2000]


@pytest.mark.parametrize("path", named(path for folder in ("script", ".ci") for path in sorted((ROOT / folder).iterdir())
                                       if path.read_bytes().startswith(b"#!/bin/sh")))
def test_scripts_are_plain_shell(path):
    check = subprocess.run(["/bin/sh", "-n", str(path)], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr
    assert path.stat().st_mode & 0o111, "not executable"


MARKDOWN = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


@pytest.mark.parametrize("path", named(MARKDOWN))
def test_links_between_documents_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text()):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


def test_the_programs_have_no_fault_seam():
    """What makes calls fail is linked into programs of tests/faults only."""
    def symbols(program):
        done = subprocess.run(["nm", program], capture_output=True, text=True, check=True)
        return re.findall(r" __wrap_\w+", done.stdout), b"FAULTS_PAGE" in pathlib.Path(program).read_bytes()

    build = pathlib.Path(os.environ.get("PYRUNNER_BUILD") or ROOT / "build")
    for name in ("pyrunner", "pyrunner-zygote"):
        if not (build / "tests/faults" / name).exists():
            pytest.skip("no build to look at")
        assert symbols(build / name) == ([], False)
        wrapped, named = symbols(build / "tests/faults" / name)
        assert wrapped and named
