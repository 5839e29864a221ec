// One visitor: a separate browser profile, the shop's page, and a record of the requests to the track domain.
import { Recorder } from './recorder.mjs';
import { openSite } from './site.mjs';

/** In milliseconds: ends a hang, a little before the tests themselves would. Nothing passes or fails by being quicker. */
const hangLimit = 150_000;

export class Visit {
  #context;
  #page;
  #site;
  #sent = [];
  #errors = [];
  #trackDomain;
  #recorder;

  /** `cookies` are set on the registrable domain before the first page; `clock` makes the page's timers ours. */
  static async start(browser, tls, { pixel, cookies = [], clock = false }) {
    const visit = new Visit();
    visit.#site = await openSite(tls, pixel);
    visit.#context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 720 } });
    visit.#context.setDefaultTimeout(hangLimit);
    await visit.#context.addCookies(cookies.map((cookie) => ({
      domain: '.shop.test', path: '/', secure: true, sameSite: 'Lax', ...cookie,
    })));
    visit.#trackDomain = `https://${pixel.init.trackDomain}/`;
    visit.#page = await visit.#newPage();
    if (clock) {
      await visit.#page.clock.install();
    }
    return visit;
  }

  async open({ path }) {
    await this.#page.goto(this.#site.origin + path, { waitUntil: 'load' });
    return { origin: this.#site.origin };
  }

  /** Another tab of the same profile; everything from now on happens there. */
  async tab({ path }) {
    this.#page = await this.#newPage();
    return this.open({ path });
  }

  async click({ selector }) {
    await this.#page.click(selector, { timeout: hangLimit });
    return {};
  }

  async ask({ expression }) {
    return { value: String(await this.#page.evaluate(expression)) };
  }

  async until({ expression }) {
    await until(() => this.#page.evaluate(expression), expression);
    return {};
  }

  /** Waits for responses to requests of this kind; others may still be in flight. */
  async answered({ start, count }) {
    await until(() => this.#sent.filter((one) => one.target.startsWith(start) && one.status).length >= count, `${count} × ${start}`);
    return {};
  }

  async blockPosts() {
    await this.#context.route('**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    return {};
  }

  /** Runs a script as a link of the page would, for example `wtSmart.utils.optout.setAnonymousCookie()`. */
  async run({ script }) {
    await this.#page.evaluate(`void (${script})`);
    return {};
  }

  /** Lets so many milliseconds pass in the page, firing every timer on the way. */
  async pass({ milliseconds }) {
    await this.#page.clock.runFor(milliseconds);
    return {};
  }

  /** Waits until the pixel takes every hit for delivered: a page left earlier would send its queue again from the next. */
  async settle() {
    await this.#page.waitForFunction(() => Object.entries(localStorage)
      .every(([name, queue]) => !/^\d{15}/.test(name) || queue === ''), null, { timeout: hangLimit });
    return {};
  }

  /** The state of the browser and its requests so far, once their responses have arrived, except those that a test delays. */
  async state() {
    await until(() => this.#sent.every((one) => one.isDone || isHeld(one)), 'responses to the sent requests');
    return {
      sent: this.#sent.map(({ isDone, ...one }) => one),
      cookies: await this.#context.cookies(),
      storage: await this.#page.evaluate(() => ({ ...localStorage })),
      errors: this.#errors,
    };
  }

  /** From now on the page's traffic is recorded, until another tab is opened. */
  async record() {
    this.#recorder = await Recorder.start(this.#context, this.#page);
    return {};
  }

  async har() {
    return this.#recorder.har();
  }

  async close() {
    await this.#context.close();
    await this.#site.close();
    return {};
  }

  async #newPage() {
    const page = await this.#context.newPage();
    this.#listen(page, this.#trackDomain);
    return page;
  }

  #listen(page, trackDomain) {
    page.on('pageerror', (error) => this.#errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && this.#errors.push(message.text()));
    page.on('request', (request) => {
      if (request.url().startsWith(trackDomain)) {
        const one = {
          method: request.method(),
          target: request.url().slice(trackDomain.length - 1),
          body: request.postData() ?? '',
          headers: [],
          status: 0,
          responseHeaders: [],
        };
        record(request, one).finally(() => { one.isDone = true; });
        this.#sent.push(one);
      }
    });
  }
}

/** A consent call without a response: tests wait for those themselves. */
function isHeld(one) {
  return one.method === 'POST' && one.target.startsWith('/.privacy/') && !one.status;
}

/** By evaluating again and again from outside: a page's content policy does not concern this. */
async function until(holds, what) {
  for (const start = Date.now(); !await holds();) {
    if (Date.now() - start > hangLimit) {
      throw new Error(`Waited in vain: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The headers as sent, cookies included, and the response; a failed request has status 0. */
async function record(request, one) {
  try {
    one.headers = await request.headersArray();
    const response = await request.response();
    if (response) {
      one.status = response.status();
      one.responseHeaders = await response.headersArray();
    }
  } catch {
    // The page was closed meanwhile; the record remains.
  }
}
