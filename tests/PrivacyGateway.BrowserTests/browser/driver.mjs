// Starts one Chromium and obeys lines of JSON on stdin: { id, visit, verb, … } → { id, result } or { id, error }.
// The C# tests speak this; nothing here judges anything.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { launchChromium } from './launch.mjs';
import { Visit } from './visit.mjs';

const [certificate, key] = process.argv.slice(2);
const tls = { cert: readFileSync(certificate), key: readFileSync(key) };

const browser = await launchChromium('--host-resolver-rules=MAP * 127.0.0.1');

const visits = new Map();
const verbs = {
  start: async ({ visit, ...setup }) => {
    visits.set(visit, await Visit.start(browser, tls, setup));
    return {};
  },
  close: async ({ visit }) => {
    await of(visit).close();
    visits.delete(visit);
    return {};
  },
  open: (command) => of(command.visit).open(command),
  tab: (command) => of(command.visit).tab(command),
  click: (command) => of(command.visit).click(command),
  ask: (command) => of(command.visit).ask(command),
  until: (command) => of(command.visit).until(command),
  answered: (command) => of(command.visit).answered(command),
  blockPosts: (command) => of(command.visit).blockPosts(),
  run: (command) => of(command.visit).run(command),
  pass: (command) => of(command.visit).pass(command),
  settle: (command) => of(command.visit).settle(),
  state: (command) => of(command.visit).state(),
  record: (command) => of(command.visit).record(),
  har: (command) => of(command.visit).har(),
};

say({ ready: browser.version() });
const lines = createInterface({ input: process.stdin });
lines.on('line', async (line) => {
  const { id, verb, ...command } = JSON.parse(line);
  try {
    say({ id, result: await verbs[verb](command) });
  } catch (error) {
    say({ id, error: String(error?.stack ?? error) });
  }
});
lines.on('close', async () => {
  await browser.close();
  process.exit(0);
});

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function of(id) {
  return visits.get(id) ?? fail(`There is no visit ${id}.`);
}

function fail(message) {
  throw new Error(message);
}
