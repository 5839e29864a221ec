"""Kinds of leak that attacks on a running gateway found, each in several spellings. make_more.py adds these cases behind its own."""
import gzip, zlib

from case_shapes import ANON, BATCH, FORM, P, PLAIN, TAIL, WT, add, b, chunked, get, post

STRICT = 'strict.gw.test'
SCREEN, VIEWPORT, TIME = '2071x1163', '1366x657', '1795455233698'


def strict(query, **more):
    """A hit under the strict policy, without cookies."""
    return get(query, host=STRICT, cookie=None, **more)


# ------------------------------------------------------------------ the fields of p under strict
def page_fields():
    exact = [SCREEN, VIEWPORT, TIME]
    whole = 'p=600,home,1,%s,24,1,%s,0,%s,0' % (SCREEN, TIME, VIEWPORT)
    fields = whole[2:].split(',')

    def page(screen=SCREEN, time=TIME, viewport=VIEWPORT, name='home', script='1', colors='24', java='0', version='600', more=''):
        return 'p=%s,%s,%s,%s,%s,1,%s,0,%s,%s%s' % (version, name, script, screen, colors, time, viewport, java, more)

    def coarse(about, query, lacks=exact):
        add('strict-page-field', about, strict(query + '&' + TAIL), host='strict', lacks=lacks, benign='@C@' not in query)

    for about, comma in (('lower-case hex', '%2c'), ('double encoded', '%252C'), ('three times encoded', '%25252C'), ('fullwidth', '%EF%BC%8C'), ('overlong', '%C0%AC'), ('small', '%EF%B9%90')):
        coarse('commas, ' + about, 'p=' + comma.join(fields))
    coarse('commas, every second one encoded', 'p=' + ''.join(f + (',', '%2C')[i % 2] for i, f in enumerate(fields))[:-1])
    coarse('the name p encoded', '%70' + whole[1:])
    coarse('the name p with a bracket', 'p[]' + whole[1:])
    coarse('the name p in upper case', 'P' + whole[1:])
    coarse('p twice, the second one encoded', 'p=600,home&p=' + '%2C'.join(fields))
    coarse('fields separated by semicolons', 'p=' + ';'.join(fields))
    coarse('fields separated by pipes', 'p=' + '%7C'.join(fields))
    for about, spelled, lacks in (
            ('first digit encoded', '%32071x1163', ['2071x1163', '%32071x1163']), ('digit double encoded', '2071x116%2533', ['2071x1163', '116%2533']), ('x in upper case, encoded', '2071%581163', ['2071%581163', '2071x1163']), ('x double encoded', '2071%25781163', ['2071%25781163']),
            ('times sign', '2071%C3%971163', ['2071%c3%971163']), ('asterisk', '2071*1163', ['2071*1163']), ('spaces', '2071%20x%201163', ['2071%20x', '2071 x', '2071+x']), ('fullwidth digit', '%EF%BC%92071x1163', ['071x1163']), ('overlong digit', '%C0%B2071x1163', ['071x1163']),
            ('third number', '2071x1163x2', ['2071x1163']), ('decimals', '2071.5x1163.25', ['2071.5', '1163.25']), ('an id', '@C@', []), ('an id behind a size', '800x600@C@', []), ('NUL behind', '2071x1163%00', ['2071x1163'])):
        coarse('screen: ' + about, page(screen=spelled), lacks)
        coarse('viewport: ' + about, page(viewport=spelled), lacks)
    for about, spelled, lacks in (
            ('last digit encoded', '179545523369%38', [TIME, '179545523369%38']), ('all digits encoded', ''.join('%%%02x' % ord(c) for c in TIME), ['%37%39%35', TIME]), ('double encoded digit', '%2531795455233698', ['795455233698']), ('sign', '%2B' + TIME, [TIME]), ('fraction', TIME + '.125', [TIME]), ('seconds with a fraction', '1795455233.698', ['5233.698', '233.698']),
            ('exponent', '1.795455233698e12', ['795455233698']), ('hexadecimal', '0x1a208de0d22', ['1a208de0d22']), ('ISO 8601', '2026-11-23T17%3A33%3A53.698Z', ['53.698']), ('HTTP date', 'Mon%20Nov%2023%202026%2017%3A33%3A53', ['33%3a53', '33:53']), ('spaces around', '%20' + TIME + '%20', [TIME]), ('microseconds', TIME + '123', [TIME]), ('an id', '@C@', [])):
        coarse('time: ' + about, page(time=spelled), lacks)
    for about, query, lacks in (
            ('screen where JavaScript belongs', page(script=SCREEN), [SCREEN]), ('time where the colour depth belongs', page(colors=TIME), [TIME]), ('time where Java belongs', page(java=TIME), [TIME]), ('screen where the version belongs', page(version=SCREEN), [SCREEN]), ('an eleventh field', page(more=',' + TIME), exact),
            ('an id in an eleventh field', page(more=',@C@'), exact), ('an id where JavaScript belongs', page(script='@C@'), exact), ('an id where the colour depth belongs', page(colors='@C@'), exact), ('an id in the version', page(version='@C@'), exact), ('an id where Java belongs', page(java='@C@'), exact), ('screen behind an encoded comma of the page name', page(name='home%2C' + SCREEN), exact),
            ('time behind a double encoded comma of the page name', page(name='home%252C' + TIME), exact)):
        coarse(about, query, lacks)
    for about, line in (('commas encoded', 'p=' + '%2C'.join(fields)), ('digits encoded', page('%32071x1163', '179545523369%38', '1366x65%37')), ('the name encoded', '%70' + whole[1:])):
        low = [*exact, '179545523369%38', '%32071', '65%37']
        add('strict-page-field', 'batch line: ' + about, post('wt?%s&cg1=x\nwt?p=600,b' % line, path=BATCH, type=PLAIN, host=STRICT, cookie=None), host='strict', where='lines', lacks=low, benign=True)
        add('strict-page-field', 'form: ' + about, post(line + '&cg1=x', host=STRICT, cookie=None), host='strict', where='any', lacks=low, benign=True)


