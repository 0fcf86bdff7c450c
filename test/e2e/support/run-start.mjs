// What a newcomer does: `npm start`, then the address it prints. Checks that the extension is alive in that window.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/lib/process.mjs';
import { newPage } from '../../vscode-host/browser.mjs';
import { freePort } from '../../vscode-host/host.mjs';
import { topicFile } from './prepare.mjs';

const LIMIT_MS = 180_000;

/** Resolves to the counts: one for the whole way from the command to the lens in the editor. */
export async function runStart({ browser, grep = '' }) {
  if (!'start'.includes(grep)) return { passed: 0, failed: 0 };
  console.log('\n  npm start');
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--web', '--port', String(port)], {
    cwd: ROOT,
  });
  const page = await newPage(browser);
  try {
    await page.goto(await printedAddress(child));
    await page.locator('.tab', { hasText: 'configuration.nix' }).first().waitFor({ timeout: 60_000 });
    await page
      .locator('.codelens-decoration a', { hasText: 'Switch to this specialisation' })
      .first()
      .waitFor({ timeout: 60_000 });
    await page.screenshot({ path: topicFile('start', 'examples') });
    console.log('    ✔ serves VS Code with the extension at work on the examples');
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.log('    ✖ serves VS Code with the extension at work on the examples');
    console.error(error);
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
