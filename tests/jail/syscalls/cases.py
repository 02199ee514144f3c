"""Calls worth trying, as (arch, number, arguments): each number there is and some that are not, and around every value that
a policy or an attacker knows."""

import itertools
import random
import struct

import kernel
from kernel import FOREIGN, NATIVE
from policy import ALL

HIGH = 1 << 32
VECTORS = [(0,) * 6, (ALL,) * 6, (1, 1, 1, 1, 1, 1), (HIGH,) * 6, (HIGH | 1, 0, 0, 0, 0, 0), (2**31, 2**31, 2**31, 0, 0, 0),
           (2**63,) * 6, (1, 2, 3, 4, 5, 6)]
CLONE_BITS = [1 << bit for bit in range(64)]
THREAD = 0x3D0F00
PRCTL = [*range(0, 80), 0x53564D41, 0x59616D61, 0x41555856]
MANY = range(0, 64)

# name: the values of each argument, all combinations of which are tried
INTERESTING = {
    "socket": [range(0, 64), [1, 2, 3, 4, 5, 6, 10, 0x80001, 0x80801], [0, 1, 6, 17, 255]],
    "socketpair": [range(0, 64), [1, 2, 5], [0]],
    "ioctl": [[0, 1, 3], [
        0x5401, 0x5402, 0x5403, 0x5404, 0x5405, 0x540B, 0x540E, 0x540F, 0x5410, 0x5411, 0x5412, 0x5413, 0x5414, 0x541B, 0x541C,
        0x541D, 0x541E, 0x5420, 0x5421, 0x5422, 0x5423, 0x5427, 0x5429, 0x5430, 0x5431, 0x5437, 0x5438, 0x5440, 0x5441, 0x5450,
        0x5451, 0x5452, 0x5460, 0x5605, 0x5606, 0x8901, 0x8903, 0x8927, 0x8933, 0x89A0, 0xAE00, 0xAE01, 0x4B3A, 0x4B47,
        0x40086602, 0x40049409, 0x4020940D, 0xC020660B, 0x1277, 0x125E, 0x2400, 0xAA00, 0x5000940A, 0x801C581F], [0]],
    "prctl": [PRCTL, [0, 1, 2], [0]],
    "arch_prctl": [[0x1001, 0x1002, 0x1003, 0x1004, 0x1011, 0x1012, 0x1021, 0x1025, 0x2001, 0x4001, 0x5001], [0]],
    "fcntl": [[0, 3], [*range(0, 40), *range(1024, 1045)], [0]],
    "futex": [[0], [kind | flags for kind in range(0, 16) for flags in (0, 128, 256, 384)], [0]],
    "clone": [[*CLONE_BITS, *(THREAD ^ bit for bit in CLONE_BITS), THREAD, 17, THREAD | 17, 0x4111, 0x1200011, 0x7E020000],
              [0, 4096]],
    "clone3": [[0], [64, 88]],
    "unshare": [CLONE_BITS],
    "mmap": [[0], [4096], [*range(0, 16), 0x1000000, 0x2000000, 7 | HIGH, 5 | HIGH, 1 << 31],
             [kind | flags for kind in range(0, 5) for flags in (0, 0x10, 0x20, 0x30, 0x40, 0x100, 0x2000, 0x4000, 0x8000, 0x20000,
                                                                 0x40000, 0x60020, 0x80000, 0x100000, HIGH, HIGH | 0x20, 0x22)]],
    "mprotect": [[0], [4096], [*range(0, 16), 0x1000000, 0x2000000, *(HIGH | prot for prot in range(8)), 1 << 63]],
    "pkey_mprotect": [[0], [4096], range(0, 8), [0, ALL]],
    "mremap": [[0], [4096], [4096], range(0, 9)],
    "madvise": [[0], [4096], [*range(0, 30), *range(98, 106), *(HIGH | advice for advice in range(30))]],
    "mlock2": [[0], [4096], [0, 1]],
    "kill": [[0, 1, 2, 3, ALL, ALL - 1, 2**32 - 1, 2**32 - 2, HIGH, HIGH | 1, 1 << 63 | 1], range(0, 66)],
    "tkill": [[0, 1, 2], range(0, 65)],
    "tgkill": [[0, 1, 2, ALL, HIGH | 1], [0, 1, 2, 7], range(0, 66)],
    "rt_sigqueueinfo": [[0, 1, 2], [6, 9], [0]],
    "pidfd_open": [[0, 1, 2], [0]],
    "prlimit64": [[0, 1, 2, HIGH, HIGH | 1], range(0, 18), [0, 1, HIGH], [0, 1]],
    "setrlimit": [range(0, 17), [0]],
    "ptrace": [[*range(0, 34), *range(0x4200, 0x4212)], [0, 1]],
    "seccomp": [range(0, 5), range(0, 64), [0]],
    "bpf": [range(0, 40), [0], [0, 128]],
    "personality": [[0, 0x40000, 0x400000, 0x200000, 0xFFFFFFFF]],
    "close_range": [[0, 3], [4, 0xFFFFFFFF], [0, 1, 2, 3, 4, 5, 6, 7, HIGH, HIGH | 4]],
    "memfd_create": [[0], range(0, 32)],
    "eventfd2": [[0], [0, 1, 0x800, 0x80000]],
    "open": [[0], [0, 1, 2, 0o100, 0o2000, 0o40000, 0o200000, 0o10000000, 0o20200000]],
    "openat": [[ALL - 99, 3], [0], [0, 1, 2, 0o100, 0o10000000, 0o20200000]],
    "newfstatat": [[ALL - 99, 3], [0], [0], [0, 0x100, 0x800, 0x1000]],
    "unlinkat": [[ALL - 99], [0], [0, 0x200]],
    "mount": [[0], [0], [0], [0, 1, 32, 4096, 0x20000, 0xC0ED0000]],
    "setsockopt": [[3], [0, 1, 6, 41, 263], [*MANY]],
    "getsockopt": [[3], [0, 1, 6, 41], [*MANY]],
    "keyctl": [range(0, 33), [0]],
    "quotactl": [[0x80000100, 0x80000700], [0]],
    "syslog": [range(0, 11)],
    "reboot": [[0xFEE1DEAD], [672274793], [0, 0x1234567, 0x4321FEDC, 0xCDEF0123]],
    "shmctl": [[0], range(0, 16)],
    "semctl": [[0], [0], range(0, 20)],
    "msgctl": [[0], range(0, 14)],
    "sched_setscheduler": [[0, 1], range(0, 8)],
    "ioprio_set": [[1], [0, 1], [0, 0x2000, 0x4000]],
    "setns": [[3], CLONE_BITS[:32]],
    "timer_create": [range(0, 12), [0]],
    "io_uring_setup": [[1, 32], [0]],
    "perf_event_open": [[0], [0, ALL], [0, ALL]],
    "getrandom": [[0], [0], range(0, 8)],
    "waitid": [range(0, 4), [0, 1], [0]],
    "membarrier": [[0, 1, 2, 4, 8, 16, 32], [0]],
    "landlock_create_ruleset": [[0], [0], [0, 1]],
}


