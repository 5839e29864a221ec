#!/usr/bin/env python3
"""Writes more-requests.jsonl and more-responses.jsonl: the corpus' classes continued where the sample has gaps.

    python3 make_more.py            writes both files beside this one; the same bytes every time
    python3 make_more.py --check    exit code 1 if the files are not what this program writes

Every case is one line of this program, of attack_cases.py or of attack_responses.py: class, what it is about, the raw bytes,
what must hold. `@C@` stands for the case's canary. Ids count through and are for good: a new case is added behind all others.
"""
import base64, gzip, json, os, sys, zlib

from case_shapes import ANON, BATCH, FORM, GIF, P, PLAIN, TAIL, WT, add, answer, b, chunked, eid, get, head, ok, post, requests, responses
import attack_cases, attack_responses

HERE = os.path.dirname(os.path.abspath(__file__))


# ------------------------------------------------------------------ names in the query
def names():
    for about, name in (
            ('all escaped', '%65%69%64'), ('upper-case hex', '%65%69D'), ('encoded upper case', '%45%49%44'), ('double', '%2565id'), ('four times', '%25252565id'),
            ('six times', '%252525252565id'), ('nine times', '%' + '25' * 9 + '65id'), ('bracket', 'eid[]'), ('encoded brackets', 'eid%5B%5D'), ('index', 'eid[0]'),
            ('bracket left open', 'eid['), ('NUL behind', 'eid%00'), ('NUL and more behind', 'eid%00x'), ('NUL inside', 'e%00id'), ('NUL before', '%00eid'), ('tab', 'eid%09'), ('tab before', '%09eid'),
            ('vertical tab', 'eid%0B'), ('form feed', 'eid%0C'), ('escape character', 'eid%1B'), ('DEL', 'eid%7F'), ('plus behind', 'eid+'), ('plus inside', 'e+id'),
            ('double encoded blank', 'eid%2520'), ('question mark', '?eid'), ('encoded question mark', '%3Feid'), ('two question marks', '??eid'), ('equals in the name', 'eid%3D'),
            ('overlong 3 bytes', '%E0%81%A5id'), ('overlong, double encoded', '%25C1%25A5id'), ('C1 control', '%C2%85eid'), ('half a UTF-8 sequence', '%E2%82eid'), ('stray continuation', 'e%80id'),
            ('invalid byte inside', 'e%FFid'), ('noncharacter U+FFFE', '%EF%BF%BEeid'), ('noncharacter U+FFFF', 'e%EF%BF%BFid'), ('encoded surrogate', '%ED%A0%80eid'),
            ('fixed-point trick %%36%35', '%%36%35id'), ('name padded with 1100 blanks', '%20' * 1100 + 'eid'), ('name padded with 1100 plus signs', '+' * 1100 + 'eid'),
            ('1100 zero-width characters', '%E2%80%8B' * 1100 + 'eid'), ('upper-case X-WT', 'X-WT-EID'), ('X-WT-UA', 'X-WT-UA'), ('X-WT-SEC-CH-UA', 'x-wt-sec-ch-ua-model'), ('cdb with number', 'cdb17'),
            ('cdbeid', 'CDBEID'), ('uc0700', 'uc0700'), ('uc700 with NUL', 'uc700%00'), ('uc713', 'uc713'), ('ui5', 'u%695'), ('wteid of a track', 'wteid_111111111111111'), ('sid', 'SID%20'), ('geid', 'gEID'),
            ('feid', 'feid'), ('fweid', 'fweid'), ('suppressed, Turkish capital', 'uc5%00%C4%B0'), ('suppressed, bracket', 'cd[]'), ('suppressed, triple', '%252563d'), ('suppressed, overlong', '%C1%A3d')):
        add('query-name-encoding', '%s: %s' % (about, name if len(name) < 40 else name[:12] + '...' + name[-8:]), eid(name + '=@C@'), has=[P])
    for about, name in (('soft hyphen', 'e%C2%ADid'), ('zero-width space', 'e%E2%80%8Bid'), ('zero-width joiner', 'ei%E2%80%8Dd'), ('word joiner', '%E2%81%A0eid'), ('left-to-right mark', 'eid%E2%80%8E'), ('combining mark', 'eid%CC%80'),
                        ('%u escape', '%u0065id'), ('%u escape, later', 'e%u0069d'), ('mathematical letters', '%F0%9D%90%9E%F0%9D%90%A2%F0%9D%90%9D'), ('circled letters', '%E2%93%94%E2%93%98%E2%93%93'), ('dotless i', 'e%C4%B1d'),
                        ('variation selector beyond the BMP', 'e%F3%A0%84%80id'), ('tag character', 'e%F3%A0%81%A5id'), ('Hangul filler', 'e%E1%85%9Fid'), ('braille blank', '%E2%A0%80eid'), ('Cyrillic look-alike', '%D0%B5id'), ('5-byte overlong', '%F8%80%80%81%A5id'), ('6-byte overlong', '%FC%80%80%80%81%A5id'),
                        ('backslash x escape', 'e%5Cx69d'), ('HTML entity, no ampersand', '%26%23101%3Bid'), ('quoted name', '%22eid%22'), ('single-quoted name', "'eid'"), ('dot prefix', '.eid'), ('slash prefix', '/eid'), ('exclamation mark', '!eid'), ('dollar sign', '$eid'), ('colon behind', 'eid:'), ('array member', 'a[eid]'), ('dotted member', 'visitor.eid')):
        add('query-name-encoding', '%s: %s' % (about, name), eid(name + '=@C@'), level='should', has=[P])


def delimiters():
    for about, query in (
            ('& as entity', P + '&cg2=1&amp;eid=@C@&' + TAIL), ('& as entity, twice', P + '&amp;amp;eid=@C@&' + TAIL), ('semicolon first', P + '&;eid=@C@&' + TAIL), ('semicolon instead of every ampersand', P.replace('&', ';') + ';eid=@C@;' + TAIL),
            ('encoded semicolon', P + '&cg2=1%3Beid=@C@&' + TAIL), ('encoded = only', P + '&eid%3D@C@&' + TAIL), ('double encoded =', P + '&eid%253D@C@&' + TAIL), ('query begins with ??', '?' + P + '&eid=@C@&' + TAIL),
            ('query begins with ??eid', '?eid=@C@&' + P + '&' + TAIL), ('encoded #', P + '&cg2=1%23eid=@C@&' + TAIL), ('encoded ? in a value', P + '&cg2=1%3Feid=@C@&' + TAIL), ('raw ? in a value', P + '&cg2=1?eid=@C@&' + TAIL),
            ('value opens with &', P + '&cg2=%26eid=@C@&' + TAIL), ('= before the name', P + '&=eid=@C@&' + TAIL), ('many = before the name', P + '&===eid=@C@&' + TAIL), ('only semicolons and the id', P + '&;;;eid=@C@;;&' + TAIL),
            ('only the id', 'eid=@C@'), ('only the id, no ampersand left', '&&eid=@C@&&'), ('suppressed behind a semicolon', P + '&ba=a;cd=@C@&' + TAIL), ('contact datum behind a semicolon', P + '&ba=a;b;uc703=@C@;c&' + TAIL)):
        add('query-delimiter', about, get(query))
    add('query-delimiter', 'fragment in the target', get(P + '#eid=@C@'), has=[])
    add('query-delimiter', 'fragment before the query', get(None, path=WT + '#?eid=@C@'), nc=None)
    for about, query in (('encoded LF as separator', P + '&cg2=1%0Aeid=@C@&' + TAIL), ('encoded CRLF as separator, encoded =', P + '&cg2=1%0D%0Aeid%3D@C@&' + TAIL), ('encoded NUL as separator', P + '&cg2=1%00eid=@C@&' + TAIL),
                         ('encoded line separator U+2028', P + '&cg2=1%E2%80%A8eid=@C@&' + TAIL), ('comma as separator', P + '&cg2=1,eid=@C@&' + TAIL), ('pipe as separator', P + '&cg2=1|eid=@C@&' + TAIL), ('blank as separator', P + '&cg2=1%20eid=@C@&' + TAIL),
                         ('JSON in a value', P + '&cg2=%7B%22eid%22%3A%22@C@%22%7D&' + TAIL), ('JSON as a name', P + '&%7B%22eid%22:%22@C@%22%7D&' + TAIL), ('colon for =', P + '&eid:@C@&' + TAIL)):
        add('query-delimiter', about, get(query))
    for about, at in (('bare LF in the target', b'\n'), ('bare CR in the target', b'\r'), ('tab in the target', b'\t'), ('vertical tab in the target', b'\x0b'), ('blank in the target', b' ')):
        add('query-delimiter', about, get(b(P) + b'&cg2=1' + at + b'eid=@C@'), nc=None)
    for about, query in (('first, last and in between', 'eid=@C@a&' + P + '&eid=@C@b&' + TAIL + '&eid=@C@c'), ('one in the middle of 900 others', P + '&' + '&'.join('cg%d=x' % i for i in range(450)) + '&eid=@C@&' + '&'.join('cp%d=x' % i for i in range(450))),
                         ('empty, bare and full', P + '&eid=&eid&eid=@C@&' + TAIL), ('name of a kept one in front', P + '&cg1eid=1&eid=@C@')):
        add('query-dup', about, get(query), forward='yes', has=[P])
    for about, pairs in (('encoded name', '%6Ec=0'), ('upper case', 'NC=0'), ('bracket', 'nc[]=0'), ('NUL', 'nc%00=0'), ('double encoded', '%256Ec=0'), ('1 and 0', 'nc=1&nc=0'), ('0 and 1', 'nc=0&nc=1'), ('encoded value', 'nc=%31'), ('plus', '+nc=0')):
        add('query-nc', 'the client sends its own nc, %s: exactly one nc=1 upstream' % about, get(P + '&' + pairs + '&eid=@C@&' + TAIL), forward='yes', has=[P])
    for host, cookie in (('optin', ANON), ('off', None), ('optout', None)):
        for about, pairs in (('nc=1', 'nc=1'), ('encoded', '%6Ec=%31'), ('upper case', 'NC=1'), ('behind 600 parameters', '&'.join('cg%d=x' % i for i in range(600)) + '&nc=1')):
            add('query-nc', 'the browser itself says nc=1, no other reason (%s, %s)' % (host, about), get(P + '&' + pairs + '&eid=@C@', host=host + '.gw.test', cookie=cookie), host=host)
    add('query-nc', 'nc=1 behind a semicolon, no other reason', get(P + '&cg1=a;nc=1&eid=@C@', cookie=None), level='should', nc=None)
    add('query-nc', 'nc=0 behind a semicolon in anonymous mode', get(P + '&cg1=a;nc=0&eid=@C@'), level='should', lacks=['nc=0'])


