"""A long run at saturation, and many connections that do nothing: what a process keeps."""
import time
import load as generator
from process import connect
from statistics import mean

EVERY, FLAT = 10, 0.02


def soak(peer, load, seconds, say):
    """Ten seconds of load at a time; memory after each."""
    slices, heap = [], []
    for done in range(0, seconds, EVERY):
        slices.append(generator.run(peer, load, EVERY))
        heap.append(peer.live_bytes())
        say('%s: %d s, RSS %.1f MB, managed heap %s MB, %d errors' % (
            peer.name, done + EVERY, slices[-1].memory, '–' if heap[-1] is None else '%.1f' % (heap[-1] / 2**20), slices[-1].errors))
    return slices, heap


def verdict(values):
    """Second quarter against last: the first is still warming up."""
    values = [v for v in values if v is not None]
    quarter = len(values) // 4
    if not quarter:
        return '–'
    before, after = mean(values[quarter:2 * quarter]), mean(values[-quarter:])
    change = after / before - 1
    return '%s (%+.1f %%: %.1f to %.1f MB)' % ('flat' if change <= FLAT else '**grows**', change * 100, before, after)


def print_soak(rows, seconds):
    print('\n### %d s at saturation\n' % seconds)
    print('| peer | hits | errors | CPU µs per hit, first minute | last minute | RSS | managed heap after a collection |\n|---|---:|---:|---:|---:|---|---|')
    minute = 60 // EVERY
    for peer, (slices, heap) in rows:
        print('| %s | %d | %d | %.1f | %.1f | %s | %s |' % (
            peer.title, sum(s.requests for s in slices), sum(s.errors for s in slices), mean(s.cpu for s in slices[:minute]), mean(s.cpu for s in slices[-minute:]),
            verdict([s.memory for s in slices]), verdict([b and b / 2**20 for b in heap])), flush=True)


def idle(peer, request, count, tls, wait=10):
    """Opens so many connections, one request on each; returns MB before and after, and how many are still open."""
    connections = []
    try:
        for _ in range(50):
            once(connect(peer.port, tls), request).close()
        time.sleep(wait)
        before = peer.process.memory()
        for _ in range(count):
            connections.append(once(connect(peer.port, tls), request))
        time.sleep(wait)
        after, alive = peer.process.memory(), sum(is_open(s) for s in connections)
    finally:
        for s in connections:
            s.close()
    return before, after, alive


def once(s, request):
    s.sendall(request.raw)
    head = b''
    while b'\r\n\r\n' not in head:
        piece = s.recv(65536)
        if not piece:
            raise SystemExit('run.sh: a connection was closed without an answer.')
        head += piece
    return s


def is_open(s):
    """The picture may still be there to be read; the end would be nothing."""
    s.setblocking(False)
    try:
        while piece := s.recv(65536):
            pass
        return piece != b''
    except BlockingIOError:
        return True
    except OSError:
        return False


def print_idle(rows):
    print('\n### Idle connections, each after one hit\n')
    print('| peer | connections | still open | RSS before | after | bytes per connection |\n|---|---:|---:|---:|---:|---:|')
    for peer, count, (before, after, alive) in rows:
        print('| %s | %d | %d | %.1f MB | %.1f MB | %.0f |' % (peer.title, count, alive, before, after, (after - before) * 2**20 / count), flush=True)
