"""The run: verify, cold starts, warm-up, interleaved rounds, table. See perf/run.sh."""
import argparse, os, resource, signal, sys, tempfile, time
import corpus, load as generator, peers, soak, verify
from process import LOAD_CORE, Process, free_port
from scenarios import SCENARIOS
from table import print_beside, print_table


class Row:
    """What is known about one peer in one scenario."""

    def __init__(self, peer):
        self.peer, self.faults = peer, []
        self.saturated, self.steady, self.alone, self.cold_starts, self.first = [], [], [], [], []


def say(text):
    print('run.sh: ' + text, file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(prog='perf/run.sh', description='What a hit costs, beside other proxies. See docs/performance.md.')
    parser.add_argument('peers', nargs='*', metavar='peer', help='of %s; all by default' % ' '.join(peers.known()))
    parser.add_argument('--scenario', action='append', choices=list(SCENARIOS), help='may be repeated; anonymous by default')
    parser.add_argument('--also', action='append', default=[], metavar='LABEL[,@FOLDER][,NAME=VALUE...]',
                        help='one more gateway in the same rounds: another published build, other environment settings')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--seconds', type=int, default=5, help='of each stretch of load (5)')
    parser.add_argument('--warm-up', type=int, default=60, help='most seconds until the cost of a hit must be flat (60)')
    parser.add_argument('--cold', type=int, default=3, help='starts of each peer for cold start and first 10 s (3)')
    parser.add_argument('--rate', type=int, default=2000, help='hits a second of the steady stretches (2000); 0: none')
    parser.add_argument('--soak', type=int, nargs='?', const=600, metavar='SECONDS', help='only this: so long at saturation, is memory flat? (600)')
    parser.add_argument('--idle', type=int, nargs='?', const=10000, metavar='CONNECTIONS', help='only this: so many idle connections, bytes of each (10000)')
    parser.add_argument('--corpus', action='store_true', help='run the corpus through the peers anew and keep the number of its failures')
    parser.add_argument('--verify-only', action='store_true')
    options = parser.parse_args()
    unknown = set(options.peers) - set(peers.known())
    if unknown:
        parser.error('no such peer: ' + ' '.join(sorted(unknown)))
    return options


def check(work, scenario_name, rows, upstream):
    """A peer that does not do what it promises is not timed at all; one that promises nothing is told apart in the table."""
    scenario = SCENARIOS[scenario_name]
    recorder = verify.Recorder(upstream)
    try:
        for row in list(rows.values()):
            row.peer.start(work, upstream, with_probe=False)
            try:
                row.peer.process.wait_for(row.peer.port)
                row.faults = verify.faults(row.peer, scenario, recorder)
            finally:
                row.peer.stop()
            if row.faults and scenario_name in row.peer.promises:
                raise SystemExit('run.sh: %s, %s: %s. Nothing was timed.' % (row.peer.name, scenario_name, ', '.join(row.faults)))
            if any(fault.startswith('status') for fault in row.faults):
                say('%s does not serve this scenario (%s) and is left out.' % (row.peer.name, ', '.join(row.faults)))
                del rows[row.peer.name]
            else:
                say('%s: %s' % (row.peer.name, ', '.join(row.faults) or 'verified'))
    finally:
        recorder.shutdown()
        recorder.server_close()


def start_cold(work, row, load, upstream):
    begin = time.monotonic()
    row.peer.start(work, upstream, with_probe=False)
    try:
        row.peer.first_answer(load.first)
        row.cold_starts.append((time.monotonic() - begin) * 1000)
        row.first.append(generator.run(row.peer, load, 10))
    finally:
        row.peer.stop()


def start_upstream(work, port):
    folder = os.path.join(work.path, 'upstream')
    os.makedirs(folder, exist_ok=True)
    conf = work.fill(peers.own('upstream.conf'), folder, WORK=folder, UPSTREAM=port, MODULES=peers.MODULES)
    track_domain = Process(['nginx', '-p', folder, '-e', os.path.join(folder, 'upstream.err'), '-c', conf], LOAD_CORE, os.path.join(folder, 'log'))
    track_domain.wait_for(port)
    return track_domain


def rounds(rows, load, options):
    for turn in range(options.rounds):
        # Each round begins with another peer, so that nobody always follows the same neighbour.
        order = list(rows.values())
        for row in order[turn % len(order):] + order[:turn % len(order)]:
            row.saturated.append(generator.run(row.peer, load, options.seconds, load.scenario.rate))
            if load.beside:
                row.alone.append(generator.run(row.peer, load, options.seconds, load.scenario.rate, alone=True))
            elif options.rate and load.scenario.upstream:
                row.steady.append(generator.run(row.peer, load, options.seconds, options.rate))
        say('round %d of %d' % (turn + 1, options.rounds))


def keep(rows, load, options):
    """What a process keeps: for long, and for many."""
    soaks, idles = [], []
    for row in rows.values():
        if options.soak:
            soaks.append((row.peer, soak.soak(row.peer, load, options.soak, say)))
        if options.idle:
            idles.append((row.peer, options.idle, soak.idle(row.peer, load.first, options.idle, load.scenario.tls)))
    if soaks:
        soak.print_soak(soaks, options.soak)
    if idles:
        soak.print_idle(idles)


def measure(work, name, chosen, options):
    scenario, upstream = SCENARIOS[name], free_port()
    work.tls, work.environment = scenario.tls, scenario.environment
    # Without a track domain only the gateway has an answer.
    rows = {peer.name: Row(peer) for peer in chosen if scenario.upstream or name in peer.promises}
    say('%s: verifying' % scenario.title)
    check(work, name, rows, upstream)
    if options.verify_only:
        return
    load, track_domain = generator.Load(work.path, name, scenario), None
    only_kept = options.soak or options.idle
    try:
        if scenario.upstream:
            track_domain = start_upstream(work, upstream)
        for _ in range(0 if only_kept else options.cold):
            for row in rows.values():
                start_cold(work, row, load, upstream)
        for row in rows.values():
            row.peer.start(work, upstream, with_probe=True).first_answer(load.first)
            seconds, flat = generator.warm_up(row.peer, load, options.warm_up)
            say('%s: %s after %d s' % (row.peer.name, 'flat' if flat else 'not flat', seconds))
        if only_kept:
            keep(rows, load, options)
            return
        rounds(rows, load, options)
    finally:
        for row in rows.values():
            row.peer.stop()
        if track_domain:
            track_domain.stop()
    print_table('%s, %d rounds of %d s' % (scenario.title, options.rounds, options.seconds), rows, corpus.failures())
    if load.beside:
        print_beside(rows)


def main():
    options = arguments()
    # So that what was started is also stopped when the run is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.idle:
        need = options.idle + 500
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < need:
            raise SystemExit('run.sh: %d open files are needed, %d are allowed (ulimit -Hn).' % (need, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, need), hard))
    known = peers.known()
    names = options.peers or (['bare-yarp', 'gateway'] if options.idle else ['gateway'] if options.soak else known)
    chosen = [known[name] for name in names] + [peers.variant(text) for text in options.also]
    if options.corpus:
        corpus.renew(names, say)
    work = peers.Work(tempfile.mkdtemp(prefix='perf-'))
    try:
        say('building')
        work.build({peer.name for peer in chosen} | ({'gateway'} if options.also else set()))
        for name in options.scenario or ['anonymous']:
            measure(work, name, chosen, options)
    finally:
        work.remove()


if __name__ == '__main__':
    main()
