// The shop's own pages: the vendor's snippet with one visit's configuration, on a port of their own.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const bundle = readFileSync(new URL('./node_modules/@webtrekk-smart-pixel/core/dist/smart-pixel.min.js', import.meta.url));

/** A site that answers every path with the same page, as `https://www.shop.test:<port>`. */
export async function openSite(tls, pixel) {
  const server = createServer(tls, (request, response) => {
    if (request.url === '/js/smart-pixel.min.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(bundle);
    } else if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(pixel));
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://www.shop.test:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function page({ init, advanced, page, customer }) {
  return `<!doctype html>
<html lang="en">
<head>
<title>Title of the document</title>
<script type="text/javascript" async src="/js/smart-pixel.min.js"></script>
<script type="text/javascript">
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
<body><p>A page of the shop</p></body>
</html>`;
}

/** JSON that cannot end the script element it stands in. */
const literal = (value) => JSON.stringify(value ?? {}).replaceAll('<', '\\u003c');
