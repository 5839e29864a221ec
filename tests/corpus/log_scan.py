#!/usr/bin/env python3
"""Looks for what the corpus planted in everything that a gateway wrote: log_scan.py LOG CASES.jsonl...

Prints each line that holds a canary and ends with code 1 if there is one. A canary counts in any letter case, percent-decoded,
and in base64; the addresses and dates that some cases use count like the others.
"""
import base64, re, sys, urllib.parse

from run_corpus import load


def main():
    log, cases = sys.argv[1], sys.argv[2:]
    canaries = {c for path in cases for case in load(path) for c in case['canaries']}
    # All canaries but a few share a beginning, which also betrays a cut-off one; its base64 has three alignments.
    shared = [b'(?i:canary)'] + [base64.b64encode(b'\0' * k + b'CANARY')[(0, 2, 3)[k]:8 + k] for k in range(3)]
    others = [b'(?<![0-9.])(?i:%s)(?![0-9])' % re.escape(c.encode('latin-1')) for c in sorted(canaries) if not c.startswith('CANARY')]
    planted = re.compile(b'|'.join(shared + others))
    found = 0
    with open(log, 'rb') as f:
        for line in f:
            if planted.search(line) or planted.search(urllib.parse.unquote_to_bytes(line)):
                found += 1
                if found <= 5:
                    print('  ' + line.decode('utf-8', 'replace').rstrip()[:300])
    print('%d canaries' % found)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
