"""The load generators, and what a peer spent meanwhile."""
import json, os, subprocess
from process import LOAD_CORE

HERE = os.path.dirname(os.path.abspath(__file__))


def write_requests(path, requests):
    with open(path, 'wb') as file:
        for request in requests:
            file.write(b'%d\n%s\n' % (len(request.raw), request.raw))


class Load:
    """What one scenario sends: files for wrk, addresses and headers for h2load."""

    def __init__(self, folder, name, scenario):
        self.scenario = scenario
        requests, beside = scenario.requests(), scenario.beside_requests()
        self.first, self.file, self.beside = requests[0], os.path.join(folder, name + '.requests'), None
        write_requests(self.file, requests)
        if beside:
            self.beside = os.path.join(folder, name + '.beside')
            write_requests(self.beside, beside)
        if scenario.tls:
            self.addresses, self.log = os.path.join(folder, name + '.addresses'), os.path.join(folder, name + '.log')
            with open(self.addresses, 'w') as file:
                file.writelines('https://track.shop.example%s\n' % request.target for request in requests)
            lines = requests[0].raw.decode().split('\r\n\r\n')[0].split('\r\n')[1:]
            self.headers = [line for line in lines if not line.startswith(('Host:', 'Connection:'))]


class Slice:
    """One stretch of load on one peer. The processor's time is shared among all that were answered, the latency is that of the measured ones."""

    def __init__(self, result, beside, cpu_seconds, allocated, memory):
        self.requests, self.errors, self.seconds = result['requests'], result['errors'], result['microseconds'] / 1e6
        self.beside_rate = None
        answered = self.requests
        if beside:
            self.beside_rate = beside['requests'] / self.seconds
            self.errors, answered = self.errors + beside['errors'], answered + beside['requests']
        answered = max(1, answered)
        self.rate = self.requests / self.seconds
        self.cpu = cpu_seconds * 1e6 / answered
        self.p50, self.p99 = result['p50'], result['p99']
        self.allocated = None if allocated is None else allocated / answered
        self.memory = memory


def run(peer, load, seconds, rate=None, alone=False):
    """Saturates the peer, or sends at about the rate."""
    allocated, cpu = peer.allocated(), peer.process.cpu_seconds()
    beside = None
    if load.beside and not alone:
        beside = start_wrk(peer, load.beside, load.scenario.beside_connections, seconds, None)
    if load.scenario.tls:
        result = h2load(peer, load, seconds, rate)
    else:
        result = wrk_result(start_wrk(peer, load.file, load.scenario.connections, seconds, rate), seconds)
    beside = beside and wrk_result(beside, seconds)
    cpu = peer.process.cpu_seconds() - cpu
    if allocated is not None:
        allocated = peer.allocated() - allocated
    return Slice(result, beside, cpu, allocated, peer.process.memory())


def start_wrk(peer, file, connections, seconds, rate):
    environment = dict(os.environ)
    if rate:
        environment['PERF_PAUSE'] = str(max(1.0, connections * 1000 / rate - 0.6))
    command = ['taskset', '-c', LOAD_CORE, 'wrk', '-t', '1', '-c', str(connections), '-d', '%ds' % seconds, '--timeout', '10s',
               '-s', os.path.join(HERE, 'load.lua'), 'http://127.0.0.1:%d' % peer.port, '--', file]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)


def wrk_result(process, seconds):
    out, _ = process.communicate(timeout=seconds + 60)
    line = next((line for line in out.splitlines() if line.startswith('RESULT ')), None)
    if line is None:
        raise SystemExit('run.sh: wrk said:\n%s' % out)
    return json.loads(line[7:])


def h2load(peer, load, seconds, rate):
    """HTTP/2 over TLS, four streams on each connection, as browsers with a page's hits do. Its own log has each answer's status and time."""
    connections = load.scenario.connections
    if os.path.exists(load.log):
        os.remove(load.log)
    command = ['taskset', '-c', LOAD_CORE, 'h2load', '-t', '1', '-c', str(connections), '-m', '4', '-D', str(seconds), '-i', load.addresses,
               '--connect-to=127.0.0.1:%d' % peer.port, '--log-file', load.log]
    if rate:
        command.append('--rps=%g' % (rate / connections))
    for header in load.headers:
        command += ['-H', header]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds + 60)
    with open(load.log) as file:
        answers = [(int(status), int(micros)) for _, status, micros in (line.split('\t') for line in file)]
    if not answers:
        raise SystemExit('run.sh: h2load said:\n%s' % done.stdout[-2000:])
    times = sorted(micros / 1000 for _, micros in answers)
    return {'requests': len(answers), 'microseconds': seconds * 1e6, 'errors': sum(status != 200 for status, _ in answers),
            'p50': times[len(times) // 2], 'p99': times[len(times) * 99 // 100]}


def warm_up(peer, load, most_seconds, slice_seconds=3):
    """Until the price of a hit is flat: three slices within 3 %, or the time is up. Returns the seconds and whether it is flat."""
    costs, spent = [], 0
    while spent < most_seconds:
        costs.append(run(peer, load, slice_seconds).cpu)
        spent += slice_seconds
        last = costs[-3:]
        if len(last) == 3 and max(last) - min(last) <= 0.03 * min(last):
            return spent, True
    return spent, False
