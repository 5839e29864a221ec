// node judge-demo.mjs URL FOLDER: a visitor on the demo's page, with mouse and keyboard, in every state. Says as one line of JSON what there was to see, and leaves
// the README's pictures in FOLDER. Judges nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launchChromium } from './launch.mjs';
import { withPalette } from './palette.mjs';

const [url, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const complaints = [];
const outside = [];
const browser = await launchChromium();
try {
  const said = {
    pictures: await pictures(), first: await first(), situations: await situations(), links: await links(), views: await views(), keyboard: await keyboard(), forced: await forced(),
    standIn: await standIn(), complaints, outside,
  };
  process.stdout.write(`${JSON.stringify(said)}\n`);
} finally {
  await browser.close();
}

/** What a visitor sees who has touched nothing. */
async function first() {
  return using({}, async (page) => ({ ...(await look(page)), tree: steady(await page.locator('main').ariaSnapshot()) }));
}

/** Without what differs from one run to the next. */
function steady(tree) {
  return tree.replace(/\b2\d{18}\b/g, '2179597759901334342').replace(/\b\d{13}\b/g, '1795977599606').replace(/localhost:\d+/g, 'localhost:8080').replace(/(?<=connection |deletion: )(127\.0\.0\.1|::1)/g, '203.0.113.7')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '2026-11-29 12:00:00').replace(/\b\d\d:\d\d:\d\d(?= anonymous)/g, '12:00:00').replace(/Mozilla[^"]*?(?= User-Agent| =|"|$)/gm, 'Mozilla/5.0').replace(/\b([Hh])it \d+/g, '$1it 1').replace(/button "\d+ /g, 'button "1 ');
}

async function situations() {
  return using({}, async (page) => {
    const seen = [];
    for (const choice of ['opt-out', 'opt-in']) {
      for (const level of ['standard', 'strict']) {
        for (const visitor of ['anonymous', 'identified', 'opted-out']) {
          await choose(page, 'default', choice);
          await choose(page, 'level', level);
          await choose(page, 'visitor', visitor);
          seen.push({ choice, level, visitor, ...(await look(page)), violations: level === 'standard' ? await violations(page) : [] });
        }
      }
    }
    return seen;
  });
}

/** The specification's two links, in both polarities. */
async function links() {
  return using({}, async (page) => {
    const seen = [];
    for (const choice of ['opt-out', 'opt-in']) {
      await choose(page, 'default', choice);
      for (const id of ['set', 'delete']) {
        await sends(page, () => page.click(`#${id}`));
        seen.push({ choice, text: await page.textContent(`#${id}`), decision: (await look(page)).decision });
      }
    }
    return seen;
  });
}

async function views() {
  const seen = [];
  for (const [name, options] of [
    ['1280 px', { viewport: { width: 1280, height: 800 } }],
    ['1280 px, dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
    ['1280 px, forced colours', { viewport: { width: 1280, height: 800 }, forcedColors: 'active' }],
    ['360 px', { viewport: { width: 360, height: 800 } }],
    ['320 px', { viewport: { width: 320, height: 800 } }],
    // 1280 pixels of a screen at 400 %: the page has a quarter of them (WCAG 2.2, 1.4.10).
    ['1280 px at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ]) {
    seen.push(await using(options, async (page) => {
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      const found = await violations(page);
      const { scrollWidth, clientWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
      await page.evaluate(() => scrollTo(10_000, 0));
      return { name, violations: found, scrollWidth, clientWidth, scrolled: await page.evaluate(() => scrollX) };
    }));
  }
  return seen;
}

/** No mouse: what Tab reaches, whether the focus is visible there, and what arrow keys, Enter and Space do. */
async function keyboard() {
  return using({}, async (page) => {
    const reached = [];
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const { activeElement: element } = document;
        const shown = element.matches('input') ? element.nextElementSibling : element;
        return element === document.body ? null : { name: element.id || element.name || element.textContent.trim(), visible: getComputedStyle(shown).outlineStyle !== 'none' };
      });
      if (at === null) {
        break;
      }
      reached.push(at);
    }
    const decisions = [];
    const press = async (selector, key) => {
      await page.focus(selector);
      await sends(page, () => page.keyboard.press(key));
      decisions.push((await look(page)).decision);
    };
    await press('[name=visitor]:checked', 'ArrowRight');
    await press('[name=visitor]:checked', 'ArrowRight');
    await press('#delete', 'Enter');
    await press('#set', 'Enter');
    await press('#send', 'Space');
    await page.focus('.folded summary');
    await page.keyboard.press('Space');
    const unfolded = await page.evaluate(() => document.querySelector('.folded').open);
    await page.focus('#hits li:last-child button');
    await page.keyboard.press('Enter');
    const shown = await page.evaluate(() => ({ hit: document.querySelector('#rows').dataset.hit, focused: document.activeElement.textContent, current: document.querySelector('#hits [aria-current=true]').textContent }));
    return { reached, decisions, unfolded, shown };
  });
}

/** Where the visitor's own colours replace the page's, shapes and words must do. */
async function forced() {
  return using({ forcedColors: 'active' }, async (page) => page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return {
      chosen: style('[name=visitor]:checked + span').backgroundColor,
      other: style('[name=visitor]:not(:checked) + span').backgroundColor,
      gone: style('tbody.removed del').textDecorationLine,
      signs: [...new Set([...document.querySelectorAll('#rows .sign')].map((sign) => sign.textContent))],
    };
  }));
}

