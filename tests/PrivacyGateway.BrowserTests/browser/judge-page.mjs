// node judge-page.mjs FILE|URL WIDTH…: opens a page of this machine in Chromium and prints, as one line of JSON, the findings of axe-core at each width, whether the document
// scrolls sideways, what the console says, and how many pages its print has. A page that is served is looked at in the dark and in forced colours too. With
// SCREENSHOTS=FOLDER each view is kept as a picture. Judges nothing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './launch.mjs';

const [place, ...widths] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const isServed = /^https?:/.test(place);
const browser = await launchChromium();
try {
  const views = [];
  for (const width of widths.map(Number)) {
    views.push(await view(`${width} px`, { viewport: { width, height: 900 } }));
  }
  // 1280 pixels of a screen at 400 %: the page has a quarter of them (WCAG 2.2, 1.4.10).
  views.push(await view('1280 px at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }));
  if (isServed) {
    views.push(await view('dark', { viewport: { width: 1100, height: 900 }, colorScheme: 'dark' }));
    views.push(await view('forced colours', { viewport: { width: 1100, height: 900 }, forcedColors: 'active' }));
  }
  process.stdout.write(`${JSON.stringify({ views, print: await print() })}\n`);
} finally {
  await browser.close();
}

async function view(name, options) {
  const { context, page, requests, messages } = await open(options);
  // The page's own policy forbids scripts; the protocol evaluates beside it.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  await page.evaluate(() => scrollTo(10_000, 0));
  const result = {
    name,
    rules: found.passes.length + found.violations.length,
    violations: found.violations.map(describe),
    incomplete: found.incomplete.map(describe),
    scrollWidth,
    clientWidth,
    scrolled: await page.evaluate(() => scrollX),
    requests,
    messages,
  };
  if (process.env.SCREENSHOTS) {
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(process.env.SCREENSHOTS, `${process.env.SCREENSHOT_NAME} ${name}.png`), fullPage: true });
  }
  await context.close();
  return result;
}

function describe({ id, help, nodes }) {
  return `${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 200)}`;
}

async function print() {
  const { context, page } = await open({ viewport: { width: 1100, height: 900 } });
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true });
  await context.close();
  const pdf = Buffer.from(data, 'base64').toString('latin1');
  return { start: pdf.slice(0, 5), bytes: pdf.length, pages: pdf.split(/\/Type\s*\/Page\b(?!s)/).length - 1 };
}

async function open(options) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  const page = await context.newPage();
  const requests = [];
  const messages = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) messages.push(message.text());
  });
  page.on('pageerror', (error) => messages.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(isServed ? place : pathToFileURL(place).href, { waitUntil: 'load' });
  return { context, page, requests, messages };
}
