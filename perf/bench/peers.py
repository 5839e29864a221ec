"""The peers: how each is built and started, and what it promises to do."""
import glob, os, re, shutil, socket, subprocess, time
from process import Process, PROXY_CORE, connect, free_port

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODULES = '/usr/lib/nginx/modules'
SCRIPTED = ('anonymous', 'identified', 'long', 'slow', 'tls')


class Peer:
    def __init__(self, name, title, start, promises, is_dotnet=False, environment=None):
        self.name, self.title, self.promises, self.is_dotnet = name, title, promises, is_dotnet
        self._start, self._environment, self.process, self.port, self._probe, self._tls = start, environment or {}, None, None, None, False
        self.does_everything = 'batch' in promises

    def start(self, work, upstream, with_probe):
        self.port, folder = free_port(), os.path.join(work.path, self.name)
        os.makedirs(folder, exist_ok=True)
        environment, self._tls, self._probe = dict(self._environment), work.tls, None
        if with_probe and self.is_dotnet:
            self._probe = os.path.join(folder, 'probe-%d' % self.port)
            environment.update(DOTNET_STARTUP_HOOKS=work.probe, PERF_PROBE=self._probe)
        command, more = self._start(work, folder, self.port, upstream)
        self.process = Process(command, PROXY_CORE, os.path.join(folder, 'log'), dict(environment, **more))
        return self

    def allocated(self):
        """Bytes allocated since its start, or None where nobody counts them."""
        return self._ask(b'', 0)

    def live_bytes(self):
        """Of the managed heap, after a full collection."""
        return self._ask(b'!', 4)

    def _ask(self, question, column):
        if not self._probe or not os.path.exists(self._probe):
            return None
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(30)
            s.connect(self._probe)
            s.sendall(question)
            s.shutdown(socket.SHUT_WR)
            return int(s.makefile().readline().split()[column])

    def first_answer(self, request, seconds=60):
        """Waits until one hit is answered."""
        until = time.monotonic() + seconds
        self.process.wait_for(self.port, seconds)
        while time.monotonic() < until:
            try:
                with connect(self.port, self._tls, 5) as s:
                    s.sendall(request.raw)
                    if s.recv(64).startswith(b'HTTP/1.1'):
                        return
            except OSError:
                time.sleep(0.002)
        raise SystemExit('run.sh: %s does not answer.' % self.name)

    def stop(self):
        if self.process:
            self.process.stop()
        self.process = None


class Work:
    """The folder of one run; everything that is built lies there."""

    def __init__(self, path):
        self.path, self.tls, self.environment = path, False, None

    def certificate(self):
        """One file with key and certificate, made for this run."""
        path = os.path.join(self.path, 'certificate.pem')
        if not os.path.exists(path):
            quietly(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=track.shop.example',
                     '-addext', 'subjectAltName=DNS:track.shop.example', '-keyout', path, '-out', path + '.crt'])
            with open(path, 'a') as file:
                file.write(open(path + '.crt').read())
        return path

    def fill(self, source, folder, **values):
        with open(source) as file:
            text = re.sub('@([A-Z]+)@', lambda match: str(values[match[1]]), file.read())
        target = os.path.join(folder, os.path.basename(source))
        with open(target, 'w') as file:
            file.write(text)
        return target

    def build(self, dotnet_peers):
        yarp = re.search(r'"Yarp.ReverseProxy" Version="([^"]*)"', open(os.path.join(ROOT, 'Directory.Packages.props')).read())[1]
        self._build_file(os.path.join(HERE, 'probe.cs'), YARP=yarp)
        self.probe = os.path.join(self.path, 'probe', 'probe.dll')
        if 'bare-yarp' in dotnet_peers:
            self._build_file(os.path.join(ROOT, 'tests', 'corpus', 'peers', 'bare-yarp.cs'), YARP=yarp)
        if 'gateway' in dotnet_peers:
            quietly(['dotnet', 'publish', os.path.join(ROOT, 'src', 'PrivacyGateway'), '--configuration', 'Release', '--output', os.path.join(self.path, 'published')])

    def _build_file(self, source, **values):
        """Away from the repository, so that none of its settings applies."""
        name = os.path.splitext(os.path.basename(source))[0]
        folder = os.path.join(self.path, name + '-source')
        os.makedirs(folder, exist_ok=True)
        quietly(['dotnet', 'build', self.fill(source, folder, **values), '--configuration', 'Release', '--output', os.path.join(self.path, name)], cwd=folder)

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