# ------------------------------------------------------------------ names in running text, JSON, paths, lists
def running_text():
    ways = (
        ('path segment', 'https%3A%2F%2Fs%2Fsid%3D@C@%2Fx'), ('user name of an address', 'https%3A%2F%2Fceid%3D@C@%40s%2F'), ('JSON member', '%7B%22wteid%22%3A%22@C@%22%7D'), ('JSON, spaces', '%7B%20%22fns%22%20%3A%20%22@C@%22%20%7D'), ('escaped JSON', '%7B%5C%22cdb2%5C%22%3A%5C%22@C@%5C%22%7D'),
        ('single quotes', "%7B'geid'%3A'@C@'%7D"), ('list', 'a%2Cui5%3D@C@'), ('list with a space', 'a%2C%20feid%3D@C@'), ('header', 'X-WT-EID%3A%20@C@'), ('sentence', 'my%20wt_eid%20is%20wt_eid%3D@C@'), ('plus for the space', 'a+wtstp_sid=@C@'), ('line feed', 'a%0Aceid%3D@C@'), ('tab', 'a%09sid%3A@C@'),
        ('parenthesis', '(fweid=@C@)'), ('angle brackets', '%3Csid%3D@C@%3E'), ('pipe', 'a%7Cone%3D@C@'), ('exclamation mark', 'a!eid=@C@'), ('asterisk', 'a*eid=@C@'), ('dollar sign', '%24eid%3D@C@'), ('backslash', 'a%5Ceid%3D@C@'), ('at sign', 'a%40eid%3D@C@'), ('tilde', '~eid=@C@'), ('index', 'a%2Ceid%5B0%5D%3D@C@'),
        ('double encoded comma', 'a%252Ceid%253D@C@'), ('colon, no space', 'visitor%3Aeid%3A@C@'), ('contact datum in JSON', '%7B%22uc701%22%3A%22@C@%22%7D'), ('contact datum in a list', 'a%2Cuc709%3D@C@'), ('upper case', 'a%2CEID%3D@C@'), ('YAML', 'eid%3A%20@C@'), ('CSS', '%7Beid%3A@C@%3B%7D'), ('quoted attribute', '%3Ca%20eid%3D%22@C@%22%3E'))
    for about, value in ways:
        for where, query in (('ct', P + '&ct=' + value), ('cp9', P + '&cp9=' + value)) if '%' in value[:1] else (('pu', P + '&pu=' + value), ('p page name', P.replace(',home,', ',' + value.replace(',', '%2C') + ','))):
            add('running-text', '%s: %s' % (where, about), get(query))
    add('running-text', 'batch line, JSON', post('wt?p=600,a&ct=%7B%22eid%22%3A%22@C@%22%7D&cg1=x\nwt?p=600,b', path=BATCH, type=PLAIN), where='lines')
    add('running-text', 'form, list', post(P + '&ct=a%2C+eid%3D@C@&cg1=x'), where='any')
    add('running-text', 'p, behind an encoded line feed', get(P + '%0Asid%3D@C@&' + TAIL))
    add('running-text', 'User-Agent', get(P, agent='Mozilla/5.0 (x; eid=@C@)'))
    add('running-text', 'User-Agent that repeats a stripped id', get(P + '&eid=@C@', agent='Mozilla/5.0 (@C@) corpus'))
    add('running-text', 'another parameter repeats a stripped id', get(P + '&eid=@C@&cp3=@C@&' + TAIL))
    add('running-text', 'a page address repeats the id of a cookie', get(P + '&pu=https%3A%2F%2Fs%2Fu%2F@C@&' + TAIL, cookie=ANON + '; wtstp_eid=@C@'))
    for pair in ('ct=Phase%20one%3A%202', 'ct=sid%3A%20no', 'cp9=%7B%22eid%22%3A%221%22%7D', 'ct=one%3A%20introduction', 'cp9=a%2Csid%3Dx', 'ct=Residence%3A%20Frankfurt2026'):
        add('benign-query', 'prose: ' + pair, get(P + '&' + pair + '&eor=1'), forward='yes', has=['&' + pair + '&'], benign=True)


