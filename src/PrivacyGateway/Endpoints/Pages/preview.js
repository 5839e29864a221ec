// Shows the hits of this browser as they come. Without it the page shows those up to its loading.
const main = document.getElementById('main');
const hits = document.getElementById('hits');
const state = document.getElementById('state');

if (hits) {
  const events = new EventSource(`events?behind=${main.dataset.behind}`);
  events.addEventListener('open', () => say('Waiting for hits.'));
  events.addEventListener('message', (event) => show(JSON.parse(event.data)));
  events.addEventListener('end', () => {
    events.close();
    say('The preview has ended.');
  });
  events.addEventListener('error', () => say(events.readyState === EventSource.CLOSED ? 'The preview has ended.' : 'The gateway does not answer.'));
}

function show({ number, now, hit }) {
  document.getElementById('empty').hidden = true;
  const before = hits.firstElementChild;
  hits.prepend(parse(hit));

  // The latest hit is unfolded; the one before it is folded, unless the reader is in it.
  hits.firstElementChild.open = true;
  if (before && !before.contains(document.activeElement)) before.open = false;
  if (now) document.getElementById('now').replaceChildren(parse(now));
  say(`Hit ${number} was shown.`);
}

// The gateway escapes every text; a parsed document runs no script besides.
function parse(markup) {
  const fragment = document.createDocumentFragment();
  fragment.append(...new DOMParser().parseFromString(markup, 'text/html').body.childNodes);
  return fragment;
}

function say(text) {
  state.textContent = text;
}
