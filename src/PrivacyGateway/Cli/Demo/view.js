// Draws a hit.
import { meanings, missing, parts } from './reading.js';

const places = { Parameter: '', Cookie: 'cookie', RequestHeader: 'header', Connection: 'connection' };
const groups = [
  ['removed', 'Removed'],
  ['changed', 'Changed'],
  ['added', 'Added'],
  ['identifies', 'Forwarded: says who the visitor is'],
  ['doubt', 'Forwarded, but look twice'],
  ['kept', 'Forwarded'],
];
/** Within a group: what the page says about its visitor first, and flags such as `one=1` behind values. */
const order = ['Parameter', 'Connection', 'RequestHeader', 'Cookie'];
const words = { removed: 'removed', changed: 'changed', added: 'added', kept: 'forwarded', blocked: 'blocked', forwarded: 'forwarded', expired: 'deleted', set: 'set' };
const signs = { removed: '✕', changed: '~', added: '+', kept: '=', doubt: '!', blocked: '✕', forwarded: '→', expired: '✕', set: '→' };

export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** What was decided, why, and what it came to. */
export function verdict(hit) {
  const counts = count(hit);
  const decision = hit.forwarded ? hit.decision : 'opted out';
  const summary = hit.forwarded
    ? [number(counts.removed, 'removed', 'removed'), number(counts.changed, 'changed', 'changed'), number(counts.kept, 'forwarded', 'kept'), counts.doubt ? number(counts.doubt, 'to look at twice', 'doubt') : null]
    : [number(counts.removed, 'removed', 'removed'), number(0, 'forwarded', 'kept')];
  return [
    element('p', { className: 'decision' },
      element('strong', { className: `state ${hit.forwarded ? hit.decision : 'blocked'}` }, decision),
      ` because ${reason(hit)}`),
    element('ul', { className: 'counts' }, ...summary),
    element('p', { className: 'also' }, ...also(hit)),
    element('details', {}, element('summary', {}, `Hit ${hit.number}: all ${hit.votes.length} signals`),
      element('ul', { className: 'votes' }, ...hit.votes.map((vote) => element('li', {}, element('code', {}, vote.signal), ` ${vote.stance}: ${vote.reason}`)))),
  ];
}

/** Where else to look. */
function also(hit) {
  const [failed, blocked] = [hit.claims.filter((claim) => !claim.isTrue).length, hit.cookies.filter((cookie) => cookie.change === 'blocked').length];
  return [
    hit.claims.length === 0 ? null : element('a', { href: '#test-title', className: failed ? 'bad' : 'good' }, failed ? `✕ ${failed} of the specification’s ${hit.claims.length} checks fail` : `✓ all ${hit.claims.length} checks of the specification hold`),
    blocked === 0 ? null : element('a', { href: '#back-title' }, `${blocked} cookies of the vendor blocked`),
  ];
}

export const reason = (hit) => hit.reason ?? hit.response ?? 'no policy decides about it';

const number = (value, label, change) => element('li', { className: change }, element('b', {}, String(value)), ` ${label}`);

/** Without the folded headers, as the table shows it. */
export const count = (hit) => counted(hit.rows.filter((row) => !row.folded));

function counted(rows) {
  const counts = { removed: 0, changed: 0, added: 0, kept: 0, doubt: 0 };
  for (const row of rows) {
    counts[row.change]++;
    counts.doubt += row.remedy ? 1 : 0;
  }
  return counts;
}

/** Both columns, and the headers folded below. */
export function rows(hit) {
  const shown = hit.rows.filter((row) => !row.folded);
  const folded = hit.rows.filter((row) => row.folded);
  const counts = counted(folded);
  return [
    table(shown, `${hit.request}, hit ${hit.number}`, hit),
    element('details', { className: 'folded' },
      element('summary', {}, `${folded.length} headers of transport: ${counts.removed} removed, ${folded.length - counts.removed} forwarded or rewritten`),
      table(folded, `Headers of hit ${hit.number}`, hit)),
  ];
}

function table(all, caption, hit) {
  const made = role('table', 'table', { className: 'rows' }, element('caption', { className: 'hidden' }, caption),
    role('thead', 'rowgroup', {}, role('tr', 'row', {},
      role('th', 'columnheader', { scope: 'col' }, 'The browser sends'),
      role('th', 'columnheader', { scope: 'col' }, 'The vendor receives'))));
  for (const [name, heading] of groups) {
    const members = all.filter((row) => groupOf(row) === name).toSorted((one, other) => rank(one) - rank(other));
    if (members.length > 0) {
      made.append(role('tbody', 'rowgroup', { className: name },
        role('tr', 'row', { className: 'group' }, cell('th', 'rowheader', { scope: 'rowgroup', colSpan: 2 }, `${heading} `, element('span', { className: 'count' }, String(members.length)), hit.forwarded ? null : ': nothing of this hit is forwarded')),
        ...alike(members).map((rows) => drawn(rows, hit))));
    }
  }
  return made;
}

