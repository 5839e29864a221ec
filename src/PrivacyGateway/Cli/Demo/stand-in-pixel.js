// A stand-in for the vendor's pixel, which is not installed here: the calls that the demo's page needs, and the parameters of the real one.
(() => {
  const data = { init: {}, page: {}, customer: {} };
  const read = (name) => document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const write = (name, value, seconds) => { document.cookie = `${name}=${value}; path=/; max-age=${seconds}; SameSite=Lax`; };
  const adder = (name) => ({ data: { add: (more) => Object.assign(data[name], more) } });

  function track() {
    const isNew = !read('wtstp_eid');
    const everId = isNew ? `2${String(Date.now()).padStart(18, '0')}` : read('wtstp_eid');
    write('wtstp_eid', everId, 15552000);
    write('wtstp_sid', '1', 1800);
    const { init, page, customer } = data;
    const size = (width, height) => `${width}x${height}`;
    const fields = ['600', encodeURIComponent(page.name), '1', size(screen.width, screen.height), '24', '1', Date.now(), '0', size(innerWidth, innerHeight), '0'];
    const parameters = {
      pf: 48,
      ...(isNew ? { fns: 1 } : {}),
      eid: everId,
      ...(isNew ? { one: 1 } : {}),
      is: page.search,
      cd: customer.id,
      uc700: customer.email,
      ...Object.fromEntries(Object.entries(customer.category).map(([number, value]) => [`uc${number}`, value])),
      pu: location.href,
      la: navigator.language.slice(0, 2),
    };
    const query = Object.entries(parameters).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join('');
    new Image().src = `https://${init.trackDomain}/${init.trackId}/wt?p=${fields.join(',')}${query}`;
  }

  const pixel = {
    init: { set: (more) => Object.assign(data.init, more) },
    advanced: { add: () => {} },
    page: adder('page'),
    customer: adder('customer'),
    utils: {
      optout: {
        setAnonymousCookie: () => write('miCookieOptOut', '1', 34560000),
        deleteAnonymousCookie: () => write('miCookieOptOut', '', 0),
      },
    },
    track,
    push: (call) => call(pixel),
  };
  const waiting = window.wtSmart ?? [];
  window.wtSmart = pixel;
  waiting.forEach(pixel.push);
})();
