// Chromium from the distribution's packages, wherever this machine keeps it, with nothing that speaks to the internet.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export function launchChromium(...args) {
  return chromium.launch({
    executablePath: onPath('chromium'),
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--no-proxy-server', ...args,
    ],
  });
}

function onPath(program) {
  for (const folder of process.env.PATH.split(delimiter)) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(`${program} is not installed: run tests/browser-setup.sh.`);
}
