"""The same for what the track domain answers: values, cookies and redirects that could tell one visitor from another."""
from case_shapes import GIF, P, answer, get, ok


def write():
    for host in ('optout', 'strict', 'optin'):
        for about, cookie in (('deleted', 'webtrekkOptOut=; Max-Age=0; Path=/'), ('deleted by date', 'webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:01 GMT'), ('value 0', 'webtrekkOptOut=0; Path=/'), ('1, but gone at once', 'webtrekkOptOut=1; Max-Age=0'), ('1, until 2001', 'webtrekkOptOut=1; Expires=Mon, 01 Jan 2001 00:00:00 GMT')):
            answer('opt-out-ends', '%s (%s)' % (about, host), ok('Set-Cookie: ' + cookie), host=host, lacks=['webtrekkOptOut'], refuse=False, benign=True)
    for about, cookie in (('deleted', 'webtrekkOptOut=; Max-Age=0'), ('negative age', 'webtrekkOptOut=1; Max-Age=-1')):
        answer('opt-out-ends', 'identified: ' + about, ok('Set-Cookie: ' + cookie), anonymous=False, lacks=['webtrekkOptOut'], refuse=False, benign=True)
    for about, cookie in (('session', 'sid=@C@; Path=/'), ('session, quoted', 'sid="@C@"'), ('eid', 'eid=@C@')):
        answer('shared-name', 'anonymous: the vendor sets ' + about, ok('Set-Cookie: ' + cookie), refuse=False)
    for cookie in ('sid=1; Domain=gw.test; Path=/', 'eid=2138210064900146323; domain=.gw.test; Path=/', 'sid=1; DOMAIN=optout.gw.test'):
        answer('shared-name', 'identified: %s stays on this host' % cookie, ok('Set-Cookie: ' + cookie), anonymous=False, lacks=['domain='], refuse=False, benign=True)
    for host in ('optout', 'strict'):
        for header in ('Content-Language: x-@C@', 'Content-Language: de, @C@', 'Vary: @C@', 'Vary: Accept, X-@C@', 'Retry-After: 2138210064', 'Pragma: no-cache, @C@', 'Cache-Control: max-age=1795455', 'Cache-Control: private="@C@"', 'Cache-Control: @C@=1', 'Expires: @C@', 'Date: @C@', 'Access-Control-Allow-Methods: @C@', 'Access-Control-Allow-Headers: X-@C@', 'Access-Control-Allow-Credentials: @C@'):
            tail = header.split(': ')[1]
            answer('closed-value', '%s (%s)' % (header, host), ok(header, type='image/gif'), host=host, lacks=[] if '@C@' in header else [tail], refuse=False, benign='@C@' not in header)
        for type in ('image/gif; v=@C@', 'image/@C@', 'text/html; charset=@C@', '@C@', 'image/gif;@C@', 'multipart/x-mixed-replace; boundary=@C@'):
            answer('closed-value', 'Content-Type: %s (%s)' % (type, host), ok(type=type), host=host, refuse=False)
        for about, location in (('a long number', '/u/2138210064900146323'), ('letters and digits', '/u/a1b2c3d4e5'), ('UUID', '/u/f81d4fae-7dec-11d0-a765-00a0c91e6bf6'), ('query with a long number', '/x?v=2138210064900146323'), ('encoded', '/u/%3213821006490014632%33')):
            answer('redirect', '302 with %s in it (%s)' % (about, host), ok('Location: ' + location, status='302 Found'), host=host, lacks=['location:'], benign=True)
    answer('redirect', '302 that is harmless may not be kept', ok('Location: /111111111111111/wt', 'Cache-Control: public, max-age=600', status='302 Found'), has=['no-store'], lacks=['max-age'], refuse=False, benign=True)
    answer('redirect', '301 for an identified browser may not be kept', ok('Location: /111111111111111/wt', 'Cache-Control: public, max-age=600', 'Expires: Thu, 01 Jan 2099 00:00:00 GMT', status='301 X'), anonymous=False, has=['no-store'], lacks=['max-age', '2099'], refuse=False, benign=True)
    another = b'HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 6\r\nSet-Cookie: wteid_1=@C@\r\n\r\n@C@'
    identified, anonymous = get(P + '&cg1=shift', cookie=None), get(P + '&cg1=shift')
    for about, first in (('a second response', ok() + another), ('a body of 204', b'HTTP/1.1 204 No Content\r\n\r\n' + another), ('a body of 304', b'HTTP/1.1 304 Not Modified\r\n\r\n' + another), ('more than the length', b'HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 42\r\n\r\n' + GIF + another)):
        answer('shifted', 'an identified hit is answered with %s' % about, ok().replace(b'Connection: close\r\n', b''), request=anonymous, prelude=[(identified, first.replace(b'Connection: close\r\n', b''))], body=GIF, refuse=False)
    answer('shifted', 'an identified HEAD is answered with a body', ok(), request=anonymous, prelude=[(get(P, cookie=None, method='HEAD'), ok(body=b'x@C@', type='image/gif').replace(b'Connection: close\r\n', b''))], body=GIF, refuse=False)
