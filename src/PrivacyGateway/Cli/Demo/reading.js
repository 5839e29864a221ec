// Values as a reader wants them, and what of a value is gone.

/** What the names of this page's hits mean, for a reader who has never seen one. */
export const meanings = {
  eid: 'ever-id', one: 'first visit', fns: 'new session', cd: 'customer id', uc5: 'customer category', uc7: 'customer category', uc9: 'customer category', uc700: 'e-mail address',
  nc: 'anonymous marker', is: 'search term', pu: 'page URL', p: 'page view', la: 'language', pf: 'pixel features', cs801: 'pixel version', cs802: 'pixel features',
  wtstp_eid: 'ever-id', wtstp_sid: 'session', wtstp_rla: 'rate limiter', wteid_111111111111111: 'ever-id', wtsid_111111111111111: 'session',
  session: 'the shop’s session', miCookieOptOut: 'the visitor’s choice', webtrekkOptOut: 'the visitor’s choice', Referer: 'page URL', 'User-Agent': 'browser', 'X-WT-IP': 'IP address, shortened',
};

/** The fields of `p` that stand behind the page's name, counted from the end: the name may hold commas. */
const pageFields = ['JavaScript', 'screen', 'colours', 'cookies', 'time', 'referrer', 'window', 'Java'];

/** A value in parts that can be compared. Joined, they are the value as it is shown. */
export function parts(name, value) {
  if (name === 'p') {
    return page(value);
  }
  return value.split(/(?<=[?&;/ ])|(?=[?&;])/).filter((part) => part !== '');
}

/** Which parts of the first list are missing from the second, in order: one flag for each. */
export function missing(from, to) {
  const common = from.map(() => new Array(to.length + 1).fill(0));
  common.push(new Array(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      common[i][j] = from[i] === to[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  let j = 0;
  return from.map((part, i) => {
    while (j < to.length && common[i][j] === common[i][j + 1] && part !== to[j]) {
      j++;
    }
    const isCommon = j < to.length && part === to[j] && common[i][j] === common[i + 1][j + 1] + 1;
    j += isCommon ? 1 : 0;
    return !isCommon;
  });
}

function page(value) {
  const fields = value.split(',');
  if (fields.length < pageFields.length + 2) {
    return [value];
  }
  const behind = fields.slice(-pageFields.length);
  const name = fields.slice(1, -pageFields.length).join(',');
  return [`page ${name}`, ...behind.map((field, index) => ` · ${pageFields[index]} ${readable(pageFields[index], field)}`)];
}

function readable(field, value) {
  switch (field) {
    case 'time':
      return /^\d{13}$/.test(value) ? new Date(Number(value)).toISOString().slice(0, 19).replace('T', ' ') : value;
    case 'JavaScript':
    case 'cookies':
    case 'Java':
      return { 0: 'no', 1: 'yes' }[value] ?? value;
    case 'referrer':
      return { 0: 'none', 1: 'this site', 2: 'not the first request' }[value] ?? value;
    case 'screen':
    case 'window':
      return value.replace('x', ' × ');
    default:
      return value;
  }
}