/** As where the vendor's pixel is not installed. */
async function standIn() {
  const script = readFileSync(new URL('../../../src/PrivacyGateway/Cli/Demo/stand-in-pixel.js', import.meta.url), 'utf8');
  return using({ standIn: script }, (page) => look(page));
}

async function pictures() {
  const texts = [];
  for (const colorScheme of ['light', 'dark']) {
    texts.push(await using({ colorScheme, viewport: { width: 1040, height: 1400 } }, async (page) => {
      const [top, bottom] = await page.evaluate(() => {
        // The picture is of the same visitor every time.
        document.querySelectorAll('#rows .value, #rows .value *').forEach(({ firstChild }) => {
          if (firstChild?.nodeType === Node.TEXT_NODE) {
            firstChild.data = firstChild.data.replace(/^2\d{18}$/, '2179597759901334342').replace(/localhost:\d+/, 'localhost:8080').replace(/(?<=,)\d{13}$/, '1795977599606').replace(/^(127\.0\.0\.1|::1)$/, '203.0.113.7');
          }
        });
        const edge = (selector, side) => document.querySelector(selector).getBoundingClientRect()[side];
        return [edge('#verdict', 'top') - 8, edge('#rows tbody.added', 'bottom') + 1];
      });
      const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: top, width: 1040, height: bottom - top } });
      writeFileSync(join(folder, `two-columns-${colorScheme}.png`), withPalette(picture));
      return page.evaluate(() => [document.querySelector('.decision'), document.querySelector('.counts'), document.querySelector('.also'), ...document.querySelectorAll('#rows > table > tbody:is(.removed, .changed, .added) tr')]
        .map((part) => part.innerText.replace(/\s+/g, ' ').trim()));
    }));
  }
  return texts;
}

async function using({ standIn, ...options }, look) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => { if (new URL(request.url()).origin !== new URL(url).origin && !request.url().startsWith('data:')) outside.push(request.url()); });
  await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`)));
  if (standIn) {
    await page.route('**/demo/pixel.js', (route) => route.fulfill({ contentType: 'text/javascript', body: standIn }));
  }
  await page.goto(url);
  await page.waitForSelector('#rows table');
  const result = await look(page);
  await context.close();
  return result;
}

async function choose(page, name, value) {
  if (!(await page.isChecked(`[name=${name}][value=${value}]`))) {
    await sends(page, () => page.click(`label:has([name=${name}][value=${value}])`));
  }
}

/** Waits until the page shows the hit that this sends. */
async function sends(page, act) {
  const before = await page.getAttribute('#rows', 'data-hit');
  await act();
  await page.waitForFunction((number) => Number(document.querySelector('#rows').dataset.hit) > number, Number(before));
}

function look(page) {
  return page.evaluate(() => {
    const text = (element) => element.textContent.replace(/\s+/g, ' ').trim();
    const all = (selector, from = document) => [...from.querySelectorAll(selector)];
    const shown = (cell) => all('.entry', cell).map((entry) => `${entry.querySelector('.name').textContent}=${entry.querySelector('.value').textContent}`);
    return {
      decision: text(document.querySelector('.decision')),
      rows: all('#rows > table > tbody').flatMap((body) => all('tr:not(.group)', body).map((row) => ({
        group: body.className, sent: shown(row.cells[0]), received: shown(row.cells[1]),
        rules: all('.rule', row).map(text), why: text(row.cells[1].querySelector('.why')), remedy: row.querySelector('.remedy') ? text(row.querySelector('.remedy')) : null,
      }))),
      folded: all('#rows .folded tr:not(.group) td:first-child .name').map(text),
      claims: all('#claims li').map(text),
      note: all('#claims .note').map(text).join(),
      back: all('#back li').map(text),
      pixel: text(document.querySelector('#pixel-note')),
      chapter: text(document.querySelector('#chapter')),
    };
  });
}

async function violations(page) {
  // The page's own policy forbids foreign scripts; the protocol evaluates beside it.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 200)}`);
}
