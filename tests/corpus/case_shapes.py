"""Builds the corpus' cases: raw requests and responses with a canary, and what must hold of them. make_more.py collects and writes them."""
import base64, zlib

P = 'p=600,home,1,1920x1080,24,1,1795600000000,0,1280x720,0'
TAIL = 'cg1=shop&la=de'
WT, BATCH = '/111111111111111/wt', '/111111111111111/batch'
ANON = 'miCookieOptOut=1'
PLAIN, FORM = 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded'
GIF = base64.b64decode('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7')
POLICY = {
    'optout': (True, False, False, 'cd uc5 uc7'), 'optin': (True, True, False, 'cd uc5 uc7'), 'off': (False, False, False, 'cd uc5 uc7'),
    'strict': (True, True, True, 'cd uc5 uc7 oi cs1 cp5 is custom-id_1')}

requests, responses = [], []


# ------------------------------------------------------------------ the shape of a request
def b(text):
    return text if isinstance(text, bytes) else text.encode('latin-1')


def head(method, target, host, cookie, headers, version='1.1', agent='Mozilla/5.0 corpus'):
    lines = [b'%s %s HTTP/%s' % (b(method), b(target), b(version))]
    if host is not None:
        lines.append(b'Host: ' + b(host))
    if agent is not None:
        lines.append(b'User-Agent: ' + b(agent))
    if cookie is not None:
        lines.append(b'Cookie: ' + b(cookie))
    return lines + [b(h) for h in headers] + [b'Connection: close']


def get(query, host='optout.gw.test', cookie=ANON, headers=(), method='GET', path=WT, **more):
    """query None: no question mark."""
    return b'\r\n'.join(head(method, b(path) + (b'' if query is None else b'?' + b(query)), host, cookie, headers, **more)) + b'\r\n\r\n'


def eid(pair, **more):
    """A hit with an odd pair between harmless ones."""
    return get(b(P) + b'&' + b(pair) + b'&' + b(TAIL), **more)


def post(body, path=WT, type=FORM, host='optout.gw.test', cookie=ANON, headers=(), method='POST', length=True):
    """Bytes whose length is filled in once the canary is."""
    def build(canary):
        raw = (body(canary) if callable(body) else b(body)).replace(b'@C@', b(canary))
        lines = head(method, path, host, cookie, ([] if type is None else [b'Content-Type: ' + b(type)]) + list(headers))
        if length:
            lines.insert(-1, b'Content-Length: %d' % len(raw))
        return b'\r\n'.join(lines) + b'\r\n\r\n' + raw
    return build


def chunked(*chunks, trailers=b'', path=BATCH, host='optout.gw.test', headers=(), end=b'0\r\n'):
    body = b''.join(c if isinstance(c, bytes) else b'%x\r\n%s\r\n' % (len(b(c)), b(c)) for c in chunks)
    return b'\r\n'.join(head('POST', path, host, ANON, ['Content-Type: ' + PLAIN, 'Transfer-Encoding: chunked', *headers])) + b'\r\n\r\n' + body + end + trailers + b'\r\n'


def add(cls, about, raw, level='must', forward='either', nc=1, where='query', host='optout', has=(), lacks=(), absent=(), benign=False, response=None, body=None):
    id = 'M%04d' % (len(requests) + 1)
    canary = 'CANARY%sx' % id
    data = raw(canary) if callable(raw) else raw.replace(b'@C@', b(canary))
    enabled, opt_in, strict, suppress = POLICY[host]
    must = {'forward': forward, 'nc': nc, 'nc_where': where}
    for key, value in (('upstream_has', list(has)), ('upstream_lacks', list(lacks)), ('upstream_headers_absent', list(absent))):
        if value:
            must[key] = value
    if body is not None:
        must['upstream_body_b64'] = base64.b64encode(body).decode()
    packed = {'raw_zlib': base64.b64encode(zlib.compress(data, 9)).decode()} if len(data) > 4096 else {'raw': base64.b64encode(data).decode()}
    case = {'id': id, 'class': cls, 'about': about, 'level': level,
            'config': {'host': host + '.gw.test', 'enabled': enabled, 'optIn': opt_in, 'strict': strict, 'suppress': suppress.split()},
            **packed, 'canaries': [] if benign else [canary], 'must': must}
    if response:
        case['response'] = base64.b64encode(response).decode()
    requests.append(case)


def answer(cls, about, raw, level='must', host='optout', anonymous=True, request=None, status=None, has=(), lacks=(), absent=(), body=None, refuse=True, prelude=(), benign=False):
    id = 'N%04d' % (len(responses) + 1)
    canary = 'CANARY%sx' % id
    enabled, opt_in, strict, suppress = POLICY[host]
    must = {'accept_502': refuse}
    for key, value in (('browser_has', list(has)), ('browser_lacks', list(lacks)), ('browser_headers_absent', list(absent))):
        if value:
            must[key] = value
    if status:
        must['status'] = status
    if body is not None:
        must['body_b64'] = base64.b64encode(body).decode()
    fill = lambda data: (data(canary) if callable(data) else data).replace(b'@C@', b(canary))
    default = get(P, host=host + '.gw.test', cookie=ANON if anonymous == (not opt_in) and enabled else None)
    data = fill(raw)
    packed = {'raw_zlib': base64.b64encode(zlib.compress(data, 9)).decode()} if len(data) > 4096 else {'raw': base64.b64encode(data).decode()}
    case = {'id': id, 'class': cls, 'about': about, 'level': level, 'anonymous': anonymous,
            'config': {'host': host + '.gw.test', 'enabled': enabled, 'optIn': opt_in, 'strict': strict, 'suppress': suppress.split()},
            'request': base64.b64encode(request or default).decode(), **packed, 'canaries': [] if benign else [canary], 'must': must}
    if prelude:
        case['prelude'] = [{'request': base64.b64encode(q).decode(), 'raw': base64.b64encode(fill(a)).decode()} for q, a in prelude]
    responses.append(case)


def ok(*headers, status='200 OK', body=GIF, type='image/gif', length=True, version='1.1'):
    lines = [b'HTTP/%s %s' % (b(version), b(status))] + ([b'Content-Type: ' + b(type)] if type else []) + [b(h) for h in headers]
    if length:
        lines.append(b'Content-Length: %d' % len(body))
    return b'\r\n'.join(lines + [b'Connection: close']) + b'\r\n\r\n' + body
