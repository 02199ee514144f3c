"""Each call on the way to "ready" fails once: it ends and says which step failed and why, or it serves all the same."""

import os

import pytest

import faults
import work
from faults import service
from trouble import words

# Cells are tried in test_serving.py; a call that fails in the first of them ends the start like any other there.
ROLES = ("server", "keeper", "clean-up", "forked", "root zygote", "zygote")


def sites_of_start():
    with faults.Server(*work.FLAGS) as server:
        # one for each place: who called it does not matter to how a start ends
        found = {(site.role, site.call, site.frames[0]): site for site in server.page.seen() if site.role in ROLES}
    server.page.close()
    return sorted(found.values(), key=str)


def groups_left(pid, before):
    return [folder for folder in service.cgroup_folders() - before if f"pyrunner-{pid}" in folder]


def start_with(site, error):
    """What came of it, as (outcome, log), or AssertionError."""
    before = service.cgroup_folders()
    server = faults.Server(*work.FLAGS)
    server.was = set()
    server.page.arm(site, error)
    try:
        with server:
            failed = server.page["failed"]
            server.page.disarm()
            for program in (work.HELLO, work.NUMPY):
                assert (problem := program.problem(server)) is None, problem
            return "serves" if failed else "not reached again", words(server.whole_log())
    except AssertionError as problem:
        # it may end, but by itself and with a word, and nothing of it may be left
        status = server.process.returncode
        log = "" if server.log.closed else server.whole_log()
        assert status not in (None, 0, -9), f"neither ready nor ended: {problem}"
        assert words(log), f"ended with {status} and no word"
        assert service.wait_until(lambda: not server.left_alive(), 10), f"left: {server.left_alive()}"
        assert service.wait_until(lambda: not groups_left(server.pid, before), 10), \
            f"left: {groups_left(server.pid, before)[:3]}"
        return f"ends with {status}", words(log, last=True)
    finally:
        server.page.close()


def test_each_call_of_the_start_fails_once(report):
    harmed = []
    for site in sites_of_start():
        for error in site.errors[:None if os.environ.get("FAULTS_ALL") else 1]:
            try:
                outcome, log = start_with(site, error)
            except AssertionError as problem:
                outcome, log = f"HARM: {str(problem).splitlines()[0]}", ""
                harmed.append(f"{site} {faults.error_name(error)}: {problem}")
            report(f"start | {site} | {faults.error_name(error)} | {outcome} | {log[:160]}")
    assert not harmed, f"{len(harmed)} of them did harm:\n" + "\n".join(harmed)
