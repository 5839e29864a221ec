"""The load generator, and what a peer spent meanwhile."""
import json, os, subprocess
from process import LOAD_CORE

HERE = os.path.dirname(os.path.abspath(__file__))


def write_requests(path, requests):
    with open(path, 'wb') as file:
        for request in requests:
            file.write(b'%d\n%s\n' % (len(request.raw), request.raw))


class Slice:
    """One stretch of load on one peer."""

    def __init__(self, result, cpu_seconds, allocated, memory):
        requests = max(1, result['requests'])
        self.requests, self.errors = result['requests'], result['errors']
        self.rate = requests * 1e6 / result['microseconds']
        self.cpu = cpu_seconds * 1e6 / requests
        self.p50, self.p99 = result['p50'], result['p99']
        self.allocated = None if allocated is None else allocated / requests
        self.memory = memory


def run(peer, requests_file, connections, seconds, rate=None):
    """Saturates the peer, or sends at about the rate."""
    environment = dict(os.environ)
    if rate:
        environment['PERF_PAUSE'] = str(max(1.0, connections * 1000 / rate - 0.6))
    command = ['taskset', '-c', LOAD_CORE, 'wrk', '-t', '1', '-c', str(connections), '-d', '%ds' % seconds, '--timeout', '10s',
               '-s', os.path.join(HERE, 'load.lua'), 'http://127.0.0.1:%d' % peer.port, '--', requests_file]
    allocated, cpu = peer.allocated(), peer.process.cpu_seconds()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds + 60, env=environment)
    cpu = peer.process.cpu_seconds() - cpu
    if allocated is not None:
        allocated = peer.allocated() - allocated
    line = next((line for line in done.stdout.splitlines() if line.startswith('RESULT ')), None)
    if line is None:
        raise SystemExit('run.sh: wrk said:\n%s' % done.stdout)
    return Slice(json.loads(line[7:]), cpu, allocated, peer.process.memory())


def warm_up(peer, requests_file, connections, most_seconds, slice_seconds=3):
    """Until the price of a hit is flat: three slices within 3 %, or the time is up. Returns the seconds and whether it is flat."""
    costs, spent = [], 0
    while spent < most_seconds:
        costs.append(run(peer, requests_file, connections, slice_seconds).cpu)
        spent += slice_seconds
        last = costs[-3:]
        if len(last) == 3 and max(last) - min(last) <= 0.03 * min(last):
            return spent, True
    return spent, False
