#!/usr/bin/env python3
"""One markdown table of failed `must` cases: table.py NAME=VERDICTS.json..."""
import json, sys

GROUPS = (
    ('query', ('query-plain', 'query-delimiter', 'query-dup', 'query-nc', 'size', 'nested-url', 'p-field')),
    ('names', ('query-name-encoding',)),
    ('bodies', ('body-form', 'body-beacon', 'body-batch', 'body-encoding', 'body-type', 'body-method')),
    ('cookies, consent', ('cookie-identity', 'cookie-identity-form', 'cookie-thirdparty', 'consent', 'feature-off')),
    ('headers', ('header-ip', 'header-other')),
    ('protocol', ('transfer', 'smuggling', 'host', 'path', 'method', 'upgrade')),
    ('responses', ('set-cookie-name', 'set-cookie-unknown', 'set-cookie-form', 'set-cookie-garbage', 'set-cookie-status', 'other-channel', 'redirect', 'body', 'broken-upstream', 'cache')),
    ('benign, identified', ('benign-query', 'benign-header', 'benign-body', 'benign', 'identified')))


def main():
    tables = [(name, [r for r in json.load(open(path)) if r['level'] == 'must']) for name, _, path in (a.partition('=') for a in sys.argv[1:])]
    known = {c for _, classes in GROUPS for c in classes}
    for row in tables[0][1]:
        if row['class'] not in known:
            sys.exit('table.py: class %s is in no group' % row['class'])
    count = lambda rows: (sum(r['verdict'] == 'FAIL' for r in rows), len(rows))
    cells = lambda rows: [count([r for r in rows if r['class'] in classes]) for _, classes in GROUPS]
    first = cells(tables[0][1])
    print('| peer | failed of %d | %s |' % (len(tables[0][1]), ' | '.join('%s (%d)' % (g, n) for (g, _), (_, n) in zip(GROUPS, first))))
    print('|---|%s' % ('---:|' * (len(GROUPS) + 1)))
    for name, rows in tables:
        failed, total = count(rows)
        print('| %s | %d (%.0f %%) | %s |' % (name, failed, 100 * failed / total, ' | '.join(str(f) for f, _ in cells(rows))))


if __name__ == '__main__':
    main()