def sizes():
    add('size', '29 KB of genuine parameters pass', get(P + '&' + '&'.join('cp%d=%s' % (i, 'x' * 50) for i in range(500)) + '&eid=@C@&cg9=last'), forward='yes', has=['cg9=last'])
    add('size', '40 KB of %25 in a value', get(P + '&cg1=' + '%25' * 9000 + '&eid=@C@'))
    add('size', '40 KB of %25 in a name', get(P + '&' + '%25' * 9000 + 'eid=@C@'))
    add('size', '6000 ampersands', get(P + '&' * 6000 + 'eid=@C@'))
    add('size', '6000 semicolons', get(P + '&a=' + ';' * 6000 + 'eid=@C@'))
    add('size', '3000 nested question marks', get(P + '&pu=' + '?a=' * 3000 + '?eid=@C@'))
    add('size', '64 KB query', get(P + '&cg1=' + 'x' * 65536 + '&eid=@C@'))
    add('size', '300 headers', get(P + '&eid=@C@', headers=['X-H%d: @C@' % i for i in range(300)]))
    add('size', '9000 @ in a strict value', get(P + '&cg1=' + 'a@' * 9000 + '&eid=@C@', host='strict.gw.test', cookie=None), host='strict')


# ------------------------------------------------------------------ nested values
def nested():
    for about, value in (
            ('encoded & before it', 'https%3A%2F%2Fs%2F%3Fa%3D1%26eid%3D@C@'), ('fragment', 'https%3A%2F%2Fs%2F%23eid%3D@C@'), ('fragment route', 'https%3A%2F%2Fs%2F%23%2Fx%3Feid%3D@C@'), ('double encoded', 'https%253A%252F%252Fs%252F%253Feid%253D@C@'),
            ('four times encoded', 'https%25252F%25252Fs%2525252F%2525253Feid%2525253D@C@'), ('encoded name inside', 'https%3A%2F%2Fs%2F%3F%2565id%3D@C@'), ('matrix parameter', 'https%3A%2F%2Fs%2F%3Beid%3D@C@%2Fx'), ('entity inside', 'https%3A%2F%2Fs%2F%3Fa%3D1%26amp%3Beid%3D@C@'),
            ('wtstp_eid', 'https%3A%2F%2Fs%2F%3Fwtstp_eid%3D@C@'), ('wt_eid', 'https%3A%2F%2Fs%2F%3Fwt_eid%3D@C@'), ('uc701', 'https%3A%2F%2Fs%2F%3Fuc701%3D@C@'), ('suppressed name', 'https%3A%2F%2Fs%2F%3Fcd%3D@C@'), ('upper case', 'HTTPS%3A%2F%2FS%2F%3FEID%3D@C@'), ('overlong', 'https%3A%2F%2Fs%2F%3F%25C1%25A5id%3D@C@'),
            ('NUL', 'https%3A%2F%2Fs%2F%3Feid%2500%3D@C@'), ('relative', '%2Fx%3Feid%3D@C@'), ('query alone', '%3Feid%3D@C@'), ('without the question mark', 'eid%3D@C@')):
        for where, lead in (('pu', P + '&pu=' + value), ('p referrer', P.replace(',0,1280', ',' + value + ',1280')), ('ct', P + '&ct=' + value)):
            add('nested-url' if where != 'p referrer' else 'p-field', '%s: %s' % (where, about), get(lead), level='should')
    for about, value in (
            ('query of another name', 'https%3A%2F%2Fs%2F%3Fuser%3D@C@'), ('bare query', 'https%3A%2F%2Fs%2F%3F@C@'), ('bare query, no scheme', 's.example%2Fx%3F@C@'), ('scheme-relative', '%2F%2Fs%2F%3Fu%3D@C@'), ('no scheme', 's.example%2Fx%3Fu%3D@C@'), ('fragment without a name', 'https%3A%2F%2Fs%2F%23@C@'),
            ('fragment of a relative address', '%2Fx%23@C@'), ('user-info', 'https%3A%2F%2Fu%3A@C@%40s%2F'), ('user-info, scheme-relative', '%2F%2Fu%3A@C@%40s%2F'), ('user-info, double encoded', 'https%253A%252F%252Fu%253A@C@%2540s%252F'), ('backslashes', 'https%3A%5C%5Cs%5C%3Fu%3D@C@'),
            ('address in an address', 'https%3A%2F%2Fs%2F%3Fnext%3Dhttps%253A%252F%252Ft%252F%253Fu%253D@C@'), ('path parameter', 'https%3A%2F%2Fs%2Fx%3Bjsessionid%3D@C@'), ('e-mail address', '@C@%40mail.example'), ('e-mail address, double encoded', '@C@%2540mail.example'), ('mailto', 'mailto%3A@C@%40mail.example'),
            ('e-mail address in the query', 'https%3A%2F%2Fs%2F%3Fq%3D@C@%40mail.example'), ('upper-case scheme, one slash', 'HTTPS%3A%2Fs%2F%3Fu%3D@C@'), ('data address', 'data%3A%2C%3Fu%3D@C@'), ('address behind text', 'see%20https%3A%2F%2Fs%2F%3Fu%3D@C@'), ('two addresses', 'https%3A%2F%2Fs%2F%3Fa%3D1%20https%3A%2F%2Ft%2F%3Fb%3D@C@')):
        for where, query in (('pu', P + '&pu=' + value), ('p page name', P.replace(',home,', ',' + value + ',')), ('cp1', P + '&cp1=' + value)):
            add('nested-url' if where != 'p page name' else 'p-field', 'strict %s: %s' % (where, about), get(query, host='strict.gw.test', cookie=None), host='strict', level='must' if where != 'cp1' else 'should')

    def disguised(name, text):
        mixed = bytes(c ^ name[i % len(name)] for i, c in enumerate(text))
        return base64.b64encode(mixed).replace(b'+', b'-').replace(b'/', b'*').replace(b'=', b'_')
    for host, cookie in (('optout', ANON), ('strict', None)):
        for about, text in (('eid', b'https://s/?eid=CANARYobfuscated'), ('another name', b'https://s/?user=CANARYobfuscated'), ('user-info', b'https://u:CANARYobfuscated@s/'), ('e-mail address', b'CANARYobfuscated@mail.example')):
            if host == 'strict' or about == 'eid':
                value = disguised(b'pu', text).decode()
                add('nested-url', 'disguised pu carries %s (%s)' % (about, host), get(P + '&pu=__1_' + value, host=host + '.gw.test', cookie=cookie), host=host, lacks=[value], level='must' if host == 'strict' or about == 'eid' else 'should', benign=True)


# ------------------------------------------------------------------ bodies
def line(text='@C@', page='a'):
    return 'wt?p=600,%s&eid=%s&cg1=shop&la=de' % (page, text)