# ------------------------------------------------------------------ overlong letters and NULs: two readings
def overlong_names():
    for about, name in (
            ('overlong letter before a name', '%C1%A1eid'), ('overlong letter behind a name', 'eid%C1%B8'), ('overlong letter of three bytes before', '%E0%81%A1sid'), ('four bytes', '%F0%80%81%A5id'), ('overlong digit behind', 'cdb%C0%B2'), ('two overlong letters', '%C1%A5%C1%A9d'), ('double encoded', '%25C1%25A1ceid'), ('overlong underscore', 'wt%C1%9Feid'), ('overlong NUL behind', 'eid%C0%80'),
            ('overlong hyphen', 'X%C0%ADWT-EID'), ('NUL and a harmless name behind', 'eid%00cg1'), ('harmless name and a NUL before', 'cg1%00eid'), ('double encoded NUL', 'sid%2500x')):
        add('two-readings', about, get(P + '&' + name + '=@C@&' + TAIL))
        add('two-readings', 'nested: ' + about, get(P + '&pu=https%3A%2F%2Fs%2F%3F' + name.replace('%', '%25') + '%3D@C@&' + TAIL))
    add('two-readings', 'overlong ampersand before a name', get(P + '&cg2=1%C0%A6eid=@C@&' + TAIL))
    add('two-readings', 'overlong equals sign', get(P + '&cg2=1%26eid%C0%BD@C@&' + TAIL))
    add('two-readings', 'overlong letter, strict', strict(P + '&pu=%2Fx%3F%25C1%25A1eid%3D@C@'), host='strict')


