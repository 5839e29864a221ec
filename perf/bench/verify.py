"""What each peer really sends, on a recording upstream, before anything is timed."""
import socketserver, threading, time
from process import connect

ANSWER = (b'HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 43\r\nCache-Control: no-cache\r\n'
          b'Set-Cookie: wteid_111111111111111=2138123456789012345; Path=/; Secure; SameSite=None\r\n'
          b'Set-Cookie: wtsid_111111111111111=1; Path=/; Secure; SameSite=None\r\nSet-Cookie: lb=node7; Path=/; HttpOnly\r\n\r\n' + b'\0' * 43)


def read_message(file):
    """Head and body of one message, or None at the end."""
    head = b''
    while not head.endswith(b'\r\n\r\n'):
        line = file.readline()
        if not line:
            return None
        head += line
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(b':') for line in head.split(b'\r\n')[1:])}
    if fields.get(b'transfer-encoding') == b'chunked':
        body = b''
        while size := int(file.readline(), 16):
            body += file.read(size)
            file.readline()
        file.readline()
    else:
        body = file.read(int(fields.get(b'content-length', 0)))
    return head, body


class Recorder(socketserver.ThreadingTCPServer):
    """Answers as the track domain does and keeps what it got."""
    allow_reuse_address = daemon_threads = True

    def __init__(self, port):
        self.messages = []
        super().__init__(('127.0.0.1', port), Recorder.Handler)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            try:
                while message := read_message(self.rfile):
                    self.server.messages.append(message)
                    self.wfile.write(ANSWER)
            except OSError:
                pass


def exchange(port, request, tls):
    with connect(port, tls) as s:
        s.sendall(request.raw)
        return read_message(s.makefile('rb'))


def faults(peer, scenario, recorder):
    """What is wrong with what leaves and what comes back, as words; empty if the job is done."""
    found = set()
    for request in scenario.requests()[:8] + scenario.beside_requests()[:1]:
        if request.needs_whole_job and not peer.does_everything:
            continue
        del recorder.messages[:]
        answer = exchange(peer.port, request, scenario.tls)
        status = answer[0].split(b' ', 2)[1].decode() if answer else 'none'
        if status != '200':
            return ['status ' + status]
        until = time.monotonic() + (5 if scenario.environment else 0)
        while not recorder.messages and time.monotonic() < until:
            time.sleep(0.01)  # It was kept first and is sent on behind the answer.
        found.update(judge(scenario.expects, request, answer, recorder.messages))
    return sorted(found)


def judge(expects, request, answer, messages):
    if expects == 'blocked':
        if messages:
            yield 'arrives'
        return
    if len(messages) != 1:
        yield '%d requests' % len(messages)
        return
    head, body = messages[0]
    target = head.split(b' ', 2)[1]
    if expects == 'identified':
        if target != request.target.encode() or body != request.body:
            yield 'changed'
        return
    if any(canary in head + body for canary in request.canaries):
        yield 'identifier'
    marked = body if request.body else target
    hits = request.lines
    if sum(part == b'nc=1' for line in marked.split(b'\n') for part in line.replace(b'?', b'&').split(b'&')) != hits:
        yield 'nc=1'
    if b'set-cookie: wteid_' in answer[0].lower():
        yield 'Set-Cookie'