def padded(args):
    return (*args, *(0,) * (6 - len(args)))


def combinations(values):
    return map(padded, itertools.product(*values))


def numbers_to_try():
    """Every one up to well above the table; then bits beside known ones, and the ends of the range."""
    known = sorted(kernel.numbers().values())
    return [*range(0, 1024), *(2**bit + n for bit in range(10, 32) for n in (-1, 0, 1, 59)), *range(2**32 - 600, 2**32),
            *((1 << 63 | n) for n in known[::7]), *((HIGH | n) for n in known)]


def around(condition):
    """What the condition holds for, all that differs from it in one bit, and the same with the upper half set."""
    free = ALL & ~condition.mask
    for value in condition.values:
        yield from (value, value | free, value | HIGH, value | HIGH << 31, value | ALL << 32 & ALL, ~value & ALL)
        yield from (value ^ 1 << bit for bit in range(64))


def beside_the_rules(policy):
    """Each argument of each rule in turn around its condition, the others as the rule wants them."""
    for number, rules in policy.by_number.items():
        for rule in rules:
            for pick in range(max(len(condition.values) for condition in rule.conditions) if rule.conditions else 0):
                good = [0] * 6
                for condition in rule.conditions:
                    good[condition.index] = condition.values[pick % len(condition.values)]
                for condition in rule.conditions:
                    for value in around(condition):
                        yield number, (*good[:condition.index], value, *good[condition.index + 1:])
                for index in range(6):
                    yield number, (*good[:index], ALL, *good[index + 1:])


def drawn(policy, count, seed):
    """Mostly calls that a rule is about, with arguments that its conditions know or nearly know."""
    draw = random.Random(seed)
    rules = [(number, rule) for number, rules in policy.by_number.items() for rule in rules]
    conditional = [pair for pair in rules if pair[1].conditions]
    for _ in range(count):
        number, rule = draw.choice(conditional if draw.random() < 0.7 else rules)
        args = [draw.choice((0, 1, ALL, draw.getrandbits(64), draw.getrandbits(8), draw.getrandbits(32))) for _ in range(6)]
        for condition in rule.conditions:
            value = draw.choice(condition.values) | draw.getrandbits(64) & ~condition.mask
            twist = draw.random()
            args[condition.index] = value ^ 1 << draw.randrange(64) if twist < 0.2 else value | HIGH << draw.randrange(32) if twist < 0.3 else value
        if draw.random() < 0.1:
            number = draw.choice((draw.randrange(600), number ^ 1 << draw.randrange(32), draw.getrandbits(32)))
        yield number, tuple(args)


def all_of(policy, count, seed):
    """[(arch, number as in the register, arguments)]"""
    named = kernel.numbers()
    calls = [(number, vector) for number in numbers_to_try() for vector in (VECTORS if number < 1024 else VECTORS[:2])]
    calls += [(named[name], args) for name, values in INTERESTING.items() if name in named for args in combinations(values)]
    calls += beside_the_rules(policy)
    calls += drawn(policy, count, seed)
    native = [(NATIVE, *call) for call in calls]
    foreign = [(FOREIGN, number, vector) for number in [*range(0, 512), 2**31, 2**32 - 1] for vector in VECTORS[:1]]
    return native + foreign


def packed(calls):
    return b"".join(struct.pack("<8Q", arch, number, *args) for arch, number, args in calls)


def unpacked(answers):
    return [answer for answer, in struct.iter_unpack("<I", answers)]
