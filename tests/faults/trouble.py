"""What a log says of trouble."""

import contextlib
import json


def words(log, last=False):
    """The first line, or the last, that tells of trouble: warnings, errors, and what is no line of the log."""
    found = ""
    for line in log.splitlines():
        said = line if line and not line.startswith("{") else ""
        with contextlib.suppress(ValueError):
            entry = json.loads(line)
            if entry["level"] in ("warning", "error"):
                said = " ".join([entry["event"], *(f"{key}={entry[key]}" for key in ("set", "slot", "error") if key in entry)])
        if said:
            found = said
            if not last:
                break
    return found
