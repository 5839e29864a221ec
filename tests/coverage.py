#!/usr/bin/env python3
"""How much of the gateway the unit tests run: lines and branches, for each room and in all. A report and no gate.

  tests/coverage.py               uses the Release build of the unit tests and measures a copy of it
  CONFIGURATION=Debug tests/coverage.py

What only whole gateways run (the other test projects start them as processes) counts as not run.
Exit code 2: the tests wrote no figures. A test that fails in the copy is named and changes nothing else.
"""
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "tests" / "PrivacyGateway.Tests" / "bin" / os.environ.get("CONFIGURATION", "Release")
HANG = 1800
SETTINGS = """{ "platformOptions": { "Coverlet": {
  "include": "[PrivacyGateway]*", "excludeByAttribute": "GeneratedCodeAttribute", "excludeByFile": "**/obj/**", "singleHit": true, "format": "cobertura"
} } }"""


class Count:
    def __init__(self):
        self.lines = self.lines_run = self.branches = self.branches_run = 0

    def add(self, line):
        self.lines += 1
        self.lines_run += line.get("hits") != "0"
        condition = re.search(r"\((\d+)/(\d+)\)", line.get("condition-coverage", ""))
        if condition:
            self.branches_run += int(condition[1])
            self.branches += int(condition[2])

    def row(self, name):
        return f"{name:<16} {share(self.lines_run, self.lines)} {share(self.branches_run, self.branches)}"


def share(run, of):
    return f"{100 * run / of if of else 100:6.1f} % of {of:>6,}"


def measure(folder):
    """The figures of the unit tests in FOLDER, as Cobertura writes them, or None."""
    (folder / "PrivacyGateway.Tests.testconfig.json").write_text(SETTINGS)
    command = ["dotnet", str(folder / "PrivacyGateway.Tests.dll"), "--coverlet", "--results-directory", str(folder / "results")]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=HANG)
    for line in run.stdout.splitlines():
        if line.startswith("failed "):
            print(f"fails while measured: {line[7:]}")
    files = sorted((folder / "results").glob("**/*cobertura*.xml"))
    if not files:
        print(run.stdout[-2000:] + run.stderr[-2000:], file=sys.stderr)
        return None
    return tree.parse(files[-1])


def rooms(figures):
    """Lines and branches by room; a line that several classes share counts once."""
    found, seen = collections.defaultdict(Count), set()
    for unit in figures.iter("class"):
        path = unit.get("filename").replace("\\", "/").split("src/PrivacyGateway/")[-1]
        for line in unit.findall("lines/line"):
            if (path, line.get("number")) not in seen:
                seen.add((path, line.get("number")))
                found[path.split("/")[0] if "/" in path else "Program"].add(line)
                found["all"].add(line)
    return found


def main():
    if not (BUILD / "net10.0" / "PrivacyGateway.Tests.dll").is_file():
        sys.exit(f"error: {BUILD} has no unit tests. Build them: dotnet build tests/PrivacyGateway.Tests -c {BUILD.name}")
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        copy = pathlib.Path(work) / "net10.0"
        shutil.copytree(BUILD / "net10.0", copy)
        figures = measure(copy)
    if figures is None:
        return 2
    print(f"{'room':<16} {'lines run':>17} {'branches run':>17}")
    found = rooms(figures)
    for name in sorted(found, key=lambda name: (name == "all", name)):
        print(found[name].row(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
