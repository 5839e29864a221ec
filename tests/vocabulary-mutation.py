#!/usr/bin/env python3
"""Deletes the rows of the Vocabulary one at a time and looks whether the vocabulary tests notice.

Works on a copy of the repository in a temporary directory; the working copy stays untouched.
Prints one line a row, killed or survived, and ends with the figures; exit code 1 if a row survived.

    tests/vocabulary-mutation.py            every row (about ten minutes)
    tests/vocabulary-mutation.py eid cs#    these rows only
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ["ParameterNames.cs", "CookieNames.cs", "HeaderNames.cs"]
TESTS = "PrivacyGateway.Tests.Hits.Vocabulary*"
ROW = re.compile(r"^ *Row\((?P<name>\"[^\"]+\"|Dialect\.\w+),.*\),\n", re.MULTILINE)
LIST = re.compile(r"new\[\]\s*\{(?P<names>[^}]*)\}|\.\. Rows\(\s*Place\.(?P<place>\w+), Kind\.\w+, \"[^\"]*\"(?P<more>[^)]*)\)")
NAME = re.compile(r"\"(?P<name>[^\"]+)\"")


def rows(file):
    """Each row of a file as (label, text without it)."""
    text = file.read_text()
    for row in ROW.finditer(text):
        yield f"{file.stem} {row['name'].strip(chr(34))}", text[: row.start()] + text[row.end() :]
    for names in LIST.finditer(text):
        group = "names" if names["names"] is not None else "more"
        start, end = names.span(group)
        for name in NAME.finditer(text, start, end):
            # The comma before the name is removed too; for the first name of a list it is the one after it.
            before = text[start : name.start()].rstrip()
            if before.endswith(","):
                without = text[: start + len(before) - 1] + text[name.end() :]
            else:
                without = text[: name.start()] + re.sub(r"^\s*,\s*", "", text[name.end() :], count=1)
            yield f"{names['place'] or file.stem} {name['name']}", without


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def build(folder, project):
    result = run(["dotnet", "build", project, "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "--nologo", "-v", "q"], folder)
    if result.returncode != 0:
        sys.exit(result.stdout)


def tests_pass(folder):
    """Puts the gateway just built beside the tests and runs those of the vocabulary."""
    built = "bin/Debug/net10.0/PrivacyGateway.dll"
    tests = folder / "tests/PrivacyGateway.Tests/bin/Debug/net10.0"
    shutil.copy(folder / "src/PrivacyGateway" / built, tests / "PrivacyGateway.dll")
    result = run(["dotnet", "PrivacyGateway.Tests.dll", "--filter-class", TESTS], tests)
    if result.returncode not in (0, 2):  # 2: at least one test failed. Anything else is no verdict.
        sys.exit(result.stdout)
    return result.returncode == 0


def main():
    wanted = set(sys.argv[1:])
    survived, count = [], 0
    with tempfile.TemporaryDirectory(prefix="vocabulary-mutation-") as temporary:
        folder = pathlib.Path(temporary) / "copy"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", "bin", "node_modules", "TestResults"))
        build(folder, "tests/PrivacyGateway.Tests")
        if not tests_pass(folder):
            sys.exit("The vocabulary tests fail before any row is deleted.")
        for name in FILES:
            file = folder / "src/PrivacyGateway/Hits" / name
            whole = file.read_text()
            for label, without in list(rows(file)):
                if wanted and label.split(" ", 1)[1] not in wanted:
                    continue
                file.write_text(without)
                build(folder, "src/PrivacyGateway")
                killed = not tests_pass(folder)
                count += 1
                if not killed:
                    survived.append(label)
                print("killed  " if killed else "SURVIVED", label, flush=True)
                file.write_text(whole)
    print(f"{count} rows, {count - len(survived)} killed, {len(survived)} survived")
    sys.exit(1 if survived else 0)


if __name__ == "__main__":
    main()
