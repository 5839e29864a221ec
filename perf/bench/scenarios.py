"""What is sent. Every scenario is a set of requests that differ in every byte that an identifier has, rotated by the load generator."""

import gzip

AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
TRACK_ID, SLOW_TRACK_ID = '111111111111111', '222222222222222'
BATCH_LINES = 1000


class Request:
    """One request and what must not arrive of it."""

    def __init__(self, method, target, headers, body, canaries, zipped=False):
        self.target, self.body, self.canaries, self.lines = target, body, canaries, body.count(b'\n') + 1
        self.needs_whole_job = zipped
        if zipped:
            body, headers = gzip.compress(body, 6), headers + ['Content-Encoding: gzip']
        if body or method == 'POST':
            headers = headers + ['Content-Type: text/plain;charset=UTF-8', 'Content-Length: %d' % len(body)]
        self.raw = ('%s %s HTTP/1.1\r\n%s\r\n\r\n' % (method, target, '\r\n'.join(headers))).encode() + body


def ids(n):
    return '21%017d' % (38123456789012 + n * 7919), '31%017d' % (51123456789012 + n * 104729)


def parameters(n):
    eid, sid = ids(n)
    address = 'https%%3A%%2F%%2Fwww.shop.example%%2Fherren%%2Fschuhe%%2Fsneaker%%2Fmodell-%d%%3Fcolor%%3Dblau%%26size%%3D42' % n
    return [
        'p=520,de.shop.produkt.detailseite.%d,1,1920x1080,24,1,1731412345%03d,0,1903x969,0' % (n, n),
        'tz=1', 'eid=' + eid, 'sid=' + sid, 'one=0', 'fns=0', 'la=de',
        'cg1=Startseite%20Produkte', 'cg2=Herren%20Schuhe%20Sneaker', 'cg3=Detailansicht', 'cp1=desktop', 'cp2=' + address,
        'cd=kunde-%d%%40example.test' % (100000 + n), 'uc5=Musterstadt%20am%20See', 'uc7=m%C3%A4nnlich',
        'ceid=%s-ceid' % eid, 'ba=SKU-%d-blau-42' % (40000 + n), 'co=129.95', 'qn=1', 'st=view',
        'cs820=kampagne_herbst_2025_retargeting_display_%d_variante_b_und_noch_mehr_text' % n, 'nc_x=unveraendert', 'eor=1',
        'pu=%s%%26utm_source%%3Dnewsletter%%26utm_medium%%3Demail%%26utm_campaign%%3Dherbst%%26utm_content%%3Dteaser-startseite-oben-links-variante-b-und-noch-mehr-text%%26farbe%%3Dblau' % address]


def canaries(n):
    eid, sid = ids(n)
    return [text.encode() for text in (eid, sid, 'kunde-%d' % (100000 + n), 'Musterstadt')]


def headers(n, cookies, host='track.shop.example'):
    eid, _ = ids(n)
    return [
        'Host: ' + host, 'Connection: keep-alive', 'sec-ch-ua-platform: "Windows"', 'User-Agent: ' + AGENT,
        'sec-ch-ua: "Google Chrome";v="131", "Chromium";v="131", "Not_A Brand";v="24"', 'sec-ch-ua-mobile: ?0',
        'Accept: image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
        'Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image', 'Referer: https://www.shop.example/',
        'Accept-Encoding: gzip, deflate, br, zstd', 'Accept-Language: de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7',
        'Cookie: %swteid_%s=%s; wtsid_%s=1; other=x' % (cookies, TRACK_ID, eid, TRACK_ID), 'X-Forwarded-For: 203.0.113.%d' % (n % 250 + 1)]


ANONYMOUS = 'miCookieOptOut=1; '


def get(n, cookies=ANONYMOUS, host='track.shop.example', track_id=TRACK_ID, more=()):
    return Request('GET', '/%s/wt?%s' % (track_id, '&'.join(parameters(n) + list(more))), headers(n, cookies, host), b'', canaries(n))


def strict(n):
    request = get(n, host='strict.shop.example')
    request.canaries.append(b'unveraendert')  # A name that nobody knows.
    return request


def long_address(n):
    """30 KB in all: the pixel's longest address."""
    more, size = [], 0
    while size < 29000:
        more.append('cp%d=%s' % (100 + len(more), 'wert%20mit%20zeichen%20' * 10 + str(n)))
        size += len(more[-1]) + 1
    return get(n, more=more)


def beacon(n):
    return Request('POST', '/%s/wt' % TRACK_ID, headers(n, ANONYMOUS), '&'.join(parameters(n)).encode(), canaries(n))


def batch(n, count=BATCH_LINES, host='track.shop.example', zipped=False):
    eid, sid = ids(n)
    lines = ['wt?p=520,de.shop.liste.%d,1,1920x1080,24,1,1731412345%03d,0,1903x969,0&eid=%s&sid=%s&cg1=Herren%%20Schuhe&cd=kunde-%d&la=de&ba=SKU-%d'
             % (line, line, eid, sid, 100000 + n, line) for line in range(count)]
    return Request('POST', '/%s/batch' % TRACK_ID, headers(n, ANONYMOUS, host), '\n'.join(lines).encode(), canaries(n)[:3], zipped)


def zipped_batch(n):
    """1,000 to 10,000 lines, as a server's SDK sends them."""
    return batch(n, 1000 * (1 + n % 10), 'server.shop.example', zipped=True)


class Scenario:
    """beside: requests that other connections send meanwhile, without end. rate: of the measured ones, instead of saturation."""

    def __init__(self, title, request, count=64, connections=32, expects='anonymous', beside=None, beside_connections=0, rate=None,
                 tls=False, environment=None, upstream=True):
        self.title, self.request, self.count, self.connections, self.expects = title, request, count, connections, expects
        self.beside, self.beside_connections, self.rate, self.tls = beside, beside_connections, rate, tls
        self.environment, self.upstream = environment, upstream

    def requests(self):
        return [self.request(n) for n in range(1, self.count + 1)]

    def beside_requests(self):
        return [self.beside(n) for n in range(1, 21)] if self.beside else []


def spool(folder):
    """The gateway keeps every hit before it answers; nobody takes any."""
    return {'PrivacyGateway__Policies__default__delivery': 'queued', 'PrivacyGateway__DataDirectory': folder,
            'PrivacyGateway__Spool__maxRows': '1000000', 'PrivacyGateway__Spool__maxBytes': '17179869184'}


SCENARIOS = {
    'anonymous': Scenario('anonymous GET', get),
    'identified': Scenario('identified GET', lambda n: get(n, cookies=''), expects='identified'),
    'beacon': Scenario('beacon POST', beacon),
    'batch': Scenario('batch of %d lines' % BATCH_LINES, batch, count=8, connections=8),
    'long': Scenario('30 KB address', long_address),
    'strict': Scenario('strict level', strict),
    'blocked': Scenario('blocked hit', lambda n: get(n, cookies='webtrekkOptOut=1; '), expects='blocked'),
    # Were the slow ones among those that are measured, nobody could tell whom they hold up.
    'slow': Scenario('anonymous GET at saturation beside 256 connections whose answers take 200 ms', get,
                     beside=lambda n: get(n, track_id=SLOW_TRACK_ID), beside_connections=256),
    'starved': Scenario('5,000 small hits a second beside gzip batches of 1,000 to 10,000 lines', get, connections=64, rate=5000,
                        beside=zipped_batch, beside_connections=2),
    'tls': Scenario('anonymous GET over TLS and HTTP/2', get, tls=True),
    'spool': Scenario('spool commit: queued delivery, the track domain is down', get, environment=spool, upstream=False),
}
