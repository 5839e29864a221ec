// Records a page's network traffic as its developer tools would save it (HAR 1.2), from the events of the devtools protocol.
export class Recorder {
  #entries = new Map();
  #headers = new Map();

  /** From now on, everything that this page requests. */
  static async start(context, page) {
    const recorder = new Recorder();
    const session = await context.newCDPSession(page);
    session.on('Network.requestWillBeSent', (event) => recorder.#entries.set(event.requestId, event));
    // Cookies are only here, and either event may be the first.
    session.on('Network.requestWillBeSentExtraInfo', (event) => recorder.#headers.set(event.requestId, event.headers));
    await session.send('Network.enable');
    return recorder;
  }

  har() {
    return {
      log: {
        version: '1.2',
        creator: { name: 'WebInspector', version: '537.36' },
        pages: [],
        entries: [...this.#entries.values()].map((event) => this.#entry(event)),
      },
    };
  }

  #entry({ requestId, request, wallTime }) {
    const headers = Object.entries(this.#headers.get(requestId) ?? request.headers).map(([name, value]) => ({ name, value }));
    const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
    return {
      startedDateTime: new Date(wallTime * 1000).toISOString(),
      time: 0,
      request: {
        method: request.method,
        url: request.url + (request.urlFragment ?? ''),
        httpVersion: 'http/2.0',
        headers,
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: 0,
        ...(request.postData === undefined ? {} : { postData: { mimeType: type, text: request.postData } }),
      },
      response: { status: 0, headers: [], cookies: [], content: {} },
    };
  }
}
