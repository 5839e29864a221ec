"""How much of the corpus gets through a peer: counted by tests/corpus/peers.sh, kept beside the peers, printed beside their speed."""
import json, os, re, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = os.path.join(os.path.dirname(HERE), 'peers', 'corpus-failures.json')
SCRIPT = os.path.join(os.path.dirname(os.path.dirname(HERE)), 'tests', 'corpus', 'peers.sh')
JUDGED = ('nginx-lua', 'nginx-fair', 'haproxy', 'bare-yarp', 'gateway')


def failures():
    """By peer, as '1 of 272'."""
    try:
        with open(KEPT) as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


def renew(names, say):
    kept = failures()
    for name in [name for name in JUDGED if name in names]:
        say('corpus: ' + name)
        done = subprocess.run([SCRIPT, name], stdout=subprocess.PIPE, text=True)
        table = done.stdout.splitlines()
        total = table and re.search(r'failed of (\d+)', table[0])
        row = table and re.match(r'\|[^|]*\| (\d+) \(', table[-1])
        if done.returncode or not total or not row:
            raise SystemExit('run.sh: tests/corpus/peers.sh %s failed:\n%s' % (name, done.stdout))
        kept[name] = '%s of %s' % (row[1], total[1])
    with open(KEPT, 'w') as file:
        json.dump(kept, file, indent=2, sort_keys=True)
        file.write('\n')
