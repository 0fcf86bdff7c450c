// A server that ends again and again is given up: nothing is being looked for any more, and one click starts it anew.
import * as assert from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

/** The servers of the VS Code whose data lies in a folder. */
const serversIn = (data: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(`${data}/extensions/`) && command.includes('dist/server.js');
      } catch {
        // It has ended meanwhile.
        return false;
      }
    })
    .map(Number);

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const red = page.locator('.squiggly-error');
  const status = page.locator('.hover-language-status', { hasText: 'Specialisations' });

  await helpers.step('the language status says that the server does not run', async () => {
    await helpers.openFile('configuration.nix');
    await red.first().waitFor();
    await helpers.command('Notifications: Show Notifications');
    const givenUp = page.locator('.notification-list-item', { hasText: 'it failed several times' });
    await until('the server is given up', async () => {
      for (const pid of serversIn(dirname(helpers.system))) process.kill(pid, 'SIGKILL');
      return givenUp.first().isVisible();
    });
    await red.first().waitFor({ state: 'detached' });
    await helpers.command('Notifications: Clear All Notifications');
    await helpers.click(page.locator('.statusbar-item[id="status.languageStatus"]'), status);
    assert.match(await status.innerText(), /the language server is not running/);
    assert.strictEqual(await page.locator('.hover-language-status .codicon-modifier-spin').count(), 0);
    await helpers.shot('status');
  });

  await helpers.step('a click there starts it', async () => {
    await status.locator('a', { hasText: 'Restart Language Server' }).click();
    await red.first().waitFor();
  });
}
