"""The escape attempts of tests/jail on this kernel: through `open`, where only the walls hold. What does not depend on the
kernel, the check and the controls, is left to the machine outside."""

import os
import pathlib
import subprocess
import xml.etree.ElementTree as ElementTree

import guest
from guest import NOBODY, ROOT, Service, equal

RESULTS = guest.FOLDER / "escapes.xml"
FLAGS = ("--max-running", "6", "--ready-cells", "4")


def has_cgroups(service):
    equal(service.layer("cgroup"), {"state": "on", "detail": "v2"})


def escapes(name):
    """A line for each attempt."""
    RESULTS.unlink(missing_ok=True)
    done = subprocess.run(
        ["/usr/bin/python3", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={RESULTS}", ROOT / "tests/jail",
         "--url", f"http://127.0.0.1:{guest.PORT}", "-k", "not under_strict"],
        env=os.environ | {"PYRUNNER_BUILD": str(guest.BUILD), "JAIL_SECONDS": "90"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    cases = list(ElementTree.parse(RESULTS).iter("testcase")) if RESULTS.exists() else []
    for case in cases:
        wrong = [child.get("message") for child in case if child.tag in ("failure", "error")]
        skipped = [child.get("message") for child in case if child.tag == "skipped"]
        words = f"{name}: {case.get('classname').rpartition('.')[2]} {case.get('name')}"
        if wrong:
            print(f"FAIL {words}: {' '.join(wrong[0].split())[:600]}")
        elif skipped:
            print(f"skip {words}: {' '.join(skipped[0].split())[:200]}")
        else:
            print(f"ok {words}", flush=True)
    assert len(cases) > 150, done.stdout[-3000:]


def attempts_as(name):
    def all_attempts_are_made(service):
        escapes(name)
    return all_attempts_are_made


guest.main([("root", Service(*FLAGS), (has_cgroups, attempts_as("root"), guest.says_hello, guest.ends))])
with guest.delegated(NOBODY) as group:
    guest.main([("user with a group", Service(*FLAGS, uid=NOBODY, group=group),
                 (has_cgroups, attempts_as("user with a group"), guest.says_hello, guest.ends))])
guest.done()