def markers():
    for host, cookie in (('off', None), ('optout', None), ('optin', ANON)):
        for about, pair in (('NUL behind', 'nc%00=1'), ('NUL and more behind', 'nc%00x=1'), ('double encoded NUL', 'nc%2500=1'), ('NUL behind the value', 'nc=1%00'), ('overlong letter', 'n%C1%A3=1'), ('overlong letter of three bytes', '%E0%81%AEc=1'), ('overlong digit', 'nc=%C0%B1'), ('overlong and NUL', '%C1%AEc%00=1')):
            add('query-nc', 'only reason is a marker with %s (%s)' % (about, host), get(P + '&' + pair + '&eid=@C@&' + TAIL, host=host + '.gw.test', cookie=cookie), host=host, lacks=['%c1', '%c0', '%e0', '%00'])
    add('query-nc', 'only reason is a marker with a NUL, form body', post(P + '&nc%00=1&eid=@C@', cookie=None), where='any')
    add('query-nc', 'only reason is a marker with a NUL, second batch line', post('wt?p=600,a&eid=@C@\nwt?p=600,b&nc%00=1', path=BATCH, type=PLAIN, cookie=None), where='lines')


# ------------------------------------------------------------------ the type and the packing of a body
def content_types():
    for about, type in (('digits', '2138210064900146323@C@'), ('a boundary', 'multipart/form-data; boundary=@C@'), ('a charset', 'text/plain;charset=@C@'), ('a second parameter', FORM + '; charset=UTF-8; id=@C@'), ('quotes', '"text/plain; @C@"'), ('a comment', 'text/plain (@C@)'), ('a comma', 'text/plain, @C@'), ('a vendor tree', 'text/vnd.@C@'), ('a suffix', 'text/plain+@C@')):
        for where, request in (('empty hit', post('', type=type)), ('empty batch', post('', path=BATCH, type=type)), ('form', post(P + '&cg1=x', type=type)), ('batch', post('wt?p=600,a', path=BATCH, type=type))):
            add('body-type', 'type with %s: %s' % (about, where), request, nc=None)
    add('body-type', 'marker in the query, no body, function off', post('', path=WT + '?' + P + '&nc=1', type='@C@/@C@', host='off.gw.test', cookie=None), nc=None, host='off')
    add('body-type', 'chunked without a chunk', chunked(headers=['Content-Type: text/@C@']), nc=None)
    add('body-type', 'a language of the body', post(P, headers=['Content-Language: @C@']), nc=None, absent=['Content-Language'])