const groupOf = (row) => (row.remedy ? 'doubt' : row.identifies ? 'identifies' : row.change);

const rank = (row) => 2 * order.indexOf(row.place) + ((row.sent ?? row.received).length === 1 ? 1 : 0);

/** What one rule strips at one place is one row. */
function alike(rows) {
  const byReason = Map.groupBy(rows, (row) => (row.change === 'removed' ? `${row.place} ${row.rules} ${row.why}` : row));
  return [...byReason.values()];
}

function drawn(rows, hit) {
  const [row] = rows;
  return role('tr', 'row', { className: row.change },
    role('td', 'cell', {}, ...(row.sent === null
      ? [element('span', { className: 'nothing' }, 'nothing')]
      : rows.map((one) => element('div', { className: 'entry' }, ...named(one, one.sent, one.received, 'del'))))),
    role('td', 'cell', {},
      row.received === null ? null : element('div', { className: 'entry' }, ...named(row, row.received, row.sent, 'ins')),
      element('p', { className: 'why' },
        element('span', { className: 'sign' }, `${signs[row.remedy ? 'doubt' : row.change]} ${words[row.change]}`),
        ...row.rules.flatMap((rule) => [' ', element('code', { className: 'rule' }, rule)]),
        hit.forwarded ? ` ${row.why}` : null),
      row.remedy ? element('p', { className: 'remedy' }, row.looksLike ? element('strong', {}, `Looks like ${row.looksLike}.`) : null, ' ', element('code', {}, row.remedy), ' removes it.') : null));
}

/** A name, where it stands, and its value with what is gone (or new) marked. */
function named(row, value, other, mark) {
  const [own, others] = [parts(row.name, value), other === null ? [] : parts(row.name, other)];
  const differs = other === null ? own.map(() => mark === 'del') : missing(own, others);
  const pieces = [];
  own.forEach((part, index) => {
    const last = pieces.at(-1);
    if (last?.differs === differs[index]) {
      last.text += part;
    } else {
      pieces.push({ text: part, differs: differs[index] });
    }
  });
  return [
    ...title(row.name, places[row.place]),
    element('span', { className: 'value' }, ...pieces.map((piece) => (piece.differs ? element(mark, {}, piece.text) : piece.text))),
  ];
}

/** With spaces between, where a long value may begin a new line. */
const title = (name, place) => [
  element('code', { className: 'name' }, name), ' ',
  ...(meanings[name] ? [element('span', { className: 'meaning' }, meanings[name]), ' '] : []),
  ...(place ? [element('span', { className: 'place' }, place), ' '] : []),
];

/** On a narrow screen cells stand below each other; the roles keep it a table for screen readers. */
function role(tag, name, properties, ...children) {
  const made = element(tag, properties, ...children);
  made.setAttribute('role', name);
  return made;
}

const cell = role;

/** The specification's test. */
export function claims(hit) {
  if (hit.claims.length === 0) {
    return [element('p', { className: 'note' }, hit.forwarded
      ? 'The test is about anonymous hits. This visitor is identified.'
      : 'The test is about anonymous hits. Of this visitor nothing is forwarded at all.')];
  }
  const failed = hit.claims.filter((claim) => !claim.isTrue).length;
  return [
    element('p', { className: failed ? 'result bad' : 'result good' }, failed ? `${failed} of ${hit.claims.length} fail` : `all ${hit.claims.length} hold`),
    element('ul', { className: 'claims' }, ...hit.claims.map((claim) => element('li', { className: claim.isTrue ? 'good' : 'bad' },
      element('strong', {}, element('span', { className: 'mark' }, claim.isTrue ? '✓ holds' : '✕ fails'), ` ${claim.claim}`),
      element('span', { className: 'evidence' }, claim.evidence)))),
  ];
}

/** The response's cookies. */
export function back(hit) {
  const answer = hit.forwarded ? 'the vendor answered' : 'the gateway answered itself; the vendor knows nothing of it';
  const intro = element('p', { className: 'note' }, `Status ${hit.status}: ${answer}.`);
  if (hit.cookies.length === 0) {
    return [intro, element('p', { className: 'note' }, 'No cookie came back.')];
  }
  return [intro, element('ul', { className: 'cookies' }, ...hit.cookies.map((cookie) => element('li', { className: cookie.change },
    ...title(cookie.name, 'cookie'),
    cookie.value ? element('span', { className: 'value' }, cookie.change === 'blocked' ? element('del', {}, cookie.value) : cookie.value) : null,
    element('p', { className: 'why' }, element('span', { className: 'sign' }, `${signs[cookie.change]} ${words[cookie.change]}`), ` ${cookie.why}`))))];
}
