// The shop's page and its visitor. The page tells its pixel nothing about the visitor's choice: what enforces the choice is the gateway.

const anonymousCookie = 'miCookieOptOut';
const optOutCookie = 'webtrekkOptOut';
const memory = 'privacy-gateway-demo';
const trackIds = {
  'opt-out': { standard: '111111111111111', strict: '222222222222222' },
  'opt-in': { standard: '333333333333333', strict: '444444444444444' },
};

const page = { name: 'shop.search', search: '+49 151 23456789' };
const customer = { id: 'user5684798169', email: 'jane@example.org', category: { 5: 'User cat 5', 7: 'User cat 7', 9: 'premium' } };

/** The pixel's own functions, once it is there. */
let wtSmart = null;

/** `default` is what visitors are who have chosen nothing. */
export const chosen = { default: 'opt-out', level: 'standard' };

const read = (name) => document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
const write = (name, value, seconds) => { document.cookie = `${name}=${value}; path=/; max-age=${seconds}; SameSite=Lax`; };

/** As the gateway decides: opted out altogether, or by the anonymous cookie. */
export function visitor() {
  if (read(optOutCookie)) {
    return 'opted-out';
  }
  return (read(anonymousCookie) !== '') === (chosen.default === 'opt-in') ? 'identified' : 'anonymous';
}

/** Writes the cookies that such a visitor has. */
export function become(state) {
  write(optOutCookie, state === 'opted-out' ? '1' : '', state === 'opted-out' ? 34560000 : 0);
  if (state === 'opted-out') {
    return;
  }
  const isSet = (state === 'identified') === (chosen.default === 'opt-in');
  wtSmart.utils.optout[isSet ? 'setAnonymousCookie' : 'deleteAnonymousCookie']();
}

/** What the specification's two links call. */
export const links = {
  set: () => click('setAnonymousCookie'),
  delete: () => click('deleteAnonymousCookie'),
};

function click(call) {
  write(optOutCookie, '', 0);
  wtSmart.utils.optout[call]();
}

export function remember() {
  sessionStorage.setItem(memory, JSON.stringify(chosen));
}

/** Calls back when the pixel is there and the visitor of this tab is known: an anonymous one at first. */
export function start(ready, answered) {
  const remembered = sessionStorage.getItem(memory);
  Object.assign(chosen, JSON.parse(remembered ?? '{}'));
  // The link in a newsletter, by which this visitor came: the pixel sends it as the page's URL.
  history.replaceState(null, '', '/demo?utm_source=newsletter&email=jane%40example.org');
  writeOverHttp(answered);
  window.wtSmart ??= [];
  window.wtSmart.push((pixel) => {
    wtSmart = pixel;
    pixel.advanced.add({ optOutName: 'unheeded' });
    if (remembered === null) {
      become('anonymous');
    }
    ready();
  });
}

/** Sends a hit, as the page of a careless shop does. */
export function track() {
  write('session', 'the-shops-own', 3600);
  wtSmart.init.set(init());
  wtSmart.page.data.add(page);
  wtSmart.customer.data.add(customer);
  wtSmart.track();
}

/** The page's script as the specification writes it, with what this page leaves out. */
export const snippet = () => `wtSmart.init.set(${literal(init())});
// forgotten: wtSmart.advanced.add({ userIdentification: … })
wtSmart.page.data.add(${literal(page)});
wtSmart.customer.data.add(${literal(customer)});
wtSmart.track();`;

/** The gateway's policy for these hits. */
export const policy = () => JSON.stringify({
  ...(chosen.level === 'strict' ? { level: 'strict' } : {}),
  userIdentification: { enableAnonymousFunction: true, anonymousCookieName: anonymousCookie, anonymousOptIn: chosen.default === 'opt-in', suppressParameter: ['cd', 'uc5', 'uc7'] },
}, null, 2);

const init = () => ({ trackId: trackIds[chosen.default][chosen.level], trackDomain: location.host });

const literal = (value) => JSON.stringify(value, null, 1).replaceAll('\n', ' ').replaceAll(/ +/g, ' ');

/** The pixel writes https: in front of its track domain; the demo has no certificate. And the page wants to know when the response is there. */
function writeOverHttp(answered) {
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...source,
    set(url) {
      this.addEventListener('load', answered);
      this.addEventListener('error', answered);
      source.set.call(this, String(url).replace(`https://${location.host}/`, `${location.origin}/`));
    },
  });
}
