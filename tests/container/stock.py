"""Writes a system call profile with the effect of stock Docker's: from that of Debian's golang-github-containers-common,
which allows namespaces to everybody, where Docker's wants CAP_SYS_ADMIN. test_container.py checks the effect."""

import json
import sys

THEIRS = "/usr/share/containers/seccomp.json"
# What Docker's profile keeps for CAP_SYS_ADMIN.
PRIVILEGED = """bpf clone clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie mount mount_setattr move_mount
open_tree perf_event_open pivot_root quotactl setdomainname sethostname setns syslog umount umount2 unshare keyctl add_key
request_key userfaultfd""".split()
NAMESPACES = 0x7E020000  # CLONE_NEW* of clone(2)


def stock(profile):
    """`profile` as a container without CAP_SYS_ADMIN gets it from a stock engine."""
    kept = []
    for rule in profile["syscalls"]:
        names = [name for name in rule["names"] if name not in PRIVILEGED]
        if names:
            kept.append(rule | {"names": names})
    kept += [
        {"names": ["clone"], "action": "SCMP_ACT_ALLOW",
         "args": [{"index": 0, "value": NAMESPACES, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]},
        {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
    ]
    return profile | {"syscalls": kept, "defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "EPERM", "defaultErrnoRet": 1}


if __name__ == "__main__":
    with open(THEIRS) as file:
        result = stock(json.load(file))
    with open(sys.argv[1], "w") as file:
        json.dump(result, file)
