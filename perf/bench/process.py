"""A process of this run: started on a core of its own, read from /proc, stopped by its id."""
import os, socket, ssl, subprocess, time

TICK = os.sysconf('SC_CLK_TCK')
PROXY_CORE, LOAD_CORE = '0', '1'


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def connect(port, tls=False, seconds=10):
    """A connection to a peer; over TLS without asking who it is."""
    s = socket.create_connection(('127.0.0.1', port), seconds)
    if not tls:
        return s
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(s, server_hostname='track.shop.example')


class Process:
    def __init__(self, command, core, log, environment=None):
        self.log = log
        with open(log, 'ab') as out:
            self._process = subprocess.Popen(['taskset', '-c', core] + command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                             env=dict(os.environ, **(environment or {})), start_new_session=True)

    def cpu_seconds(self):
        """User and system time of all threads, also of those that have ended."""
        fields = self._stat().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, key='VmRSS'):
        with open('/proc/%d/status' % self._process.pid) as status:
            for line in status:
                if line.startswith(key + ':'):
                    return int(line.split()[1]) / 1024
        return 0.0

    def _stat(self):
        with open('/proc/%d/stat' % self._process.pid) as stat:
            return stat.read()

    def wait_for(self, port, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                socket.create_connection(('127.0.0.1', port), 1).close()
                return
            except OSError:
                time.sleep(0.002)
        self.stop()
        raise SystemExit('run.sh: %s does not listen. It said:\n%s' % (self.log, open(self.log).read()[-2000:]))

    def stop(self):
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
