// The shop's own pages: the vendor's snippet with one visit's configuration, on a port of their own.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const bundle = readFileSync(new URL('./node_modules/@webtrekk-smart-pixel/core/dist/smart-pixel.min.js', import.meta.url));

/** A site that serves the same page on every path, as `https://www.shop.test:<port>`. */
export async function openSite(tls, pixel) {
  const server = createServer(tls, (request, response) => {
    if (request.url === '/js/smart-pixel.min.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(bundle);
    } else if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      const nonce = randomBytes(16).toString('base64');
      const policy = pixel.strict ? { 'Content-Security-Policy': contentPolicy(pixel.init.trackDomain, nonce) } : {};
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...policy }).end(page(pixel, nonce));
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(pixel.port ?? 0, '127.0.0.1', resolve));
  return {
    origin: `https://www.shop.test:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** The least that the pixel and the gateway's script need. */
function contentPolicy(trackDomain, nonce) {
  const track = `https://${trackDomain}`;
  return `default-src 'none'; script-src 'nonce-${nonce}' 'self' ${track}; img-src ${track}; connect-src ${track}`;
}

/** The specification's two links (3.2), beside the gateway's script. */
function links({ optOutScript, strict }) {
  const handler = (name) => (strict ? '' : ` onclick="wtSmart.utils.optout.${name}();"`);
  return optOutScript
    ? `<a href="#" id="set"${handler('setAnonymousCookie')}>Set</a> <a href="#" id="delete"${handler('deleteAnonymousCookie')}>Delete</a>`
    : '';
}

function page(pixel, nonce) {
  const { init, advanced, page, customer, optOutScript } = pixel;
  return `<!doctype html>
<html lang="en">
<head>
<title>Title of the document</title>
<script type="text/javascript" async src="/js/smart-pixel.min.js"></script>
${optOutScript ? `<script src="https://${init.trackDomain}/.privacy/optout.js"></script>` : ''}
<script type="text/javascript" nonce="${nonce}">
window.wtSmart = window.wtSmart || [];
window.wtSmart.push(function (wtSmart) {
  wtSmart.init.set(${literal(init)});
  wtSmart.advanced.add(${literal(advanced)});
  wtSmart.page.data.add(${literal(page)});
  wtSmart.customer.data.add(${literal(customer)});
  wtSmart.track();
});
</script>
</head>
<body><p>A page of the shop</p>${links(pixel)}</body>
</html>`;
}

/** JSON that cannot end the script element it stands in. */
const literal = (value) => JSON.stringify(value ?? {}).replaceAll('<', '\\u003c');
