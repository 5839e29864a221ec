// Puts the page together: the visitor's choices, the pixel's hits, and what the gateway made of them.
import { become, chosen, links, policy, remember, snippet, start, track, visitor } from './visitor.js';
import { back, claims, count, element, rows, verdict } from './view.js';

const texts = {
  'opt-out': {
    chapter: '3.1',
    polarity: 'anonymousOptIn: false. Visitors are identified until they opt out.',
    set: 'Opt-out of user identifiers for 5 years',
    delete: 'Opt-in to tracking with user identifiers',
  },
  'opt-in': {
    chapter: '3.2',
    polarity: 'anonymousOptIn: true. Visitors are anonymous until they agree.',
    set: 'Agree to user identifiers for 5 years',
    delete: 'Return to default tracking without user identifiers',
  },
};

const pixels = {
  real: 'The page loads the vendor’s own pixel, without a word about anonymous tracking, as pages often do.',
  'stand-in': 'The vendor’s pixel is not installed here (tests/browser-setup.sh installs it): a stand-in sends the same parameters.',
};

const hits = [];
let selected = null;

const at = (id) => document.getElementById(id);

function fill(id, nodes) {
  at(id).replaceChildren(...[nodes].flat().filter((node) => node !== null));
}

function showChoices() {
  const { elements } = at('controls');
  elements.visitor.value = visitor();
  elements.default.value = chosen.default;
  elements.level.value = chosen.level;
  for (const [id, text] of Object.entries(texts[chosen.default])) {
    fill(id, text);
  }
  fill('snippet', snippet());
  fill('policy', policy());
}

function showHit() {
  const hit = hits.find((one) => one.number === selected) ?? hits[0];
  if (!hit) {
    return;
  }
  fill('verdict', verdict(hit));
  fill('rows', rows(hit));
  at('rows').dataset.hit = hit.number;
  fill('claims', claims(hit));
  fill('back', back(hit));
  fill('hits', hits.map((one) => element('li', {}, choice(one, one === hit))));
}

function choice(hit, isShown) {
  const counts = count(hit);
  const button = element('button', { type: 'button' },
    element('span', {}, `${hit.number}`), element('span', {}, hit.at),
    element('span', { className: `state ${hit.forwarded ? hit.decision : 'blocked'}` }, hit.forwarded ? hit.decision : 'opted out'),
    element('span', {}, hit.level), element('span', {}, `${counts.removed} removed`));
  button.setAttribute('aria-current', String(isShown));
  button.addEventListener('click', () => {
    selected = hit.number;
    showHit();
    at('hits').querySelector('[aria-current=true]')?.focus();
  });
  return button;
}

async function refresh() {
  const response = await fetch(`/demo/hits?after=${hits[0]?.number ?? 0}`);
  const more = await response.json();
  const known = hits[0]?.number ?? 0;
  const news = more.filter((hit) => hit.number > known);
  if (news.length > 0) {
    hits.unshift(...news);
    hits.length = Math.min(hits.length, 50);
    selected = null;
    showHit();
  }
}

function send() {
  showChoices();
  remember();
  track();
}

at('controls').addEventListener('change', ({ target }) => {
  const before = visitor();
  if (target.name === 'visitor') {
    become(target.value);
  } else {
    chosen[target.name] = target.value;
    become(before);
  }
  send();
});
at('controls').addEventListener('submit', (event) => event.preventDefault());
at('send').addEventListener('click', send);
for (const id of ['set', 'delete']) {
  at(id).addEventListener('click', (event) => {
    event.preventDefault();
    links[id]();
    send();
  });
}

fill('pixel-note', pixels[document.documentElement.dataset.pixel]);
start(send, () => refresh());
