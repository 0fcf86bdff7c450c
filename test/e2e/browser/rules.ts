// Rules as a user lives with them: counted in the status bar, made quieter in the settings, ignored on one line.
import * as assert from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const workspaceSettings = join(helpers.folder, '.vscode/settings.json');
  const red = page.locator('.squiggly-error');
  const yellow = page.locator('.squiggly-warning');
  const gone = async (): Promise<void> => {
    await red.first().waitFor({ state: 'detached' });
    await yellow.first().waitFor({ state: 'detached' });
  };
  const line = (text: RegExp) => page.locator('.editor-instance .view-line', { hasText: text });
  const choose = async (title: string): Promise<void> => {
    const fixes = await helpers.quickFixes();
    await fixes.filter({ hasText: title }).first().click();
  };

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

  await helpers.step('a finding ignored on its line is marked there, and nothing is underlined', async () => {
    for (const at of [7, 4]) {
      await helpers.goTo(at, 6);
      await choose('Ignore option-conflict on this line');
      await line(/#\sspecialisations-ignore:\soption-conflict/)
        .first()
        .waitFor();
    }
    await gone();
    await helpers.shot('ignored');
  });
}
