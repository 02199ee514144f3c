"""Each call on the paths of a serving pyrunner fails once: spawn, seal, send, read, reap, replace.

A first pass counts: which calls are made, by which process, at which place, for which request. Then each is made to fail
while the same request is made again. The reply is right or says that there is none; and afterwards all is as before.
"""

import os
import time

import pytest

import faults
import work
from faults import service
from trouble import words

class Patient:
    """A server that faults are tried on; a new one once it was harmed."""

    def __init__(self):
        self.server = None

    def __enter__(self):
        return self

    def get(self):
        if not self.server:
            self.server = faults.Server(*work.FLAGS)
            self.server.__enter__()
            work.learn(self.server)
        return self.server

    def discard(self):
        """It is past help."""
        self.server.was = set(self.server.tree())
        self.server.process.kill()
        self.server.process.wait()
        left = service.wait_until(lambda: not self.server.left_alive(), 10)
        assert left, f"processes outlive a killed server: {self.server.left_alive()}"
        self.server.page.close()
        self.server = None

    def __exit__(self, kind, error, trace):
        if self.server:
            self.server.page.disarm()
            self.server.__exit__(kind, error, trace)
            self.server.page.close()


def sites_of(server, load):
    """What `load` calls, the filling up of pools after it included."""
    assert service.wait_until(lambda: work.whole(server), 15)
    server.page.forget()
    assert work.LOADS[load].problem(server) is None, load
    assert service.wait_until(lambda: work.whole(server), 15)
    time.sleep(0.05)
    return server.page.seen()


def may_be(site):
    """What a client may see of a fault there, beside the right reply."""
    seen = {None, "503"}
    if site.role == "server":
        seen |= {"500"}		# what cannot be made again: a verdict, a reply
    if site.role == "server" and site.call in faults.ALLOCATIONS:
        seen |= {"RemoteProtocolError", "ReadError"}		# not even words for it
    if site.role == "cell" and site.call in faults.ALLOCATIONS:
        seen |= {"memory"}
    return seen


def inject(server, load, site, error):
    """What came of it, as (outcome, log), or AssertionError."""
    mark = len(server.whole_log())
    server.page.arm(site, error)
    outcome = None
    for _ in range(4):
        outcome = work.LOADS[load].problem(server) or outcome
        if service.wait_until(lambda: server.page["failed"], 0.3, 0.01):
            break
    failed = server.page["failed"]
    server.page.disarm()
    assert outcome in may_be(site), outcome
    work.assert_unharmed(server)
    return ("not reached again" if not failed else outcome or "right reply"), words(server.whole_log()[mark:])


def new_sites(patient, load, known):
    """What `load` calls that no load before it did."""
    found = sorted((site for site in sites_of(patient.get(), load) if site.key not in known), key=str)
    if load in work.BACKS_OFF:
        # how a zygote starts is tried in test_starting.py
        found = [site for site in found if site.role in ("server", "keeper") or site.call == "fork"]
    known.update(site.key for site in found)
    return found


@pytest.fixture(scope="module")
def known():
    return set()


@pytest.mark.parametrize("load", work.LOADS)
def test_each_call_fails_once(load, known, report):
    harmed = []
    with Patient() as patient:
        for site in new_sites(patient, load, known):
            for error in site.errors[:None if os.environ.get("FAULTS_ALL") else 1]:
                try:
                    outcome, log = inject(patient.get(), load, site, error)
                    if load in work.BACKS_OFF:
                        patient.discard()
                except AssertionError as problem:
                    outcome, log = f"HARM: {str(problem).splitlines()[0]}", words(patient.server.whole_log()[-600:])
                    harmed.append(f"{site} {faults.error_name(error)}: {outcome}; {log}")
                    patient.discard()
                report(f"{load} | {site} | {faults.error_name(error)} | {outcome} | {log[:160]}")
    assert not harmed, f"{len(harmed)} of them did harm:\n" + "\n".join(harmed)
