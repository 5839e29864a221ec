#!/usr/bin/env python3
"""Compares docs/vocabulary.md with the names of parameters in the packages that the vendor publishes. Run by hand for a new version of the pixel.

    tools/compare-vocabulary.py                 fetches the packages with "npm pack" into a temporary folder
    tools/compare-vocabulary.py FILE.tgz...     packages that are there already

Prints each package with its version, and every candidate that is neither in the Vocabulary nor among REVIEWED, with the code around it.
Exit code 0: there is none. 1: somebody must look at it: a row in Hits/ParameterNames, or a word in REVIEWED. 2: it could not run.
The result belongs into docs/vocabulary.md, with its date.
"""
import json, os, re, subprocess, sys, tarfile, tempfile

PACKAGES = ['@webtrekk-smart-pixel/core', '@webtrekk-smart-pixel/fashion']
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'docs', 'vocabulary.md')

# Candidates that are no parameters of a hit, each looked at in the code: methods, options and events, HTML and browsers, parameters of search engines,
# cookies' suffixes, and the query of /cc and of the cross-device bridge (cl, a, v, ccl, w, o), which is never forwarded for an anonymous visitor.
REVIEWED = frozenset('''
    a add all body both button c ccl city cl conf cost d data del div e edge eof fieldset form goal head hidden host i id image img init k
    key kw l last link list load mode moz ms msie name none o on oq page pdp pi play pos pt push q qkw qs rank ref reset rule s seek seen
    send set size stop su submit t tax text true ttl ttv2 type u view w wd word wtkw wtmc
'''.split())

CANDIDATES = (
    r'["\'&?](?:amp;)?([A-Za-z][A-Za-z0-9_\-]{1,15})=',     # written into a query
    r'\.data\.([A-Za-z]\w{1,15})=', r'\.data\["([^"]{2,16})"\]=',   # assigned to the hit
    r'[:=,\[(]"([a-z]{1,4}\d{0,3})"')                       # tables of names: {id:"oi"}
LISTS = r'"((?:[\w\-]+ )+[\w\-]+)"\.split\(" "\)'


def known_names():
    """A test for each name of the page's table of parameters."""
    with open(PAGE, encoding='utf-8') as page:
        table = page.read().split('## Parameters')[1].split('\n## ')[0]
    return [rule(name) for name in re.findall(r'`([^`]+)`', table)]


def rule(name):
    if numbers := re.fullmatch(r'(\D+)(\d+)\.\.(\d+)', name):
        stem, first, last = numbers[1], int(numbers[2]), int(numbers[3])
        return lambda text: bool(re.fullmatch(re.escape(stem) + r'\d+', text)) and first <= int(text[len(stem):]) <= last
    if name.endswith('#'):
        return lambda text: bool(re.fullmatch(re.escape(name[:-1]) + r'\d*', text))
    if name.endswith('*'):
        return lambda text: text.startswith(name[:-1])
    return lambda text: text == name


def scripts(path):
    """The bundle's code, without the loader, which sends nothing."""
    with tarfile.open(path) as package:
        version = json.load(package.extractfile('package/package.json'))
        print('%s %s' % (version['name'], version['version']))
        for member in package:
            if re.search(r'dist/.*\.js$', member.name) and 'loader' not in member.name:
                yield package.extractfile(member).read().decode('utf-8', 'replace')


def candidates(text):
    """Each name with where it stands."""
    for pattern in CANDIDATES:
        for match in re.finditer(pattern, text):
            yield match[1], match.start()
    for match in re.finditer(LISTS, text):
        for name in match[1].split():
            yield name, match.start()


def compare(paths):
    tests, found = known_names(), {}
    for path in paths:
        for text in scripts(path):
            for name, at in candidates(text):
                found.setdefault(name, text[max(0, at - 40):at + 60])
    unknown = {name: where for name, where in found.items() if not any(test(name.lower()) for test in tests)}
    new = {name: where for name, where in unknown.items() if name not in REVIEWED}
    print('%d candidates: %d in the Vocabulary, %d reviewed, %d new' % (len(found), len(found) - len(unknown), len(unknown) - len(new), len(new)))
    for name, where in sorted(new.items()):
        print('  %-16s %s' % (name, ' '.join(where.split())))
    return 1 if new else 0


def main():
    if len(sys.argv) > 1:
        return compare(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(['npm', 'pack', '--silent', *PACKAGES], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            print('npm pack failed: %s. Fetch the packages by other means and name their files.' % error, file=sys.stderr)
            return 2
        return compare(sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith('.tgz')))


if __name__ == '__main__':
    sys.exit(main())
