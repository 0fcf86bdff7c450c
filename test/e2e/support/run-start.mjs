// What a newcomer does: `npm start`, then the address it prints. Checks that the extension is alive in that window.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/lib/process.mjs';
import { newPage } from '../../vscode-host/browser.mjs';
import { freePort } from '../../vscode-host/host.mjs';
import { topicFile } from './prepare.mjs';

const LIMIT_MS = 300_000;

/** One job, which counts one: the whole way from the command to the lens in the editor. */
export const startJobs = ({ browser, grep = '' }) =>
  'start'.includes(grep) ? [{ name: 'npm start', run: ({ tell }) => start(browser, tell) }] : [];

async function start(browser, tell) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--web', '--port', String(port)], {
    cwd: ROOT,
  });
  const page = await newPage(browser);
  try {
    await page.goto(await printedAddress(child));
    await page.locator('.tab', { hasText: 'configuration.nix' }).first().waitFor({ timeout: 120_000 });
    await page
      .locator('.codelens-decoration a', { hasText: 'Switch to this specialisation' })
      .first()
      .waitFor({ timeout: 120_000 });
    await page.screenshot({ path: topicFile('start', 'examples') });
    tell('    ✔ serves VS Code with the extension at work on the examples');
    return { passed: 1, failed: 0 };
  } catch (error) {
    tell('    ✖ serves VS Code with the extension at work on the examples');
    tell(error);
    await page.screenshot({ path: topicFile('start', 'FAILED') }).catch(() => {});
    return { passed: 0, failed: 1 };
  } finally {
    await page.context().close();
    await ended(child);
  }
}

function printedAddress(child) {
  return new Promise((done, fail) => {
    let output = '';
    const give = (reason) => fail(new Error(`npm start ${reason}\n${output}`));
    setTimeout(() => give('printed no address'), LIMIT_MS).unref();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        const address = /http:\/\/127\.0\.0\.1\S+(?=\s)/.exec(output)?.[0];
        if (address !== undefined) done(address);
      });
    }
    child.on('exit', (code) => give(`ended (${code})`));
  });
}

async function ended(child) {
  if (child.exitCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}
