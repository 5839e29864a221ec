#!/usr/bin/env python3
"""Recomputes the verdict of `privacy-gateway prove` from its capture, without the gateway's code.

    python3 recompute-verdict.py DIR

DIR holds capture.jsonl (what arrived and what was returned, byte for byte), report.json and SHA256SUMS.
Every canary is searched for in everything that arrived, as it came and percent-decoded until nothing changes;
those that the track domain placed are searched for in everything that was returned to the browser.
Exit code 0: the recomputed numbers are those of report.json, and no file was changed since the run.
1: they differ. 2: a file is missing or cannot be read. Python's standard library only.
"""

import hashlib
import json
import pathlib
import re
import sys
import urllib.parse

ROUNDS = 12
# A lookahead, so that overlapping candidates count too: two canaries may stand side by side.
CANDIDATE = re.compile(r"(?=(zq[0-9a-z]{10}|7391\d{15}|198\.1[89]\.\d+\.\d+))", re.IGNORECASE)


def readings(text):
    """The text as it came, and after each round of percent-decoding."""
    for _ in range(ROUNDS):
        yield text
        decoded = urllib.parse.unquote_to_bytes(text.encode("latin-1")).decode("latin-1")
        if decoded == text:
            return
        text = decoded


def text_of(message):
    return message["head"] + "\r\n" + message["body"]


def canaries(message):
    for reading in readings(text_of(message)):
        for match in CANDIDATE.finditer(reading):
            yield match.group(1).lower()


def changed_files(folder):
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split(None, 1)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield name


def main(folder):
    placements, arrived, returned = {}, set(), set()
    with open(folder / "capture.jsonl", encoding="utf-8") as lines:
        for line in lines:
            probe = json.loads(line)
            for placement in probe["placements"]:
                placements[placement["value"].lower()] = placement | {key: probe[key] for key in ("route", "state")}
            # Values without a form of their own, such as a bank account number, are looked for in what their request became.
            others = [p["value"].lower() for p in probe["placements"] if not CANDIDATE.match(p["value"])]
            for message in probe["arrived"]:
                arrived.update(canaries(message))
                arrived.update(v for v in others if any(v in reading.lower() for reading in readings(text_of(message))))
            returned.update(canaries(probe["returned"]))

    leaks = [
        placement
        for value, placement in placements.items()
        if placement["rule"] and value in (returned if placement["place"].startswith("Response") else arrived)
    ]
    for leak in leaks:
        print(f"leak: {leak['name']} ({leak['place']}, {leak['spelling']}) on route {leak['route']}, {leak['state']}: rule {leak['rule']}")
    came_through = sum(value in (returned if p["place"].startswith("Response") else arrived) for value, p in placements.items())

    report = json.loads((folder / "report.json").read_text("utf-8"))
    mine = {"placements": len(placements), "cameThrough": came_through, "leaks": len(leaks)}
    differences = [f"{key}: recomputed {value}, reported {report[key]}" for key, value in mine.items() if report[key] != value]
    differences += [f"{name}: changed since the run (SHA256SUMS)" for name in changed_files(folder)]
    for difference in differences:
        print(f"different: {difference}")
    print(f"placements {len(placements)}, leaks {len(leaks)}: {'DIFFERENT' if differences else 'the same as reported'}")
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        sys.exit(main(pathlib.Path(sys.argv[1])))
    except (OSError, ValueError, KeyError) as error:
        print(f"error: {sys.argv[1]} cannot be read: {error}. Name the folder that prove --out has written.", file=sys.stderr)
        sys.exit(2)
