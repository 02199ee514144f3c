"""Adds up what script/test ran: pytest's XML, meson's JSON and plain lines; one plain line at the end.

Exits non-zero where a test failed, where none ran, and with --must-run where one was skipped.
"""

import argparse
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

CMOCKA = {kind: re.compile(rf"^\[  {kind} *\] (\d+) test\(s\)", re.M) for kind in ("PASSED", "SKIPPED", "FAILED")}
LISTED = 40


class Tally:
    def __init__(self):
        self.passed, self.failed, self.skipped = 0, [], []

    def pytest(self, path):
        for case in ElementTree.parse(path).iter("testcase"):
            name = f"{path.stem}: {case.get('classname')}::{case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed.append(name)
            elif (skipped := case.find("skipped")) is not None:
                self.skipped.append(f"{name}: {skipped.get('message')}")
            else:
                self.passed += 1

    def plain(self, path):
        """A last line `N passed, N failed`; what failed stands above it."""
        lines = path.read_text(errors="replace").splitlines() or [""]
        count = re.fullmatch(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", lines[-1])
        self.passed += int(count[1]) if count else 0
        self.failed += [f"{path.stem}: see above"] * (int(count[2]) if count else 1)
        self.skipped += [f"{path.stem}: see above"] * int(count[3] or 0) if count else []

    def meson(self, path):
        """One object a line, one program a line; cmocka says how many tests a program had."""
        for line in path.read_text(errors="replace").splitlines():
            program = json.loads(line)
            output = (program.get("stdout") or "") + "\n" + (program.get("stderr") or "")
            count = {kind: sum(map(int, pattern.findall(output))) for kind, pattern in CMOCKA.items()}
            name = f"{path.stem}: {program['name']}"
            if program["result"] == "SKIP":
                self.skipped.append(name)
                continue
            if program["result"] != "OK":
                self.failed += [name] * max(1, count["FAILED"])
            self.skipped += [name] * count["SKIPPED"]
            # a program that is not of cmocka is one test
            self.passed += count["PASSED"] or (program["result"] == "OK" and not any(count.values()))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--must-run", action="store_true", help="a skipped test is a failed one")
    options.add_argument("--broken", action="store_true", help="a step failed outside its tests")
    options.add_argument("results", type=pathlib.Path)
    options = options.parse_args()

    tally = Tally()
    for path in sorted(options.results.glob("*.xml")):
        tally.pytest(path)
    for path in sorted(options.results.glob("*.json")):
        tally.meson(path)
    for path in sorted(options.results.glob("*.txt")):
        tally.plain(path)

    failed = [f"failed: {name}" for name in tally.failed]
    if options.broken:
        failed.append("failed: a step of script/test, see above")
    if options.must_run:
        failed += [f"skipped, and must run: {name}" for name in tally.skipped]
    for line in failed[:LISTED]:
        print(line)
    if len(failed) > LISTED:
        print(f"... and {len(failed) - LISTED} more")
    skipped = 0 if options.must_run else len(tally.skipped)
    print(f"{tally.passed} passed, {len(failed)} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not tally.passed else 0


sys.exit(main())
