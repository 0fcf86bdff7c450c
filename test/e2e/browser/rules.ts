// Rules as a user lives with them: counted in the status bar, made quieter in the settings.
import * as assert from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const workspaceSettings = join(helpers.folder, '.vscode/settings.json');
  const red = page.locator('.squiggly-error');
  const yellow = page.locator('.squiggly-warning');

  await helpers.step('the language status counts systems and specialisations', async () => {
    await helpers.openFile('configuration.nix');
    await red.first().waitFor();
    await page.locator('.statusbar-item[id="status.languageStatus"]').click();
    const status = page.locator('.hover-language-status', { hasText: '1 system, 2 specialisations' });
    await status.waitFor();
    assert.match(await status.innerText(), /1 file takes part/);
    await helpers.shot('status');
    await page.keyboard.press('Escape');
  });

  await helpers.step('a rule made a warning in the settings turns yellow at once, and red again', async () => {
    mkdirSync(dirname(workspaceSettings), { recursive: true });
    writeFileSync(workspaceSettings, JSON.stringify({ 'nixosSpecialisations.rules.option-conflict': 'warning' }));
    await yellow.first().waitFor();
    assert.strictEqual(await red.count(), 0);
    await helpers.shot('quieter');
    writeFileSync(workspaceSettings, '{}');
    await red.first().waitFor();
    assert.strictEqual(await yellow.count(), 0);
  });
}