def quietly(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600, **options)
    if done.returncode:
        raise SystemExit('run.sh: %s\n%s' % (' '.join(command), done.stdout[-4000:]))


def own(name):
    return os.path.join(os.path.dirname(HERE), 'peers', name)


def nginx(work, folder, port, upstream, conf='nginx.conf'):
    pem = work.tls and work.certificate()
    lua = glob.glob('/usr/lib/*/lua/5.1/zlib.so')
    conf = work.fill(own(conf), folder, WORK=folder, PORT=port, UPSTREAM=upstream, MODULES=MODULES, LISTEN='ssl http2' if pem else '',
                     CPATH=os.path.join(os.path.dirname(lua[0]), '?.so') if lua else '',
                     TLS='ssl_certificate %s; ssl_certificate_key %s; ssl_protocols TLSv1.3; http2_max_requests 100000000;' % (pem, pem) if pem else '')
    return ['nginx', '-p', folder, '-e', os.path.join(folder, 'nginx.err'), '-c', conf], {}


def nginx_lua(work, folder, port, upstream):
    work.fill(own('gw.lua'), folder)
    return nginx(work, folder, port, upstream, 'nginx-lua.conf')


def nginx_fair(work, folder, port, upstream):
    for name in ('fair.lua', 'fair_answer.lua', 'fair_names.lua', 'fair-headers.conf', 'fair-location.conf'):
        work.fill(own(name), folder)
    return nginx(work, folder, port, upstream, 'nginx-fair.conf')


def haproxy(work, folder, port, upstream):
    bind = ' ssl crt %s alpn h2,http/1.1 ssl-min-ver TLSv1.3' % work.certificate() if work.tls else ''
    return ['haproxy', '-db', '-f', work.fill(own('haproxy.cfg'), folder, PORT=port, UPSTREAM=upstream, BIND=bind)], {}


def bare_yarp(work, folder, port, upstream):
    command = ['dotnet', os.path.join(work.path, 'bare-yarp', 'bare-yarp.dll'), str(port), str(upstream)]
    return command + ([work.certificate()] if work.tls else []), {}


def gateway(published=None):
    def start(work, folder, port, upstream):
        at = published or os.path.join(work.path, 'published')
        dll, native = os.path.join(at, 'PrivacyGateway.dll'), os.path.join(at, 'PrivacyGateway')
        # Compiled ahead of time there is no dll, and the executable is all.
        command = (['dotnet', dll] if os.path.exists(dll) else [native]) + ['serve', '--config', own('proxy.json')]
        environment = {'ReverseProxy__Clusters__track-domain__Destinations__upstream__Address': 'http://127.0.0.1:%d/' % upstream}
        if work.tls:
            environment.update(Kestrel__Endpoints__public__Url='https://127.0.0.1:%d' % port,
                               Kestrel__Endpoints__public__Certificate__Path=work.certificate(), Kestrel__Endpoints__public__Certificate__KeyPath=work.certificate())
        else:
            command += ['--urls', 'http://127.0.0.1:%d' % port]
        if work.environment:
            data = os.path.join(folder, 'data-%d' % port)
            os.makedirs(data, exist_ok=True)
            environment.update(work.environment(data))
        return command, environment
    return start


WHOLE_JOB = SCRIPTED + ('beacon', 'batch', 'strict', 'blocked', 'starved')
EVERYTHING = WHOLE_JOB + ('spool',)


def known():
    peers = [Peer('nginx', 'nginx', nginx, ('identified',)), Peer('nginx-lua', 'nginx + Lua', nginx_lua, SCRIPTED),
             Peer('nginx-fair', 'nginx + Lua, the whole job', nginx_fair, WHOLE_JOB),
             Peer('haproxy', 'HAProxy rules', haproxy, SCRIPTED), Peer('bare-yarp', 'bare YARP', bare_yarp, ('identified',), is_dotnet=True),
             Peer('gateway', '**PrivacyGateway**', gateway(), EVERYTHING, is_dotnet=True)]
    return {peer.name: peer for peer in peers}


def variant(text):
    """Another gateway beside: label[,@folder of a published build][,NAME=VALUE...]."""
    label, *settings = text.split(',')
    folder = next((s[1:] for s in settings if s.startswith('@')), None)
    environment = dict(s.split('=', 1) for s in settings if not s.startswith('@'))
    return Peer(label, 'gateway, ' + label, gateway(folder), EVERYTHING, is_dotnet=True, environment=environment)
