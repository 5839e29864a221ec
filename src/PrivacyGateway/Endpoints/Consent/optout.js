// Keeps the anonymous cookie: by script at once, then by header, which browsers let live longer.
(function (w, d, s) {
  var base = d.currentScript.src.replace(/[^/]*$/, ''), wanted, last, queue = Promise.resolve();
  function has(name) { return /^[^;]/.test(('; ' + d.cookie).split('; ' + name + '=')[1] || ''); }
  function put(name, value, minutes) {
    d.cookie = name + '=' + value + ';Max-Age=' + minutes * 60 + ';Path=/' + s.scope + ';SameSite=Lax;Secure';
  }
  function keep() {
    put(s.cookie, s.value, wanted);
    put(s.rolls, '', 0);
    put(s.takenBack, '', 0);
  }
  function forget() {
    put(s.cookie, '', 0);
    put(s.rolls, '', 0);
    if (s.refresh) put(s.takenBack, 1, 1);
  }
  // One request at a time; what the visitor wanted last holds, whatever an earlier answer has set.
  function send(body, callback) {
    last = body;
    queue = queue.then(function () {
      return fetch(base + 'anonymous-cookie', { method: 'POST', credentials: 'include', keepalive: true, body: new URLSearchParams(body) });
    }).then(function (answer) { return answer.ok; }, function () {}).then(function (ok) {
      if (wanted > 0) {
        // Not after its own answer: a cookie set by header lives longer.
        if (body != last) keep();
      } else if (wanted || has(s.takenBack)) forget();
      if (callback) callback(null, ok ? 'success' : 'error', body.minutes);
    });
  }
  function set(minutes, callback) {
    wanted = minutes > 0 ? Math.min(Math.ceil(minutes), s.minutes) : s.minutes;
    keep();
    send({ minutes: wanted }, callback);
  }
  function remove() {
    wanted = -1;
    forget();
    send({ action: 'delete' });
  }
  function hook(smart) {
    var own = smart.utils.optout, before = own.setAnonymousCookie, after = own.deleteAnonymousCookie;
    own.setAnonymousCookie = function (minutes, callback) { before(minutes); set(minutes, callback); };
    own.deleteAnonymousCookie = function () { after(); remove(); };
  }
  w.setAnonymousCookie = set;
  w.deleteAnonymousCookie = remove;
  w.getAnonymousCookie = function () { return has(s.cookie); };
  (w.wtSmart = w.wtSmart || []).push(hook);
  if (s.refresh && has(s.cookie) && has(s.rolls)) send({ action: 'refresh' });
})(window, document, SETTINGS);
