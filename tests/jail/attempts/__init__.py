"""Attempts to get out of a cell, as data: ATTEMPTS is {name: Attempt}. A family has a module."""

import importlib

from .attempt import TARGETS, Attempt, Family, judge, program

FAMILIES = ("files", "writing", "network", "processes", "execution", "memory", "kernel", "privileges", "ipc", "service",
            "resources", "check")
ATTEMPTS = {}
for _module in FAMILIES:
    for _family in vars(importlib.import_module(f"{__name__}.{_module}")).values():
        if isinstance(_family, Family):
            for _attempt in _family.attempts.values():
                assert _attempt.target in TARGETS and _attempt.name not in ATTEMPTS, _attempt.name
                ATTEMPTS[_attempt.name] = _attempt

__all__ = ["ATTEMPTS", "FAMILIES", "TARGETS", "Attempt", "judge", "program"]
