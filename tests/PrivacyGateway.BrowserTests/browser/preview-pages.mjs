// node preview-pages.mjs ADMIN HOST: previews a browser from the state page on, looks at each page with axe-core, and says as one line of JSON what was seen.
// With SCREENSHOTS=FOLDER each view is kept as a picture. Judges nothing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launchChromium } from './launch.mjs';

const [admin, host] = process.argv.slice(2);
const hit = `https://${host}/111111111111111/wt?p=600,home&eid=2260000000000000777&cd=4711&nick=`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launchChromium('--host-resolver-rules=MAP * 127.0.0.1');
const views = [];
const messages = [];
try {
  const [tester, other] = [await profile(), await profile()];
  const link = await makeLink(await open(tester, admin));
  const preview = await open(tester, link);
  await look(preview, 'confirm', [{ width: 1100 }, { width: 320 }]);
  await preview.getByRole('button', { name: 'Start the preview' }).click();
  await preview.waitForURL('**/.privacy/preview/');

  // The browser asks for an icon besides, which adds a row.
  const hits = preview.locator('.hit').filter({ has: preview.locator('summary', { hasText: '/wt' }) });
  await send(other, 'canary-of-another-browser');
  await tester.addCookies([{ name: 'wteid_111111111111111', value: '2260000000000000777', url: `https://${host}/` }]);
  await send(tester, 'first-of-the-tester');
  await hits.nth(0).waitFor();
  const identified = await preview.locator('#now h2').innerText();
  await tester.addCookies([{ name: 'miCookieOptOut', value: '1', url: `https://${host}/` }]);
  await send(tester, 'second-of-the-tester');
  await hits.nth(1).waitFor();

  // The response to that one made the browser forget its identity cookies.
  await send(tester, 'third-of-the-tester');
  await hits.nth(2).waitFor();

  const result = {
    identified,
    anonymous: await preview.locator('#now h2').innerText(),
    met: await preview.locator('.checks .good strong').allInnerTexts(),
    notMet: await preview.locator('.checks .bad strong').allInnerTexts(),
    hits: await hits.count(),
    text: await preview.locator('#main').textContent(),
    replayed: await statusOf(tester, link),
  };
  result.toggled = await toggleByKeyboard(preview);
  result.tree = await preview.locator('#now').ariaSnapshot();
  await look(preview, 'preview', [{ width: 1100 }, { width: 360 }, { width: 320 }, { width: 320, height: 256 }, { width: 1100, scheme: 'dark' }, { width: 1100, forced: 'active' }]);

  const state = await open(tester, admin);
  result.stateDuring = await state.locator('#preview').innerText();
  await look(state, 'state', [{ width: 1100 }, { width: 320, scheme: 'dark' }]);

  await preview.getByRole('button', { name: 'End the preview' }).click();
  await preview.getByRole('heading', { name: 'The preview has ended' }).waitFor();
  result.cookies = (await tester.cookies()).map(({ name }) => name).filter((name) => name.startsWith('__Host-'));

  const trial = await open(tester, `${admin}try`);
  await trial.getByRole('textbox', { name: /^A URL/ }).fill(`${hit}tried`);
  await trial.getByRole('button', { name: 'Explain' }).click();
  await trial.locator('.because').waitFor();
  result.tried = await trial.locator('.because').innerText();
  await look(trial, 'try', [{ width: 1100 }, { width: 320 }, { width: 1100, scheme: 'dark' }, { width: 1100, forced: 'active' }]);
  process.stdout.write(`${JSON.stringify({ ...result, views, messages })}\n`);
} finally {
  await browser.close();
}

async function profile() {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(150_000);
  return context;
}

async function open(context, url) {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) messages.push(message.text());
  });
  page.on('pageerror', (error) => messages.push(String(error)));
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

async function statusOf(context, url) {
  const page = await context.newPage();
  const response = await page.goto(url);
  await page.close();
  return response.status();
}

async function makeLink(page) {
  await page.getByRole('combobox', { name: 'Public host' }).fill(host);
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.locator('#link').getAttribute('href');
  await look(page, 'link', [{ width: 1100 }, { width: 320 }]);
  return link;
}

async function send(context, nick) {
  const page = await context.newPage();
  await page.goto(hit + nick);
  await page.close();
}

/** Reaches the first hit by Tab alone, unfolds or folds it by Enter, and says whether that changed it. */
async function toggleByKeyboard(page) {
  await page.evaluate(() => document.activeElement?.blur());
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.matches('.hit > summary') ?? false)) break;
  }
  const isOpen = () => page.evaluate(() => document.activeElement?.parentElement?.open ?? null);
  const before = await isOpen();
  await page.keyboard.press('Enter');
  return before !== null && before !== (await isOpen());
}

async function look(page, name, sizes) {
  for (const { width, height = 900, scheme = 'light', forced = 'none' } of sizes) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, forcedColors: forced });
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    const view = `${name} ${width}x${height} ${scheme}${forced === 'none' ? '' : ' forced'}`;
    views.push({ name: view, rules: found.passes.length, findings: [...found.violations, ...found.incomplete].map(describe), isTooWide: widths[0] > widths[1] });
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${view}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

function describe({ id, help, nodes }) {
  return `${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 200)}`;
}