def packed_bodies():
    plain = b'wt?p=600,a&eid=@C@&cg1=' + b'abcdefgh' * 40 + b'\nwt?p=600,b'

    def packed(about, pack, label):
        add('body-cut', about, post(lambda c: pack(plain.replace(b'@C@', b(c))), path=BATCH, type=PLAIN, headers=['Content-Encoding: ' + label]), forward='no', nc=None)

    gz = lambda d: gzip.compress(d, mtime=0)
    deflated = lambda d: (lambda z: z.compress(d) + z.flush())(zlib.compressobj(9, zlib.DEFLATED, -15))
    flushed = lambda d: (lambda z: z.compress(d) + z.flush(zlib.Z_SYNC_FLUSH))(zlib.compressobj(9, zlib.DEFLATED, 31))
    for about, pack, label in (
            ('gzip without its last byte', lambda d: gz(d)[:-1], 'gzip'), ('gzip without its length', lambda d: gz(d)[:-4], 'gzip'), ('gzip without its tail', lambda d: gz(d)[:-8], 'gzip'), ('gzip, half', lambda d: gz(d)[:len(gz(d)) // 2], 'gzip'), ('gzip, header only', lambda d: gz(d)[:10], 'gzip'), ('gzip, wrong checksum', lambda d: gz(d)[:-8] + b'\0\0\0\0' + gz(d)[-4:], 'gzip'),
            ('gzip, wrong length', lambda d: gz(d)[:-4] + b'\1\0\0\0', 'gzip'), ('gzip, flushed and never ended', flushed, 'gzip'), ('x-gzip, half', lambda d: gz(d)[:40], 'x-gzip'), ('zlib without its last byte', lambda d: zlib.compress(d)[:-1], 'deflate'), ('zlib without its checksum', lambda d: zlib.compress(d)[:-4], 'deflate'),
            ('zlib, wrong checksum', lambda d: zlib.compress(d)[:-4] + b'\0\0\0\0', 'deflate'), ('raw deflate, half', lambda d: deflated(d)[:20], 'deflate'), ('gzip, one bit of the text flipped', lambda d: (lambda g: g[:20] + bytes([g[20] ^ 4]) + g[21:])(gz(d)), 'gzip'), ('gzip and a second member, cut', lambda d: gz(d) + gz(d)[:20], 'gzip')):
        packed(about, pack, label)
    add('body-cut', 'whole gzip still passes', post(lambda c: gz(plain.replace(b'@C@', b(c))), path=BATCH, type=PLAIN, headers=['Content-Encoding: gzip']), forward='yes', where='lines')


# ------------------------------------------------------------------ cookies
def full_opt_outs():
    spellings = (
        ('upper case', 'WEBTREKKOPTOUT=1'), ('bare name among others', 'a=b; webtrekkOptOut; c=d'), ('first letter escaped', '%77ebtrekkOptOut=1'), ('double escaped', 'webtrekk%254fptOut=1'), ('escaped equals sign', 'webtrekkOptOut%3D1'), ('space before the equals sign', 'webtrekkOptOut =1'), ('comma without a space', 'a=b,webtrekkOptOut=1'), ('comma behind it', 'webtrekkOptOut=1, a=b'),
        ('quoted name, comma', 'a=b, "webtrekkOptOut"=1'), ('quoted value', 'webtrekkOptOut="1"'), ('escaped value', 'webtrekkOptOut=%31'), ('value true', 'webtrekkOptOut=true'), ('tab before', '\twebtrekkOptOut=1'), ('old version attribute', '$Version=1; webtrekkOptOut=1; $Path=/'), ('no space behind the semicolon', 'a=b;webtrekkOptOut=1'), ('twice, first empty', 'webtrekkOptOut=; webtrekkOptOut=1'))
    for about, cookie in spellings:
        for host, consent in (('optout', ''), ('optin', ANON + '; ')):
            add('full-opt-out', '%s (%s)' % (about, host), get(P + '&eid=@C@&' + TAIL, host=host + '.gw.test', cookie=consent + cookie), host=host)
    add('full-opt-out', 'second Cookie line', get(P + '&eid=@C@', cookie='a=b', headers=['Cookie: "webtrekkOptOut"=1']))
    add('full-opt-out', 'batch', post('wt?p=600,a&eid=@C@', path=BATCH, type=PLAIN, cookie='a=b, webtrekkOptOut=1'), where='lines')


def folded_cookies():
    for about, cookie in (('the shop behind the vendor', 'wtstp_eid=2138210064900146323,SHOPSESSION=@C@'), ('the shop before the vendor', 'SHOPSESSION=@C@, wtstp_eid=2138210064900146323'), ('three pairs', 'wt3_eid=1, cart=@C@, wt3_sid=1'), ('spaces around the comma', 'wtstp_sid=1 , basket=@C@'), ('quoted name', 'wtstp_sid=1, "basket"=@C@')):
        add('cookie-folded', 'identified: ' + about, get(P + '&eid=213821', cookie=cookie), forward='yes', nc=None)
    for about, cookie in (('consent folded', 'a=b, miCookieOptOut=1'), ('consent first', 'miCookieOptOut=1, a=b'), ('consent in the middle', 'a=b, miCookieOptOut=1, c=d')):
        add('cookie-folded', 'opt-in: %s is no consent' % about, get(P + '&eid=@C@', host='optin.gw.test', cookie=cookie), host='optin')
        add('cookie-folded', 'opt-out: %s is an opt-out' % about, get(P + '&eid=@C@', cookie=cookie))


def many_cookies():
    lines = lambda count, cookie: ['Cookie: %s%d=@C@' % (cookie, i) for i in range(count)]
    add('cookie-lines', '180 lines, the opt-out last', get(P + '&eid=@C@', cookie=None, headers=lines(180, 'c') + ['Cookie: ' + ANON]), forward='yes')
    add('cookie-lines', '180 lines, the opt-out in the middle', get(P + '&eid=@C@', cookie=None, headers=lines(90, 'wteid_') + ['Cookie: ' + ANON] + lines(90, 'x')), forward='yes')
    add('cookie-lines', '450 lines of identifiers', get(P + '&eid=@C@', cookie=ANON, headers=lines(450, 'wtstp_eid')), forward='yes')
    add('cookie-lines', '600 lines', get(P + '&eid=@C@', cookie=ANON, headers=lines(600, 'c')))
    add('cookie-lines', 'opt-in: consent among 180 lines', get(P + '&eid=213821', host='optin.gw.test', cookie=None, headers=lines(90, 'c') + ['Cookie: ' + ANON] + lines(90, 'd')), forward='yes', nc=0, host='optin', has=['eid=213821'])


def shared_cookie_names():
    for about, cookie in (('session of a shop', 'sid=@C@'), ('PHP session', 'sid=%s%s' % ('@C@', 'a' * 20)), ('signed session', 'sid=s%3A@C@.x'), ('quoted', 'sid="@C@"'), ('behind the vendor cookies', 'wtstp_eid=2138210064900146323; sid=@C@'), ('eid of an event', 'eid=@C@'), ('eid, 20 digits', 'eid=21382100649001463234'), ('eid, 18 digits', 'eid=213821006490014632'), ('sid=2', 'sid=2')):
        add('cookie-shared-name', 'identified: ' + about, get(P, cookie=cookie), forward='yes', nc=0, lacks=[] if '@C@' in cookie else [cookie], benign='@C@' not in cookie)
    for cookie in ('eid=2138210064900146323', 'sid=1'):
        add('cookie-shared-name', "identified: the vendor's %s is forwarded" % cookie, get(P, cookie=cookie), forward='yes', nc=0, has=[cookie], benign=True)


# ------------------------------------------------------------------ headers, paths, addresses
def headers():
    for host in ('optout', 'strict'):
        for about, lines in (
                ('Accept: parameter', ['Accept: image/gif; v="@C@"']), ('Accept: many types', ['Accept: ' + ', '.join('image/%s%d' % ('@C@', i) for i in range(9))]), ('two Accept lines', ['Accept: image/gif', 'Accept: text/@C@']), ('Accept-Language: brackets', ['Accept-Language: [@C@]']), ('Accept-Language: long number', ['Accept-Language: de-2138210064900146323']),
                ('two Accept-Language lines', ['Accept-Language: de', 'Accept-Language: x-@C@']), ('second User-Agent', ['User-Agent: @C@']), ('three User-Agents', ['user-agent: @C@', 'USER-AGENT: @C@'])):
            level = 'must' if host == 'strict' or 'two' in about or 'User-Agent' in about or 'brackets' in about else 'should'
            add('header-shape', '%s (%s)' % (about, host), get(P, host=host + '.gw.test', cookie=ANON if host == 'optout' else None, headers=lines), host=host, level=level, lacks=['2138210064900146323'])


def paths():
    for about, path in (
            ('five track ids', '/' + ','.join(str(i) * 15 for i in range(1, 6)) + '/wt'), ('nine track ids', '/' + ','.join(str(i) * 15 for i in range(1, 10)) + '/batch'), ('suffix of letters', '/111111111111111/wtcanary'), ('suffix with a digit', '/111111111111111/wt0a1b2c3d4e5f67'), ('suffix with marks', '/111111111111111/wt_a-b_c-d'), ('suffix of one letter', '/111111111111111/wtx')):
        tail = path[path.rindex('/') + 3:]
        add('path-text', about, get(P, path=path), nc=None, lacks=['555555555555555'] if 'track' in about else ['/wt' + tail], benign=True)
    add('path-text', 'suffix is the canary', lambda c: get(P, path='/111111111111111/wt' + c.lower()), nc=None)
    add('path-text', 'strict: suffix is the canary', lambda c: strict(P, path='/111111111111111/wt' + c.lower()), nc=None, host='strict')
    add('path-text', 'identified hits keep theirs', get(P, path='/111111111111111/wt0a1b2c3d4e5f67', cookie=None), forward='yes', nc=0, has=['/wt0a1b2c3d4e5f67'], benign=True)


def user_info():
    for about, value, has in (
            ('name and password', 'https%3A%2F%2F@C@%3Asecret%40www.shop.test%2Fa', 'www.shop.test%2Fa'), ('password alone', 'https%3A%2F%2F%3A@C@%40www.shop.test%2Fb', 'www.shop.test%2Fb'), ('a host of one word', 'https%3A%2F%2Fu%3A@C@%40localhost%2Fc', 'localhost%2Fc'), ('port', 'https%3A%2F%2Fu%3A@C@%40www.shop.test%3A8443%2Fd', 'www.shop.test%3A8443%2Fd'),
            ('an e-mail address as the name', 'https%3A%2F%2F@C@%40mail.test%3Asecret%40www.shop.test%2Fe', 'www.shop.test%2Fe'), ('ftp', 'ftp%3A%2F%2F@C@%3Ax%40ftp.shop.test%2Ff', 'ftp.shop.test%2Ff')):
        for where, query in (('pu', P + '&pu=' + value), ('page name', P.replace(',home,', ',' + value + ','))):
            add('nested-url', 'strict: user-info, %s (%s); the host stays' % (about, where), strict(query), forward='yes', host='strict', has=[has], lacks=['secret'])


def customer_data():
    for about, value in (
            ('list', 'cs;er1=@C@;oi=4711@C@'), ('encoded list', 'cs%3Ber9%3D@C@'), ('double encoded', 'a%253Ber4%253D@C@'), ('ampersand', 'a%26uc12%3D@C@'), ('question mark', 'shop%3Fcd%3D@C@'), ('hash', 'shop%23er2%3D@C@'), ('first word', 'eaj%3D@C@'), ('wallet', 'a%3Becw_x%3D@C@'), ('vc', 'a%3Bvc3%3D@C@'), ('xlc', 'a%26xlc2%3D@C@'), ('upper case', 'a%3BER4%3D@C@')):
        for where, query in (('ck1', P + '&ck1=' + value), ('page name', P.replace(',home,', ',' + value.replace('=', '%3D').replace(';', '%3B') + ','))):
            add('strict-customer', '%s in %s' % (about, where), strict(query), host='strict', lacks=['4711'])
    for name in ('fpv', 'fpt', 'FPV', '%66pt', 'fpv%5B%5D'):
        add('strict-temporary', '%s, whose storage never ends' % name, strict(P + '&' + name + '=@C@&' + TAIL), host='strict')
    add('strict-temporary', 'batch line', post('wt?p=600,a&fpv=@C@&fpt=@C@&cg1=x', path=BATCH, type=PLAIN, host=STRICT, cookie=None), host='strict', where='lines')


def vendor_names():
    for about, query in (
            ('wt_ccdid', 'wt_ccdid=@C@'), ('WT_CCDID, encoded', 'WT%5FCCDID=@C@'), ('mcp_eid', 'mcp_eid=@C@'), ('mcp%5Feid', 'mcp%5Feid=@C@'), ('X_WT_EID', 'X_WT_EID=@C@'), ('x_wt_ip', 'x_wt_ip=@C@'), ('X_WT_UA', 'X_WT_UA=@C@'), ('nested wt_ccdid', 'pu=https%3A%2F%2Fs%2F%3Fwt_ccdid%3D@C@'), ('nested mcp_eid', 'pu=https%3A%2F%2Fs%2F%3Fa%3D1%26mcp_eid%3D@C@'),
            ('mcp_eid in JSON', 'ct=%7B%22mcp_eid%22%3A%22@C@%22%7D'), ('wt_ccdid in a list', 'ct=a%2Cwt_ccdid%3D@C@')):
        add('vendor-name', about, get(P + '&' + query + '&' + TAIL))
    for name in ('wt_ccdid', 'mcp_eid', 'X_WT_EID'):
        add('vendor-name', name + ' in a batch line', post('wt?p=600,a&%s=@C@&cg1=x\nwt?p=600,b' % name, path=BATCH, type=PLAIN), where='lines')


# ------------------------------------------------------------------ batches of server libraries; offers of HTTP/2
def server_batches():
    kept = 'wt?p=600,a&eid=2138210064900146323&X-WT-IP=203.0.113.7'

    def mixed(about, lines, has=('eid=2138210064900146323', 'X-WT-IP=203.0.113.7'), **more):
        add('batch-mixed', about, post(lines, path=BATCH, type=PLAIN, host='off.gw.test', cookie=None, **more), nc=None, host='off', has=has, forward='yes')

    mixed('the anonymous line is last', kept + '\nwt?p=600,b&nc=1&eid=@C@')
    mixed('the anonymous line is first', 'wt?p=600,b&nc=1&eid=@C@&X-WT-IP=@C@\n' + kept)
    mixed('CRLF', kept + '\r\nwt?p=600,b&eid=@C@&nc=1&X-WT-UA=@C@\r\n')
    mixed('marker encoded', kept + '\nwt?p=600,b&%6Ec=1&ceid=@C@')
    mixed('marker with a NUL', kept + '\nwt?p=600,b&nc%00=1&eid=@C@')
    mixed('two anonymous lines', 'wt?p=600,b&nc=1&eid=@C@\n' + kept + '\nwt?p=600,c&nc=1&wtstp_eid=@C@')
    mixed('an anonymous line with names in running text', kept + '\nwt?p=600,b&nc=1&ct=%7B%22eid%22%3A%22@C@%22%7D')
    mixed('a line that cannot be read', kept + '\n{"eid":"@C@"}\nwt?p=600,b&nc=1')
    mixed('cookies and headers of the server', kept + '\nwt?p=600,b&nc=1', headers=['Cookie: wtstp_eid=@C@', 'X-WT-EID: @C@', 'X-WT-UA: @C@'])
    mixed('X_WT_ names', kept + '\nwt?p=600,b&nc=1&X_WT_EID=@C@&X_WT_IP=@C@')
    for about, path in (('marker', BATCH + '?nc=1'), ('identifier', BATCH + '?eid=@C@')):
        add('batch-mixed', 'the URL has the %s: all lines are anonymous' % about, post('wt?p=600,a&eid=@C@\nwt?p=600,b&nc=1&eid=@C@', path=path, type=PLAIN, host='off.gw.test', cookie=None), where='lines', host='off')
    add('batch-mixed', 'the function is on: one marker makes all anonymous', post('wt?p=600,a&eid=@C@\nwt?p=600,b&nc=1', path=BATCH, type=PLAIN, cookie=None), where='lines')
    for line in ('   ', 'null', 'wt?p', '[]', '\x00'):
        add('batch-mixed', 'anonymous batch with the line %r' % line, post('wt?p=600,a&eid=@C@&cg1=first\n%s\nwt?p=600,c&cg1=last' % line, path=BATCH + '?nc=1', type=PLAIN, host='off.gw.test', cookie=None), forward='yes', where='lines', host='off', has=['cg1=first', 'cg1=last'])


def upgrade_offers():
    for about, lines in (('as Java sends it', ['Upgrade: h2c', 'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA']), ('id in the settings', ['Upgrade: h2c', 'HTTP2-Settings: @C@'])):
        add('upgrade', 'an offer of h2c is ignored: ' + about, get(P + '&eid=@C@', headers=lines).replace(b'Connection: close', b'Connection: Upgrade, HTTP2-Settings, close'), forward='yes', absent=['Upgrade', 'HTTP2-Settings'])
    for offer in ('h2c, websocket', 'websocket, h2c', 'h2c/1', 'H2C;x'):
        add('upgrade', 'offer of ' + offer, get(P + '&eid=@C@', headers=['Upgrade: ' + offer]).replace(b'Connection: close', b'Connection: Upgrade, close'), nc=None, absent=['Upgrade'])


def write():
    for part in (page_fields, running_text, overlong_names, markers, content_types, packed_bodies, full_opt_outs, folded_cookies, many_cookies,
                 shared_cookie_names, headers, paths, user_info, customer_data, vendor_names, server_batches, upgrade_offers):
        part()