def bodies():
    for about, pair in (('eid[]', 'eid[]'), ('tab', 'eid%09'), ('NUL', 'eid%00'), ('overlong', '%C1%A5id'), ('raw fullwidth letters', '\uff45\uff49\uff44'.encode()), ('raw NBSP', b'eid\xc2\xa0'), ('raw overlong', b'\xc1\xa5id'), ('raw invalid byte', b'e\xffid'), ('raw soft hyphen', b'e\xc2\xadid'),
                        ('1100 blanks', b' ' * 1100 + b'eid'), ('U+FFFE', b'\xef\xbf\xbeeid'), ('semicolon before', 'a;eid')):
        add('body-form', 'form body: ' + about, post(b(P) + b'&' + b(pair) + b'=@C@&' + b(TAIL)), where='any')
        add('body-batch', 'batch line: ' + about, post(b'wt?' + b(P) + b'&' + b(pair) + b'=@C@&' + b(TAIL) + b'\nwt?p=600,b', path=BATCH, type=PLAIN), where='lines')
    for about, body in (('LF', P + '\neid=@C@'), ('CRLF', P + '\r\neid=@C@&' + TAIL), ('LF, batch lines', 'wt?' + P + '\nwt?eid=@C@'), ('blank line first', '\n\neid=@C@&' + P), ('LF before the name', 'p=1&\neid=@C@'), ('LF, sid in the third line', 'p=600,a\np=600,b\nsid=@C@')):
        for type in (PLAIN, FORM):
            add('body-form', 'lines in a body for /wt: %s (%s)' % (about, type.split(';')[0]), post(body, type=type), where='any', nc=None)
    for about, body in (('id where "wt" belongs', '@C@?p=600,a&cg1=x'), ('path where "wt" belongs', 'wt/eid/@C@?p=600,a'), ('address where "wt" belongs', 'https://u:@C@@t/1/wt?p=600,a'), ('encoded pair where "wt" belongs', 'wt;eid%3D@C@?p=600,a'), ('colon where "wt" belongs', 'eid:@C@?p=600,a'),
                        ('JSON where "wt" belongs', '{"eid":"@C@"}?p=600,a'), ('header where "wt" belongs', 'X-WT-EID: @C@?p=1'), ('second line', 'wt?p=600,a\n@C@?p=600,b')):
        add('body-batch', 'batch line with ' + about, post(body, path=BATCH, type=PLAIN), nc=None)
        add('body-batch', 'strict batch line with ' + about, post(body, path=BATCH, type=PLAIN, host='strict.gw.test', cookie=None), nc=None, host='strict')
    for about, body in (('LF at the end', line() + '\n'), ('CRLF', line() + '\r\n' + line('@C@b', 'b') + '\r\n'), ('no lead', 'p=600,a&eid=@C@&cg1=x'), ('?', '?p=600,a&eid=@C@'), ('eid first', 'wt?eid=@C@&p=600,a'), ('only eid', 'wt?eid=@C@\nwt?p=600,b'), ('empty lines between', line() + '\n\n\n' + line('@C@b', 'b')),
                        ('obfuscated path', 'wtabc12?p=600,a&eid=@C@'), ('two question marks', 'wt??eid=@C@&p=600,a'), ('blank before', '  wt?p=600,a&eid=@C@')):
        add('body-batch', 'batch: ' + about, post(body, path=BATCH, type=PLAIN), where='lines')
    add('body-batch', 'batch: the id in the address', post('wt?p=600,a', path=BATCH + '?eid=@C@&X-WT-UA=x', type=PLAIN), where='lines')
    add('body-batch', 'batch: 9000 lines, one with an id', post('\n'.join(line('x', str(i)) for i in range(9000)).replace('eid=x&', '', 8999).replace('eid=x', 'eid=@C@'), path=BATCH, type=PLAIN), nc=None)
    add('body-batch', 'batch: lines separated by NEL', post(b(line('x')) + b'\xc2\x85' + b(line()), path=BATCH, type=PLAIN), nc=None)
    add('body-batch', 'batch: lines separated by U+2028', post(b'wt?p=600,a\xe2\x80\xa8eid=@C@', path=BATCH, type=PLAIN), nc=None, level='should')
    add('body-batch', 'batch: form feed', post('wt?p=600,a\x0cwt?eid=@C@', path=BATCH, type=PLAIN), nc=None)

    raw = lambda c: b'wt?p=600,a&eid=' + b(c)
    deflate = lambda d: (lambda z: z.compress(d) + z.flush())(zlib.compressobj(9, zlib.DEFLATED, -15))
    gz = lambda d: gzip.compress(d, mtime=0)
    brotli = lambda d: ((len(d) - 1 << 4) | 1 << 20).to_bytes(3, 'little') + d + b'\x03'      # one stored block (RFC 7932, 9.2)
    for about, pack, label in (
            ('gzip', gz, 'gzip'), ('GZIP', gz, 'GZIP'), ('deflate (zlib)', zlib.compress, 'deflate'), ('deflate (raw)', deflate, 'deflate'), ('gzip, two members', lambda d: gz(d[:9]) + gz(d[9:]), 'gzip'), ('gzip and rubbish behind', lambda d: gz(d) + d, 'gzip'),
            ('gzip twice', lambda d: gz(gz(d)), 'gzip, gzip'), ('gzip in deflate', lambda d: zlib.compress(gz(d)), 'gzip, deflate'), ('three times', lambda d: gz(gz(gz(d))), 'gzip, gzip, gzip'), ('gzip twice, one label', lambda d: gz(gz(d)), 'gzip'), ('gzip without a label', gz, None), ('zlib without a label', zlib.compress, None),
            ('raw deflate without a label', deflate, None), ('label br on gzip', gz, 'br'), ('label compress', gz, 'compress'), ('label identity on gzip', gz, 'identity'), ('label "gzip, identity"', gz, 'gzip, identity'), ('label br on plain bytes', lambda d: d, 'br'), ('label deflate on plain bytes', lambda d: d, 'deflate'), ('empty label', lambda d: d, ''),
            ('label in quotes', gz, '"gzip"'), ('label with a parameter', gz, 'gzip;q=1'), ('cut-off gzip', lambda d: gz(d)[:-9], 'gzip'), ('gzip of UTF-16', lambda d: gz(d.decode().encode('utf-16')), 'gzip'), ('gzip of JSON', lambda d: gz(b'{"eid":"' + d + b'"}'), 'gzip'), ('aws-chunked', lambda d: d, 'aws-chunked'),
            ('gzip bomb, 64 MB', lambda d: gz(d + b'\n' + b'a' * (64 << 20)), 'gzip'), ('brotli', brotli, 'br'), ('brotli without a label', brotli, None), ('gzip in brotli', lambda d: brotli(gz(d)), 'gzip, br')):
        for path in (BATCH, WT):
            add('body-encoding', '%s (%s)' % (about, path[17:]), post(lambda c, pack=pack: pack(raw(c)), path=path, type=PLAIN, headers=[] if label is None else ['Content-Encoding: ' + label]), nc=None)
    add('body-encoding', 'two Content-Encoding lines', post(lambda c: gz(gz(raw(c))), path=BATCH, type=PLAIN, headers=['Content-Encoding: gzip', 'Content-Encoding: gzip']), nc=None)
    for charset, codec in (('utf-16', 'utf-16'), ('utf-16le', 'utf-16-le'), ('utf-16be', 'utf-16-be'), ('utf-32', 'utf-32'), ('utf-32le', 'utf-32-le'), ('utf-7', 'utf-7'), ('ibm500', 'cp500'), ('utf-8', 'utf-8-sig')):
        for label in ('text/plain;charset=' + charset, 'text/plain', 'text/plain; charset = "%s"' % charset):
            add('body-encoding', 'bytes in %s, %s' % (codec, label), post(lambda c, codec=codec: (P + '&eid=' + c).encode(codec), path=BATCH, type=label), nc=None)
    add('body-encoding', 'UTF-7 spelling of the name, charset utf-7', post('wt?p=600,a&+AGUAaQBk-=@C@', path=BATCH, type='text/plain;charset=utf-7'), nc=None)
    add('body-encoding', 'UTF-7 spelling, charset given twice', post('wt?p=600,a&+AGUAaQBk-=@C@', path=BATCH, type='text/plain;charset=utf-8;charset=utf-7'), nc=None, level='should')

    part = '--b\r\nContent-Disposition: form-data; name="eid"\r\n\r\n@C@\r\n--b--\r\n'
    json_body = '{"eid":"@C@","p":"600,a"}'
    for about, body, type in (
            ('multipart', part, 'multipart/form-data; boundary=b'), ('multipart labelled text', part, PLAIN), ('multipart labelled form', part, FORM), ('JSON', json_body, 'application/json'), ('JSON labelled text (what sendBeacon does)', json_body, PLAIN), ('JSON labelled form', json_body, FORM),
            ('JSON without a type', json_body, None), ('JSON array', '[["eid","@C@"]]', PLAIN), ('JSON with escapes', '{"\\u0065id":"@C@"}', PLAIN), ('JSON over lines', '{\n"eid":\n"@C@"\n}', PLAIN), ('XML', '<hit><eid>@C@</eid></hit>', PLAIN), ('XML with a namespace', '<?xml version="1.0"?><w:eid xmlns:w="u">@C@</w:eid>', PLAIN),
            ('protobuf-like', b'\x0a\x03eid\x12\x0c@C@', 'application/x-protobuf'), ('octet-stream', P + '&eid=@C@', 'application/octet-stream'), ('text/html', P + '&eid=@C@', 'text/html'), ('two types in one line', P + '&eid=@C@', 'text/plain, application/json'), ('csv', 'p,eid\n600,@C@\n', PLAIN), ('YAML', 'eid: @C@', PLAIN),
            ('type with an id behind it', P, 'text/plain; eid=@C@'), ('type with an id in the charset', P, 'text/plain; charset="utf-8";x=@C@'), ('type is an id', P, 'application/@C@'), ('type is an id, two lines', P, 'text/plain\r\nContent-Type: x/@C@')):
        for path in (WT, BATCH):
            add('body-type', '%s (%s)' % (about, path[17:]), post(body, path=path, type=type), nc=None)
    add('body-type', 'empty body, the type is an id', post('', type='text/@C@'), nc=None)
    add('body-type', 'empty batch, the type is an id', post('', path=BATCH, type='text/@C@'), nc=None)
    add('body-type', 'empty body, an id behind the type', post('', type='text/plain;id=@C@'), nc=None)
    add('body-type', 'GET whose type is an id', eid('cg2=1', headers=['Content-Type: text/@C@']))
    for method in ('GET', 'HEAD', 'DELETE', 'OPTIONS', 'PUT', 'PATCH', 'REPORT', 'post'):
        for path in (WT, BATCH):
            add('body-method', '%s with a body (%s)' % (method, path[17:]), post('p=600,a&eid=@C@', path=path, method=method), nc=None)
    add('body-method', 'GET with a chunked body', get(P, headers=['Transfer-Encoding: chunked']) + b'10\r\neid=@C@\r\n0\r\n\r\n', nc=None)
    add('body-method', 'POST to /cc', post('eid=@C@', path='/111111111111111/cc'), nc=None)
    add('body-method', 'POST to /optout', post('eid=@C@', path='/111111111111111/optout'), nc=None)


