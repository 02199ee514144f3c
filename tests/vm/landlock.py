"""A kernel that was started without Landlock."""

import subprocess

import guest
from guest import Service, equal, read


def names_it(service):
    guest.lacks(service, "landlock", "lsm=landlock")


def is_refused():
    for flags in (), ("--isolation", "full"):
        service = Service(*flags)
        try:
            with service:
                raise RuntimeError(f"it serves with {flags}")
        except AssertionError as error:
            assert "landlock is absent" in str(error) and "--isolation no-landlock" in str(error), error
        equal(service.process.returncode, 1)
        equal(guest.strangers(), {})
        equal(guest.groups(), service.groups)


def keeps_files_away(service):
    """The other walls do, as ever."""
    code = "import os\nprint(sorted(os.listdir('/')))\ntry:\n    open('/etc/passwd')\nexcept OSError as e:\n    print(e.errno)"
    reply = service.run(code, policy="open")
    equal(reply["status"], "success")
    assert "proc" not in reply["stdout"] and reply["stdout"].endswith("\n2\n"), reply["stdout"]


subprocess.run(["mount", "-t", "securityfs", "securityfs", "/sys/kernel/security"], check=True)
assert "landlock" not in read("/sys/kernel/security/lsm")
guest.attempt("is refused", is_refused)
guest.main([
    ("no-landlock", Service("--isolation", "no-landlock"), (names_it, keeps_files_away, guest.says_hello, guest.ends_without_a_trace)),
])
guest.done()
