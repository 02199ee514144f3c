"""A machine that is too small for what it has promised: the kernel looks for a victim in all of it."""

import guest
from guest import Service, equal

BOMBS = 4


def loses_programs_only(service):
    """Each may have 2 GB, as much as the machine has, and takes it."""
    before = service.lasting()
    bombs = [dict(code=guest.BOMB, memory_limit=2048, timeout=120)] * BOMBS
    with guest.at_once(service, bombs) as replies:
        pass
    equal([reply and reply["status"] for reply in replies], ["memory_exceeded"] * BOMBS)
    kills = guest.fields("/proc/vmstat")["oom_kill"]
    assert kills >= BOMBS, f"the machine was never short of memory: {kills} kills"
    equal(service.lasting(), before)


generous = ("--memory-budget-mb", "100000", "--max-running", str(BOMBS))
checks = (loses_programs_only, guest.says_hello, guest.ends_without_a_trace)
guest.main([
    ("root", Service(*generous), checks),
    ("root, cgroups none", Service(*generous, "--cgroups", "none"), checks),
    ("user", Service(*generous, uid=guest.NOBODY), checks),
])
guest.done()