# ------------------------------------------------------------------ transfer, smuggling
def transfer():
    add('transfer', 'one byte a chunk', chunked(*line()), where='lines')
    add('transfer', 'name split over chunks', chunked('wt?p=600,a&e', 'i', 'd=@C@&cg1=x'), where='lines')
    add('transfer', 'name split inside its escape', chunked('wt?p=600,a&%', '6', '5id=@C@&cg1=x'), where='lines')
    add('transfer', 'line end split', chunked(line() + '\r', '\n' + line('@C@b', 'b')), where='lines')
    add('transfer', 'trailers', chunked('wt?p=600,a', trailers=b'X-WT-EID: @C@\r\nCookie: wteid=@C@\r\n'), where='lines', absent=['X-WT-EID', 'Trailer'])
    add('transfer', 'announced trailer', chunked('wt?p=600,a', headers=['Trailer: Cookie', 'TE: trailers'], trailers=b'Cookie: eid=@C@\r\n'), where='lines', absent=['Trailer', 'TE'])
    add('transfer', 'chunk extension', chunked(b'a;eid=@C@\r\nwt?p=600,a\r\n'), nc=None)
    add('transfer', 'long chunk extension', chunked(b'a;' + b'x' * 9000 + b'=@C@\r\nwt?p=600,a\r\n'), nc=None)
    add('transfer', 'quoted chunk extension', chunked(b'a;x="@C@\\"\r\n"\r\nwt?p=600,a\r\n'), nc=None)
    for about, size in (('upper-case hex', b'A'), ('leading zeros', b'0000000a'), ('too many zeros', b'0' * 40 + b'a'), ('blank before', b' a'), ('blank behind', b'a '), ('tab behind', b'a\t'), ('plus', b'+a'), ('minus', b'-a'), ('0x', b'0xa'), ('underscore', b'1_0'), ('overflow', b'1' + b'0' * 16 + b'a'), ('empty', b''), ('not hex', b'g')):
        add('smuggling', 'chunk size: ' + about, chunked(size + b'\r\nwt?p=600,a\r\n', end=b'0\r\n\r\nGET /1?eid=@C@ HTTP/1.1\r\n'), nc=None)
    for about, chunk in (('LF behind the size', b'a\nwt?p=600,a\r\n'), ('LF behind the data', b'a\r\nwt?p=600,a\n'), ('CR behind the size', b'a\rwt?p=600,a\r\n'), ('nothing behind the data', b'a\r\nwt?p=600,a'), ('longer than said', b'9\r\nwt?p=600,a\r\n')):
        add('smuggling', 'chunk: ' + about, chunked(chunk, end=b'0\r\n\r\nGET /1?eid=@C@ HTTP/1.1\r\n'), nc=None)
    inner = b'GET /111111111111111/wt?eid=@C@ HTTP/1.1\r\nHost: off.gw.test\r\n\r\n'

    # Connection: close ends the first request's connection, so a second request upstream was smuggled, not pipelined.
    def smuggle(about, headers, body):
        add('smuggling', about, b'\r\n'.join(head('POST', BATCH, 'optout.gw.test', ANON, ['Content-Type: ' + PLAIN, *headers]))+ b'\r\n\r\n' + body, nc=None)
    smuggle('CL.TE', ['Content-Length: 5', 'Transfer-Encoding: chunked'], b'0\r\n\r\n' + inner)
    smuggle('TE.CL', ['Transfer-Encoding: chunked', 'Content-Length: 4'], b'%x\r\n%s\r\n0\r\n\r\n' % (len(inner), inner))
    for te in ('chunked, identity', 'identity, chunked', 'chunked, chunked', 'gzip, chunked', 'chunked;q=1', 'Chunked', '"chunked"', 'chunked,', ',chunked', 'cow', 'identity', 'chunked\x0b', 'chunked\r\nTransfer-Encoding: cow', 'cow\r\nTransfer-Encoding: chunked', '\r\n chunked'):
        smuggle('TE: %r' % te, ['Transfer-Encoding: ' + te], b'0\r\n\r\n' + inner)
        smuggle('TE with a length: %r' % te, ['Transfer-Encoding: ' + te, 'Content-Length: %d' % (5 + len(inner))], b'0\r\n\r\n' + inner)
    for name in ('Transfer-Encoding ', ' Transfer-Encoding', 'Transfer_Encoding', 'Transfer-Encoding\t', 'X: y\nTransfer-Encoding', 'X: y\rTransfer-Encoding', 'Transfer\x00-Encoding'):
        smuggle('TE header as %r' % name, [name + ': chunked', 'Content-Length: 5'], b'0\r\n\r\n' + inner)
    for cl in ('0x5', '5, 5', '5,', '05', '5 5', '-5', '+5', '5;', '5.0', '1e1', '', '18446744073709551621', '5\x0b', '\r\n 5', '5\r\nContent-Length: 7', '5\r\nContent-Length: 5'):
        smuggle('CL: %r' % cl, ['Content-Length: ' + cl], b'p=1&a' + inner)
    add('smuggling', 'length on a GET, a second request in its body', get(P, headers=['Content-Length: %d' % (len(inner) + 12)]) + inner, nc=None)
    for about, data in (('bare LF everywhere', get(P + '&eid=@C@').replace(b'\r\n', b'\n')), ('LF before the cookie line', get(P + '&eid=@C@').replace(b'\r\nCookie', b'\nCookie')), ('CR before the cookie line', get(P + '&eid=@C@').replace(b'\r\nCookie', b'\rCookie')), ('obs-fold', get(P, headers=['X-A: b', '\twteid=@C@'])),
                        ('obs-fold in the cookie line', get(P + '&eid=@C@', cookie='a=b;\r\n miCookieOptOut=1')), ('folded first header', get(P + '&eid=@C@').replace(b'Host:', b' X: y\r\nHost:')), ('blank line first', b'\r\n\r\n' + get(P + '&eid=@C@')), ('LF first', b'\n' + get(P + '&eid=@C@')), ('blank before the colon', get(P + '&eid=@C@').replace(b'Cookie:', b'Cookie :')),
                        ('header without a colon', get(P + '&eid=@C@', headers=['X-A'])), ('header without a name', get(P + '&eid=@C@', headers=[': x'])), ('HTTP/1.2', get(P + '&eid=@C@', version='1.2')), ('HTTP/0.9', b'GET ' + b(WT) + b'?eid=@C@\r\n'), ('HTTP/2.0 in text', get(P + '&eid=@C@', version='2.0')), ('HTTP/1.0', get(P + '&eid=@C@', version='1.0')),
                        ('lower-case http/1.1', get(P + '&eid=@C@').replace(b'HTTP/1.1', b'http/1.1')), ('two blanks in the request line', get(P + '&eid=@C@').replace(b'GET ', b'GET  ')), ('tab in the request line', get(P + '&eid=@C@').replace(b'GET ', b'GET\t')), ('method with a blank before', b' ' + get(P + '&eid=@C@')),
                        ('h2 preface', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00 eid=@C@'), ('TLS hello', b'\x16\x03\x01\x00\x20eid=@C@' + b'\0' * 40), ('PROXY protocol', b'PROXY TCP4 203.0.113.7 127.0.0.1 1 2\r\n' + get(P + '&eid=@C@'))):
        add('smuggling', about, data, nc=None)


# ------------------------------------------------------------------ cookies and consent
def cookies():
    for about, cookie in (
            ('$Version', '$Version=1; miCookieOptOut=1; wteid_111111111111111=@C@; $Path=/'), ('comma-joined', 'miCookieOptOut=1, wteid_111111111111111=@C@'), ('upper case', 'miCookieOptOut=1; WTEID_111111111111111=@C@'), ('quoted name', 'miCookieOptOut=1; "wteid_111111111111111"=@C@'), ('blank before =', 'miCookieOptOut=1; wteid_111111111111111 =@C@'),
            ('no blank', 'miCookieOptOut=1;wteid_111111111111111=@C@'), ('no name', 'miCookieOptOut=1; =@C@'), ('no =', 'miCookieOptOut=1; @C@'), ('only semicolons', 'miCookieOptOut=1;;;;eid=@C@'), ('semicolon in quotes', 'miCookieOptOut=1; a="x; eid=@C@"'), ('before the consent', 'eid=@C@; miCookieOptOut=1'), ('consent twice', 'miCookieOptOut=1; eid=@C@; miCookieOptOut=1'),
            ('__Host-', 'miCookieOptOut=1; __Host-wteid=@C@'), ('tab', 'miCookieOptOut=1;\teid=@C@'), ('high bytes', b'miCookieOptOut=1; eid\xe9=@C@'), ('in the consent value', 'miCookieOptOut=@C@'), ('drsp', 'miCookieOptOut=1; drsp=@C@'), ('opt-out cookie carries it', 'miCookieOptOut=1; webtrekkOptOut=@C@'), ('300 cookies', 'miCookieOptOut=1; ' + '; '.join('c%d=@C@' % i for i in range(300)))):
        add('cookie-identity-form', about, get(P, cookie=cookie), nc=None if 'webtrekk' in str(cookie) else 1)
    add('cookie-identity-form', 'second Cookie line', get(P, headers=['Cookie: eid=@C@']))
    add('cookie-identity-form', 'Cookie line first, consent second', get(P, cookie='eid=@C@', headers=['Cookie: miCookieOptOut=1']))
    add('cookie-identity-form', 'opt-out call: the opt-out cookie carries an id', get('duration=10', path='/111111111111111/optout', cookie='miCookieOptOut=1; webtrekkOptOut=@C@'), nc=None)
    add('cookie-identity-form', 'opt-out call: opt-out cookie twice, vendor cookies', get('duration=10', path='/111111111111111/optout', cookie='webtrekkOptOut=1; wteid_111111111111111=@C@; webtrekkOptOut="@C@"'), nc=None)
    add('cookie-identity-form', 'opt-out call with an id in the query', get('duration=10&eid=@C@&redirect=https%3A%2F%2Fshop%2F%3Feid%3D@C@', path='/111111111111111/optout', cookie=None), nc=None)
    for name in ('_ga', '_fbp', 'JSESSIONID', 'access_token', 'AMCV_x', 'wordpress_logged_in', 'csrftoken', 'wt', 'wtx', 'xwt_eid', 'Eid', 'user_eid'):
        add('cookie-thirdparty', 'identified: site cookie %s stays behind' % name, get(P, cookie='wteid_111111111111111=1; %s=@C@' % name), level='should', nc=0, forward='yes')
    add('cookie-thirdparty', 'identified: site cookie comma-joined behind a vendor cookie', get(P, cookie='wteid_111111111111111=1, PHPSESSID=@C@'), nc=None)
    add('cookie-thirdparty', 'identified: site cookie behind a quoted semicolon', get(P, cookie='wt_x="a; PHPSESSID=@C@"'), level='should', nc=None)

    # Opt-out polarity: anything that can be meant as the anonymous cookie is. Opt-in: only exactly one value is consent.
    for about, cookie, level in (
            ('value true', 'miCookieOptOut=true', 'must'), ('value no', 'miCookieOptOut=no', 'must'), ('value in quotes', 'miCookieOptOut="1"', 'must'), ('quoted zero', 'miCookieOptOut="0"', 'must'), ('empty quotes', 'miCookieOptOut=""', 'must'), ('blank before =', 'miCookieOptOut =1', 'must'), ('blank behind =', 'miCookieOptOut= 1', 'must'), ('=1', 'miCookieOptOut==1', 'must'),
            ('escaped value', 'miCookieOptOut=%31', 'must'), ('first empty, then set', 'miCookieOptOut=; miCookieOptOut=1', 'must'), ('first set, then empty', 'miCookieOptOut=1; miCookieOptOut=', 'must'), ('0 then 1', 'miCookieOptOut=0; miCookieOptOut=1', 'must'), ('no blank between', 'a=1;miCookieOptOut=1', 'must'), ('tab before', 'a=1;\tmiCookieOptOut=1', 'must'),
            ('semicolons before', ';;; miCookieOptOut=1', 'must'), ('$Version', '$Version=1; miCookieOptOut=1; $Path="/"', 'must'), ('high byte', b'miCookieOptOut=\xff', 'must'), ('control character elsewhere', b'x=\x01; miCookieOptOut=', 'must'), ('long value', 'miCookieOptOut=' + 'a' * 5000, 'must'), ('500 others first', '; '.join('c%d=1' % i for i in range(500)) + '; miCookieOptOut=1', 'must'),
            ('undefined', 'miCookieOptOut=undefined', 'must'), ('null', 'miCookieOptOut=null', 'must'), ('lower case', 'micookieoptout=1', 'should'), ('upper case', 'MICOOKIEOPTOUT=1', 'should'), ('comma-joined behind another', 'a=b, miCookieOptOut=1', 'should'), ('comma-joined before another', 'miCookieOptOut=1, a=b', 'must'),
            ('name escaped', 'mi%43ookieOptOut=1', 'should'), ('equals escaped', 'miCookieOptOut%3D1', 'must'), ('bare name', 'miCookieOptOut', 'should'), ('quoted name', '"miCookieOptOut"=1', 'should'), ('NBSP before the name', b'\xa0miCookieOptOut=1', 'should'), ('inside a quoted value', 'a="x; miCookieOptOut=1"', 'should'), ('__Host-', '__Host-miCookieOptOut=1', 'should')):
        add('consent', 'opt-out: %s -> anonymous' % about, get(P + '&eid=@C@', cookie=cookie), level=level)
    for about, cookie, level in (
            ('true', 'miCookieOptOut=true', 'must'), ('01', 'miCookieOptOut=01', 'must'), ('1.0', 'miCookieOptOut=1.0', 'must'), ('+1', 'miCookieOptOut=+1', 'must'), ('1,1', 'miCookieOptOut=1,1', 'must'), ('quoted', 'miCookieOptOut="1"', 'must'), ('escaped', 'miCookieOptOut=%31', 'must'), ('escaped blank', 'miCookieOptOut=1%20', 'must'), ('=1', 'miCookieOptOut==1', 'must'), ('1=', 'miCookieOptOut=1=', 'must'),
            ('fullwidth one', 'miCookieOptOut=\uff11'.encode(), 'must'), ('superscript one', b'miCookieOptOut=\xb9', 'must'), ('NBSP behind', b'miCookieOptOut=1\xa0', 'must'), ('control character behind', b'miCookieOptOut=1\x01', 'must'), ('0', 'miCookieOptOut=0', 'must'), ('1 and 0', 'miCookieOptOut=1; miCookieOptOut=0', 'must'), ('0 and 1', 'miCookieOptOut=0; miCookieOptOut=1', 'must'), ('1 and empty', 'miCookieOptOut=1; miCookieOptOut=', 'must'),
            ('1 and bare', 'miCookieOptOut=1; miCookieOptOut', 'must'), ('empty and 1', 'miCookieOptOut=; miCookieOptOut=1', 'must'), ('upper case', 'MICOOKIEOPTOUT=1', 'must'), ('other case', 'miCookieOptout=1', 'must'), ('$Version', '$Version=1; $miCookieOptOut=1', 'must'), ('prefix', 'miCookieOptOutX=1', 'must'), ('suffix', 'xmiCookieOptOut=1', 'must'), ('__Secure-', '__Secure-miCookieOptOut=1', 'must'),
            ('in another value', 'a=miCookieOptOut=1', 'must'), ('comma-joined', 'a=b,miCookieOptOut=1', 'must'), ('in quotes', 'a="; miCookieOptOut=1', 'should'), ('control character in another', b'a=\x02; miCookieOptOut=1', 'must'), ('DEL in another', b'a=\x7f; miCookieOptOut=1', 'must'), ('tab inside', 'miCookieOptOut=\t1\t1', 'must'), ('escaped name', 'miCookieOptOu%74=1', 'must')):
        add('consent', 'opt-in: %s -> anonymous' % about, get(P + '&eid=@C@', cookie=cookie, host='optin.gw.test'), level=level, host='optin')
    for name in ('Cookie2', 'X-Cookie', 'Set-Cookie', 'Cookie-', '_Cookie', 'HTTP_COOKIE', 'X-Original-Cookie'):
        add('consent', 'opt-in: consent in %s only -> anonymous' % name, get(P + '&eid=@C@', cookie=None, headers=[name + ': miCookieOptOut=1'], host='optin.gw.test'), host='optin')
    add('consent', 'opt-in: two Cookie lines that disagree -> anonymous', get(P + '&eid=@C@', headers=['Cookie: miCookieOptOut=x'], host='optin.gw.test'), host='optin')
    add('consent', 'opt-in: consent in the query only -> anonymous', get(P + '&eid=@C@&miCookieOptOut=1', cookie=None, host='optin.gw.test'), host='optin')
    add('consent', 'opt-in: consent in a trailer only -> anonymous', chunked(line(), host='optin.gw.test', trailers=b'Cookie: miCookieOptOut=1\r\n').replace(b'Cookie: miCookieOptOut=1\r\nContent', b'Content'), where='lines', host='optin')
    add('consent', 'opt-in: Connection lists Cookie, consent 0 -> anonymous', get(P + '&eid=@C@', cookie='miCookieOptOut=0', headers=['Connection: Cookie'], host='optin.gw.test'), host='optin')
    add('consent', 'opt-in: Connection lists Cookie, opt-out set -> anonymous', get(P + '&eid=@C@', headers=['Connection: close, Cookie']))
    for about, host, cookie in (('opt-in: 1', 'optin', ANON), ('opt-in: 1 twice', 'optin', 'miCookieOptOut=1; miCookieOptOut=1'), ('opt-in: among others', 'optin', 'a=b; miCookieOptOut=1; c=d'), ('opt-out: absent', 'optout', 'a=b'), ('opt-out: a look-alike', 'optout', 'miCookieOptOutX=1'), ('opt-out: name in a value', 'optout', 'a=miCookieOptOut')):
        add('consent', '%s -> identified' % about, get(P + '&eid=213821', cookie=cookie, host=host + '.gw.test'), forward='yes', nc=0, has=['eid=213821'], host=host, benign=True)


# ------------------------------------------------------------------ headers, hosts, paths, methods
def headers():
    for n, name in enumerate(('X-Forwarded-For', 'X-Forwarded', 'X-Forwarded-Client-Ip', 'X-Cluster-Client-IP', 'True-Client-IP', 'X-Client-IP', 'X-Originating-IP', 'X-Azure-ClientIP', 'X-Azure-SocketIP', 'Ali-CDN-Real-IP', 'CF-Connecting-IPv6', 'X-Appengine-User-IP', 'X-Envoy-External-Address', 'WL-Proxy-Client-IP', 'Forwarded-For', 'X-WT-UA', 'X-WT-EID', 'Via', 'X-Real-Ip\t')):
        address = '198.18.7.%d' % (n + 1)
        add('header-ip', name.strip(), get(P, headers=['%s: %s @C@' % (name.strip(), address)]), forward='yes', absent=[name.strip()], lacks=[address])
    for name in ('Authorization', 'Proxy-Authorization', 'From', 'X-UIDH', 'X-Client-Cert', 'X-ARR-ClientCert', 'X-SSL-Client-DN', 'If-None-Match', 'ETag', 'traceparent', 'baggage', 'Request-Id', 'X-Request-Id', 'X-B3-TraceId', 'X-Amzn-Trace-Id', 'uber-trace-id', 'Referer', 'Origin', 'Sec-CH-UA', 'Sec-CH-UA-Model', 'DNT', 'Sec-GPC', 'Sec-Fetch-Site', 'Accept-Encoding', 'Accept-Charset', 'Range', 'X-Requested-With',
                 'X-Api-Key', 'X-Csrf-Token', 'Device-Memory', 'Viewport-Width', 'RTT', 'Save-Data', 'Upgrade-Insecure-Requests', 'Cache-Control', 'Pragma', 'Keep-Alive', 'Max-Forwards', 'Content-Location', 'Content-MD5', 'Content-Language', 'Content-Disposition', 'Link', 'Last-Event-ID', 'Expect-CT', 'Early-Data', 'Priority', 'Depth', 'Destination', 'X-Content-Security', 'Accept-Foo', 'User-Agent-X', 'Cdn-Loop-Id'):
        add('header-other', '%s stays behind' % name, get(P, headers=['%s: @C@' % name]), absent=[name] if name not in ('Accept-Encoding',) else [])
    add('header-other', 'empty header name prefix of an allowed one', get(P, headers=['Accept@C@: x']))
    add('header-other', 'the gateway adds no traceparent of its own', get(P), forward='yes', absent=['traceparent', 'tracestate', 'baggage', 'Request-Id', 'Correlation-Context', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Via', 'Forwarded'], benign=True)
    add('header-other', 'client-sent CDN-Loop carries an id', get(P, headers=['CDN-Loop: @C@']), lacks=[])
    add('header-other', 'obs-text in User-Agent', get(P, agent=b'Mozilla \xff\xfe corpus'), nc=1, benign=True)
    for about, extra in (('Accept parameter', 'Accept: image/gif;eid=@C@'), ('Accept-Language private tag', 'Accept-Language: de, x-@C@'), ('second User-Agent line', 'User-Agent: @C@')):
        add('header-other', 'id in a header that passes: ' + about, get(P, headers=[extra]), level='should')

    for about, host in (
            ('port', 'optout.gw.test:8080'), ('odd port', 'optout.gw.test:99999'), ('port is no number', 'optout.gw.test:x'), ('empty port', 'optout.gw.test:'), ('port 0', 'optout.gw.test:0'), ('trailing dot and port', 'optout.gw.test.:80'), ('two trailing dots', 'optout.gw.test..'), ('leading dot', '.optout.gw.test'), ('blank behind', 'optout.gw.test '), ('tab before', '\toptout.gw.test'),
            ('sub-name of it', 'a.optout.gw.test'), ('it is a sub-name', 'optout.gw.test.evil.test'), ('off as a prefix', 'off.gw.test.optout.gw.test'), ('underscore', 'optout_gw.test'), ('127.0.0.1', '127.0.0.1'), ('decimal address', '2130706433'), ('[::1]', '[::1]'), ('[::1]:80', '[::1]:80'), ('empty', ''), ('only a port', ':80'), ('only a dot', '.'), ('comma list', 'off.gw.test, optout.gw.test'), ('comma list, no blank', 'off.gw.test,optout.gw.test'),
            ('user-info off', 'off.gw.test@optout.gw.test'), ('user-info optout', 'optout.gw.test@off.gw.test'), ('slash', 'off.gw.test/optout.gw.test'), ('question mark', 'optout.gw.test?off.gw.test'), ('hash', 'optout.gw.test#off.gw.test'), ('backslash', 'optout.gw.test\\off.gw.test'), ('semicolon', 'optout.gw.test;off.gw.test'), ('escaped letter', 'o%70tout.gw.test'), ('fullwidth letters', '\uff4fptout.gw.test'.encode()), ('fullwidth dot', 'optout\u3002gw.test'.encode()),
            ('punycode', 'xn--optout-.gw.test'), ('asterisk', '*.gw.test'), ('long', 'a' * 300 + '.gw.test'), ('quotes', '"optout.gw.test"'), ('scheme', 'http://optout.gw.test'), ('control character', b'optout.gw.test\x01')):
        add('host', 'Host %s' % about, get(P + '&eid=@C@', host=host))
    for about, extra in (('two Host lines, off second', ['Host: off.gw.test']), ('two equal Host lines', ['Host: optout.gw.test']), ('two Host lines, other case', ['hOST: off.gw.test']), ('Host with a blank before the colon', ['Host : off.gw.test']), ('folded Host', ['X: y', ' Host: off.gw.test'])):
        add('host', about, get(P + '&eid=@C@', headers=extra))
    for name in ('X-Forwarded-Host', 'X-Original-Host', 'X-Host', 'Forwarded', 'X-Forwarded-Server', 'X-HTTP-Host-Override', 'X-Forwarded-Port', 'X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Prefix', ':authority'):
        add('host', '%s must not change the policy' % name, get(P + '&eid=@C@', headers=['%s: %s' % (name, 'host=off.gw.test' if name == 'Forwarded' else '/off' if 'URL' in name or 'Prefix' in name else 'off.gw.test')]))
    for about, target in (('absolute-form, same host', 'http://optout.gw.test' + WT), ('absolute-form, off', 'http://off.gw.test' + WT), ('absolute-form, https', 'https://off.gw.test' + WT), ('absolute-form, foreign', 'http://127.0.0.1:1' + WT), ('absolute-form, no path', 'http://off.gw.test'), ('authority-form', 'off.gw.test:80'), ('asterisk', '*'), ('no leading slash', WT[1:]), ('empty', ''), ('scheme-relative', '//off.gw.test' + WT), ('file', 'file:///etc/passwd'), ('absolute-form, upper case', 'HTTP://OFF.GW.TEST' + WT)):
        add('host', about, get(None, path=target + '?' + P + '&eid=@C@'), nc=None)
    add('host', 'no Host in HTTP/1.0', get(P + '&eid=@C@', host=None, version='1.0'))

    for path in ('/111111111111111//wt', '//111111111111111/wt', '/x/../111111111111111/wt', '/111111111111111/wt/', '/111111111111111/wt/.', '/111111111111111/./wt', '/111111111111111/%2e%2e/wt', '/111111111111111%2Fwt', '/111111111111111%5Cwt', '/111111111111111/WT', '/111111111111111/wT', '/111111111111111/wt;eid=@C@', '/111111111111111/wt;x', '/111111111111111;eid=@C@/wt', '/111111111111111/wt@C@', '/@C@/wt', '/111111111111111,@C@/wt',
                 '/11111111111111/wt', '/1111111111111111/wt', '/111111111111111,/wt', '/,111111111111111/wt', '/111111111111111/wt.pl', '/111111111111111/wt.pl/@C@', '/111111111111111/hm', '/111111111111111/hm.pl', '/111111111111111/fbc', '/111111111111111/ce', '/111111111111111/re', '/111111111111111/cdb', '/111111111111111/cc', '/111111111111111/batch', '/111111111111111/batch/', '/111111111111111/Batch', '/111111111111111/optout.php', '/', '/eid/@C@',
                 '/js/latest/x.js', '/robots.txt', '/favicon.ico', '/.well-known/x', '/metrics', '/health', '/healthz', '/admin', '/111111111111111/wt%00', '/111111111111111/wt%0a', '/111111111111111/wt%3f', '/111111111111111/%EF%BD%97t', '/111111111111111/wt%23', '/111111111111111/wt|x', '/111111111111111/wt\x7f', '/1%311111111111111/wt'):
        add('path', path, get(P + '&eid=@C@', path=path), nc=None)
    for path in ('/111111111111111/wt2138210064900146323', '/111111111111111/wt-eid-2138210064900146323', '/111111111111111/wt_' + 'a' * 64):
        add('path', 'long suffix of the obfuscated path: %s' % path, get(P, path=path), nc=None, lacks=[path[17:]], benign=True)
    add('path', 'obfuscated path of the pixel passes', get(P, path='/111111111111111/wt7rtu1hr8i1e'), forward='yes', benign=True)
    add('path', 'two track ids pass', get(P, path='/111111111111111,222222222222222/wt'), forward='yes', has=['/111111111111111,222222222222222/wt'], benign=True)

    for method in ('HEAD', 'OPTIONS', 'TRACE', 'TRACK', 'PUT', 'PATCH', 'CONNECT', 'COPY', 'SEARCH', 'PURGE', 'DEBUG', 'Get', 'GETX', 'G', 'X-WT-EID', 'GET@C@', 'BASELINE-CONTROL', 'INVALID(', 'M' * 100):
        add('method', method[:20], get(P + '&eid=@C@', method=method), nc=None)
    for name in ('X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'):
        add('method', name, get(P + '&eid=@C@', headers=[name + ': POST']))
    for about, extra in (('websocket', ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: @C@aaaaaaaaa==']), ('h2c', ['Upgrade: h2c', 'HTTP2-Settings: @C@']), ('WebSocket, odd case', ['UPGRADE: WebSocket', 'Sec-WebSocket-Key: @C@']), ('TLS', ['Upgrade: TLS/1.2']), ('list', ['Upgrade: h2c, websocket']), ('Connection alone', ['Sec-WebSocket-Key: @C@']), ('empty Upgrade', ['Upgrade: ']), ('connect-udp', ['Upgrade: connect-udp', 'Capsule-Protocol: ?1'])):
        add('upgrade', about, get(P + '&eid=@C@', headers=extra).replace(b'Connection: close', b'Connection: Upgrade, close'), nc=None, absent=['Upgrade'], response=b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n' if about == 'websocket' else None)


# ------------------------------------------------------------------ values that must be preserved
def benign():
    for pair in ('cg1=a%2Cb', 'cg1=a;b;c', 'ba=a;b&co=1.5;2.5&qn=1;1', 'cg1=%E4', 'cg1=%C3%A4', 'seid=1', 'eidx=1', 'xeid=1', 'ucx=1', 'cdc=1', 'one1=1', 'cs1=eid', 'cp1=eid%3A1', 'cp1=a%3Db', 'cp1=x%3Fy', 'cg1=%2525', 'cg1=100%', 'cg1=%7B%22a%22%3A1%7D', 'cg1=a%0Ab', 'mc=wt_mc%3Dnewsletter.x', 'pu=https%3A%2F%2Fs%2Fx%3Fa%3D1%26b%3D2%23c', 'pu=https%3A%2F%2Fs%2Fx%3Fid%3D1', 'cg1=', 'cg1==', 'is=a+b%20c', 'np=x%3By', 'cp1=~!*()\'$,:@', 'cp770=1', 'ck771=x', 'tb=1', 'pec=1', 'cs802=2048', 'rla=1%7C2', 'cp1=__1_', 'cp1=__1_!!!', 'cp1=%F0%9F%98%80'):
        add('benign-query', pair, get(P + '&' + pair + '&eor=1'), forward='yes', has=[P + '&' + pair + '&eor=1'], benign=True)
    for about, body, path in (('LF', 'wt?p=600,a&cg1=x\nwt?p=600,b&cg1=y\n', BATCH), ('CRLF', 'wt?p=600,a&cg1=x\r\nwt?p=600,b&cg1=y', BATCH), ('beacon', '?p=600,a&cg1=%C3%A4', BATCH), ('form', 'p=600,a&cg1=x+y&cg2=%7E', WT)):
        add('benign-body', 'bytes kept: ' + about, post(body, path=path, type=FORM if path == WT else PLAIN), forward='yes', where='lines', has=[x for part in body.replace('\r', '').split('\n') for x in part.split('&')[1:] if x], benign=True)
    for about, q, host, cookie in (('odd encodings', '%65id=1&cg1=%zz&a=|&b=%E4', 'optin', ANON), ('brackets', 'eid[]=1&cg1=[x]', 'optout', None), ('off with the cookie', 'eid=1&cd=2&uc703=3', 'off', ANON), ('everything', 'eid=1&ceid=2&cd=3&uc700=4&er1=5&fpv=6', 'optout', 'a=b')):
        add('identified', 'byte for byte: ' + about, get(P + '&' + q, host=host + '.gw.test', cookie=cookie), forward='yes', nc=0, has=['?' + P + '&' + q + ' '], host=host, benign=True)
    for about, body, type, host, cookie in (('batch', 'wt?p=600,a&eid=1\r\nwt?p=600,b&cd=2', PLAIN, 'optout', None), ('JSON where the function is off', '{"eid":1}', 'application/json', 'off', None), ('binary where the function is off', b'\x00\x01\x02', 'application/octet-stream', 'off', None)):
        add('identified', 'body byte for byte: ' + about, post(body, path=BATCH, type=type, host=host + '.gw.test', cookie=cookie), forward='yes', nc=0, body=b(body), host=host, benign=True)


# ------------------------------------------------------------------ responses
def answers():
    for about, value in (
            ('lower-case header', 'set-cookie: wteid_1=@C@'), ('upper-case header', 'SET-COOKIE: wteid_1=@C@'), ('tab behind the colon', 'Set-Cookie:\twteid_1=@C@'), ('no value', 'Set-Cookie: @C@'), ('no name', 'Set-Cookie: =@C@'), ('quoted', 'Set-Cookie: "wteid_1"="@C@"'), ('upper-case name', 'Set-Cookie: WTEID_1=@C@'), ('escaped name', 'Set-Cookie: wt%65id_1=@C@'), ('unknown', 'Set-Cookie: lb=@C@'),
            ('nameless that names the anonymous cookie', 'Set-Cookie: =miCookieOptOut=@C@'), ('anonymous cookie', 'Set-Cookie: miCookieOptOut=@C@; Path=/'), ('anonymous cookie, other case', 'Set-Cookie: MICOOKIEOPTOUT=@C@'), ('allowed name, other value', 'Set-Cookie: webtrekkOptOut=@C@'), ('allowed name, id in an attribute', 'Set-Cookie: webtrekkOptOut=1; Path=/@C@'), ('allowed name, id in the domain', 'Set-Cookie: webtrekkOptOut=1; Domain=@C@.gw.test'),
            ('allowed name, unknown attribute', 'Set-Cookie: webtrekkOptOut=1; id=@C@'), ('allowed name, comma-joined', 'Set-Cookie: webtrekkOptOut=1, wteid_1=@C@'), ('allowed name, quoted 1', 'Set-Cookie: webtrekkOptOut="1"; x="@C@"'), ('allowed name, blank in value', 'Set-Cookie: webtrekkOptOut=1 @C@'), ('allowed name, expiry tells', 'Set-Cookie: webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Comment=@C@'), ('semicolon first', 'Set-Cookie: ; wteid_1=@C@'),
            ('two lines', 'Set-Cookie: a=@C@\r\nSet-Cookie: b=@C@'), ('40 lines', '\r\n'.join('Set-Cookie: c%d=@C@' % i for i in range(40))), ('partitioned', 'Set-Cookie: __Host-x=@C@; Secure; Path=/; Partitioned'), ('high bytes', b'Set-Cookie: wte\xefd=@C@'), ('obs-fold', 'Set-Cookie: a=b;\r\n wteid_1=@C@'), ('folded before', 'X-A: b\r\n Set-Cookie: wteid_1=@C@'), ('Set-Cookie2', 'Set-Cookie2: wteid_1=@C@'), ('Set-Cookie-', 'Set-Cookie-: wteid_1=@C@')):
        for host in ('optout', 'strict'):
            answer('set-cookie-form', '%s (%s)' % (about, host), ok(value), host=host)
    for about, value in (('control character', b'Set-Cookie: a=\x01@C@'), ('NUL', b'Set-Cookie: a=\x00@C@'), ('CR', b'Set-Cookie: a=b\rSet-Cookie: wteid=@C@'), ('LF', b'X: y\nSet-Cookie: wteid=@C@'), ('space before the colon', b'Set-Cookie : wteid=@C@'), ('no colon', b'Set-Cookie wteid=@C@'), ('empty name', b': wteid=@C@'), ('DEL', b'Set-Cookie: a=\x7f@C@')):
        answer('set-cookie-garbage', about, ok(value))
    for status in ('201 Created', '202 Accepted', '203 X', '204 No Content', '205 Reset', '206 Partial', '226 IM Used', '300 Multiple', '301 Moved', '303 See Other', '304 Not Modified', '305 Use Proxy', '308 Permanent', '400 Bad', '401 Unauthorized', '403 Forbidden', '404 Not Found', '410 Gone', '418 Teapot', '421 M', '429 Too Many', '451 X', '499 X', '501 X', '502 X', '503 Unavailable', '504 X', '511 X', '599 X', '600 X'):
        answer('set-cookie-status', 'identity Set-Cookie on ' + status, ok('Set-Cookie: wteid_1=@C@', 'ETag: "@C@"', status=status, body=b'' if status[:3] in ('204', '304') else GIF))
    answer('set-cookie-status', '204 with a length', ok('Set-Cookie: wteid_1=@C@', status='204 No Content', body=b''), status=204, refuse=False)
    for lead in (b'HTTP/1.1 103 Early Hints\r\nLink: </x?eid=@C@>; rel=preload\r\nSet-Cookie: wteid=@C@\r\n\r\n', b'HTTP/1.1 102 Processing\r\nSet-Cookie: wteid=@C@\r\n\r\n', b'HTTP/1.1 199 @C@\r\n\r\n', b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX-WT-EID: @C@\r\n\r\n'):
        answer('set-cookie-status', '1xx first: %s' % lead[9:20].decode(), lead + ok(), status=200, refuse=False)
    answer('set-cookie-status', 'trailers', b'HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nTransfer-Encoding: chunked\r\nTrailer: Set-Cookie, ETag\r\nConnection: close\r\n\r\n2a\r\n' + GIF + b'\r\n0\r\nSet-Cookie: wteid=@C@\r\nETag: "@C@"\r\n\r\n', refuse=False)
    answer('set-cookie-status', 'chunk extension', b'HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2a;eid=@C@\r\n' + GIF + b'\r\n0\r\n\r\n', refuse=True)
    for name, value in (
            ('ETag', '"@C@"'), ('Last-Modified', 'Tue, 03 Jan 1984 07:23:53 GMT'), ('X-WT-EID', '@C@'), ('P3P', 'CP="@C@"'), ('Alt-Svc', 'h3=":443"; ma=1; id=@C@'), ('NEL', '{"id":"@C@"}'), ('Report-To', '{"group":"@C@"}'), ('Reporting-Endpoints', 'a="https://t/@C@"'), ('Server-Timing', 'id;desc="@C@"'), ('Strict-Transport-Security', 'max-age=1; x=@C@'), ('Public-Key-Pins', 'pin="@C@"'), ('Expect-CT', 'report-uri="/@C@"'),
            ('Content-Security-Policy', 'report-uri /@C@'), ('Refresh', '0; url=https://t/?eid=@C@'), ('Link', '<https://t/@C@>; rel=prefetch'), ('Location', 'https://t/@C@'), ('Content-Location', '/@C@'), ('Content-Disposition', 'inline; filename=@C@'), ('Content-Range', 'bytes 0-1/@C@'), ('Content-MD5', '@C@'), ('WWW-Authenticate', 'Basic realm="@C@"'), ('Proxy-Authenticate', 'Basic realm="@C@"'), ('Authentication-Info', 'nextnonce="@C@"'), ('Server', '@C@'), ('Via', '1.1 @C@'), ('X-Powered-By', '@C@'),
            ('Age', '198'), ('Warning', '199 - "@C@"'), ('Timing-Allow-Origin', 'https://@C@'), ('Accept-CH', 'Sec-CH-UA-Model, @C@'), ('Critical-CH', '@C@'), ('Permissions-Policy', 'x=(@C@)'), ('Referrer-Policy', 'unsafe-url, @C@'), ('SourceMap', '/@C@'), ('X-Sourcemap', '/@C@'), ('Service-Worker-Allowed', '/@C@'), ('traceresponse', '@C@'), ('Access-Control-Expose-Headers', '@C@'), ('Access-Control-Max-Age', '@C@'), ('Supports-Loading-Mode', '@C@'), ('Sec-Browsing-Topics', '@C@'), ('Observe-Browsing-Topics', '@C@'),
            ('Set-Login', '@C@'), ('Attribution-Reporting-Register-Source', '{"source_event_id":"@C@"}'), ('Origin-Trial', '@C@'), ('Digest', 'id=@C@'), ('Trailer', '@C@'), ('Upgrade', '@C@'), ('Keep-Alive', 'timeout=5, id=@C@'), ('Proxy-Connection', '@C@'), ('Clear-Site-Data', '"cookies", "@C@"'), ('Content-Typex', '@C@'), ('Access-Control-Allow', '@C@')):
        answer('other-channel', name, ok('%s: %s' % (name, value)), refuse=name in ('Trailer', 'Upgrade', 'Content-Range', 'Content-MD5', 'Content-Disposition'), absent=[name] if name not in ('Trailer', 'Upgrade', 'Server', 'Location', 'Keep-Alive') else [], benign='@C@' not in value)
    answer('other-channel', 'reason phrase', ok(status='200 @C@'), refuse=False)
    answer('other-channel', 'reason phrase on 404', ok(status='404 eid=@C@'), refuse=False)
    for name, value in (('Content-Type', 'image/gif; eid=@C@'), ('Content-Language', '@C@'), ('Cache-Control', 'no-store, eid=@C@'), ('Pragma', '@C@'), ('Vary', '@C@'), ('Retry-After', '@C@'), ('Expires', '@C@'), ('Date', '@C@'), ('Access-Control-Allow-Origin', 'https://@C@.example'), ('Access-Control-Allow-Headers', '@C@'), ('Access-Control-Allow-Visitor', '@C@'), ('Content-Encoding', '@C@')):
        answer('other-channel', 'id in a header that passes: ' + name, ok('%s: %s' % (name, value), type=None if name == 'Content-Type' else 'image/gif'))
        answer('other-channel', 'strict: id in a header that passes: ' + name, ok('%s: %s' % (name, value), type=None if name == 'Content-Type' else 'image/gif'), host='strict')
    for about, location in (
            ('foreign', 'https://sync.test/?u=@C@'), ('scheme-relative', '//sync.test/@C@'), ('three slashes', '///sync.test/@C@'), ('backslashes', '/\\sync.test/@C@'), ('tab between the slashes', '/\t/sync.test/@C@'), ('tab first', '\t//sync.test/@C@'), ('escaped slash', '/%2Fsync.test/?eid=@C@'), ('relative', 'x?eid=@C@'), ('query only', '?eid=@C@'), ('same host', 'http://optout.gw.test/x?eid=@C@'), ('upper-case name', '/x?EID=@C@'), ('encoded name', '/x?%65id=@C@'), ('fragment', '/x#eid=@C@'),
            ('wteid', '/x?wteid_1=@C@'), ('nested', '/x?t=https%3A%2F%2Fs%2F%3Feid%3D@C@'), ('cd', '/x?cd=@C@'), ('uc700', '/x?uc700=@C@'), ('javascript', 'javascript:x(@C@)'), ('data', 'data:text/html,@C@'), ('user-info', 'https://@C@@optout.gw.test/'), ('other port', 'http://optout.gw.test:81/@C@'), ('high bytes', b'/\xe4?eid=@C@'), ('control character', b'/\x01/sync.test/@C@')):
        for status in ('302 Found', '301 Moved', '308 X'):
            if status[0:3] == '302' or about in ('foreign', 'tab between the slashes', 'encoded name'):
                answer('redirect', '%s %s' % (status[:3], about), ok(b'Location: ' + b(location), status=status), lacks=['sync.test'] if 'sync' in str(location) else [])
    answer('redirect', 'two Location lines', ok('Location: /x', 'Location: https://sync.test/@C@', status='302 Found'), lacks=['sync.test'])
    answer('redirect', 'Location on a 200', ok('Location: https://sync.test/@C@'), lacks=['sync.test'], refuse=False)
    answer('redirect', 'Location on a 300', ok('Location: https://sync.test/@C@', status='300 X'), lacks=['sync.test'])
    answer('redirect', '307 of a POST', ok('Location: https://sync.test/@C@', status='307 X'), request=post(P)('x'), lacks=['sync.test'])
    for about, where in (('path', '/@C@'), ('path behind a blank', '/ /@C@'), ('unknown name', '/x?visitor=@C@')):
        answer('redirect', 'same host, id in the %s' % about, ok('Location: ' + where, status='302 Found'), level='should')
        answer('redirect', 'strict: same host, id in the %s' % about, ok('Location: ' + where, status='302 Found'), host='strict')
    for type, body in (('image/gif', GIF + b'@C@'), ('text/javascript', b'var eid="@C@"'), ('application/json', b'{"eid":"@C@"}'), ('text/html', b'<meta http-equiv=refresh content="0;/?eid=@C@">'), ('image/svg+xml', b'<svg id="@C@"/>'), ('text/plain', b'@C@')):
        for status in ('200 OK', '404 X', '500 X', '302 X'):
            answer('body', 'strict: %s on %s' % (type, status[:3]), ok(body=body.replace(b'@C@', b'CANARYN%04dx' % (len(responses) + 1)), type=type, status=status), host='strict')
    answer('body', 'strict: gzip', ok('Content-Encoding: gzip', body=gzip.compress(b'CANARYN%04dx' % (len(responses) + 1), mtime=0)), host='strict')
    answer('body', 'strict batch', ok(body=b'CANARYN%04dx' % (len(responses) + 1), type='text/plain'), host='strict', request=post('wt?p=600,a', path=BATCH, type=PLAIN, host='strict.gw.test', cookie=None)('x'))
    gif = lambda *h: b'HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n' + b''.join(b(x) + b'\r\n' for x in h)
    for about, raw in (
            ('length and chunks', gif('Content-Length: 5', 'Transfer-Encoding: chunked', 'Set-Cookie: eid=@C@') + b'\r\n2a\r\n' + GIF + b'\r\n0\r\n\r\n'), ('two lengths', gif('Content-Length: 42', 'Content-Length: 5', 'Set-Cookie: eid=@C@') + b'\r\n' + GIF), ('length list', gif('Content-Length: 42, 42', 'Set-Cookie: eid=@C@') + b'\r\n' + GIF), ('length +42', gif('Content-Length: +42', 'Set-Cookie: eid=@C@') + b'\r\n' + GIF),
            ('length 0x2a', gif('Content-Length: 0x2a', 'X-E: @C@') + b'\r\n' + GIF), ('negative length', gif('Content-Length: -1', 'X-E: @C@') + b'\r\n' + GIF), ('garbage chunk', gif('Transfer-Encoding: chunked', 'X-E: @C@') + b'\r\nzz\r\neid=@C@\r\n'), ('chunk cut off', gif('Transfer-Encoding: chunked', 'X-E: @C@') + b'\r\n2a\r\nGIF'), ('unknown coding', gif('Transfer-Encoding: cow', 'X-E: @C@') + b'\r\n' + GIF),
            ('100 KB header', gif('X-E: ' + 'a' * 100000 + '@C@', 'Content-Length: 42') + b'\r\n' + GIF), ('5000 headers', gif(*['X-%d: @C@' % i for i in range(5000)], 'Content-Length: 42') + b'\r\n' + GIF), ('no headers end', gif('X-E: @C@')), ('status only', b'HTTP/1.1 200\r\n\r\n'), ('no status', b'HTTP/1.1 eid=@C@\r\n\r\n'), ('status 99', b'HTTP/1.1 99 @C@\r\n\r\n'), ('status 1000', b'HTTP/1.1 1000 @C@\r\n\r\n'), ('HTTP/0.9', b'eid=@C@'), ('HTTP/3.7', b'HTTP/3.7 200 OK\r\nX: @C@\r\n\r\n'),
            ('HTTP/1.0', b'HTTP/1.0 200 OK\r\nContent-Type: image/gif\r\nSet-Cookie: eid=@C@\r\n\r\n' + GIF), ('101 unasked', b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-E: @C@\r\n\r\neid=@C@'), ('only 1xx', b'HTTP/1.1 103 X\r\nSet-Cookie: eid=@C@\r\n\r\n'), ('200 times 100', b'HTTP/1.1 100 Continue\r\nX-E: @C@\r\n\r\n' * 200 + ok()), ('control character in a header that passes', gif('Content-Language: \x01@C@', 'Content-Length: 42') + b'\r\n' + GIF), ('high byte in a header that passes', gif(b'Vary: \xff', 'X-E: @C@', 'Content-Length: 42') + b'\r\n' + GIF),
            ('DEL in a header that passes', gif('Content-Language: \x7f', 'X-E: @C@', 'Content-Length: 42') + b'\r\n' + GIF), ('two answers at once', ok() + ok('Set-Cookie: eid=@C@')), ('header line without a colon', gif('eid @C@', 'Content-Length: 42') + b'\r\n' + GIF), ('blank in a header name', gif('X E: @C@', 'Content-Length: 42') + b'\r\n' + GIF), ('LF line ends', (gif('Set-Cookie: eid=@C@', 'Content-Length: 42') + b'\r\n').replace(b'\r\n', b'\n') + GIF), ('two types', gif('Content-Type: text/@C@', 'Content-Length: 42') + b'\r\n' + GIF), ('body on 204', b'HTTP/1.1 204 No\r\nContent-Length: 42\r\nX-E: @C@\r\n\r\n' + GIF), ('body on 304', b'HTTP/1.1 304 X\r\nContent-Length: 42\r\nX-E: @C@\r\n\r\n' + GIF)):
        answer('broken-upstream', about, raw, level='should' if about == 'two types' else 'must', status={'body on 204': 204, 'body on 304': 304}.get(about))
    for about, set_cookie in (('vendor names, byte for byte', 'wteid_1=1; path=/; SameSite=None'), ('odd attributes', 'wt3_sid=x; Max-Age=5; Foo=bar; Priority=High')):
        answer('identified', about, ok('Set-Cookie: ' + set_cookie), anonymous=False, has=[set_cookie], refuse=False, benign=True)
    for about, line in (('anonymous cookie', 'miCookieOptOut=@C@'), ('anonymous cookie, nameless', '=miCookieOptOut=@C@'), ('anonymous cookie, other case', 'micookieoptout=@C@'), ('anonymous cookie, quoted name', '"miCookieOptOut"=@C@'), ('unknown cookie', 'lb=@C@'), ('tab before the name', '\tmiCookieOptOut=@C@')):
        answer('identified', 'the track domain may not set: ' + about, ok('Set-Cookie: ' + line), anonymous=False, refuse=False)
    same = get(P + '&cg1=cache')
    idd = get(P + '&cg1=cache', cookie=None)
    for about, first, headers in (('identified answer first', idd, ['Cache-Control: public, max-age=600']), ('anonymous answer first', same, ['Cache-Control: public, max-age=600']), ('ETag first', same, ['ETag: "@C@"']), ('immutable', idd, ['Cache-Control: immutable, max-age=31536000', 'Expires: Thu, 01 Jan 2099 00:00:00 GMT']), ('Vary: *', idd, ['Vary: *'])):
        answer('cache', about, ok(), request=same, prelude=[(first, ok('Set-Cookie: wteid_1=@C@', *headers, body=b'user-@C@'))], body=GIF, refuse=False)


for part in (names, delimiters, sizes, nested, bodies, transfer, cookies, headers, benign, answers, attack_cases.write, attack_responses.write):
    part()


def main():
    stale = 0
    for name, cases in (('more-requests.jsonl', requests), ('more-responses.jsonl', responses)):
        path = os.path.join(HERE, name)
        text = ''.join(json.dumps(c, separators=(',', ':')) + '\n' for c in cases)
        if '--check' in sys.argv[1:]:
            with open(path, encoding='utf-8') as f:
                if f.read() != text:
                    print('%s is not what make_more.py writes' % name, file=sys.stderr)
                    stale = 1
            continue
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        print('%s: %d cases (%d must)' % (name, len(cases), sum(c['level'] == 'must' for c in cases)))
    return stale


if __name__ == '__main__':
    sys.exit(main())
