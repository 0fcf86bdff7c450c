// Rules as a user lives with them: counted in the status bar, made quieter in the settings, ignored on one
// line, another one with its fix.
import * as assert from 'node:assert';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

const LOST = `{ config, lib, ... }:
{
  services = { openssh.enable = true; } // lib.mkIf config.networking.enableIPv6 { printing.enable = true; };
  specialisation.travel.configuration = { };
}
`;

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const configuration = join(helpers.folder, 'configuration.nix');
  const workspaceSettings = join(helpers.folder, '.vscode/settings.json');
  const red = page.locator('.squiggly-error');
  const yellow = page.locator('.squiggly-warning');
  const bulb = page.locator('.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]');
  const line = (text: RegExp) => page.locator('.editor-instance .view-line', { hasText: text });
  const underlined = (wanted: number) =>
    until(`${wanted} underlined`, async () => (await red.count()) + (await yellow.count()) === wanted);

  await helpers.step('the language status counts systems and specialisations', async () => {
    await helpers.openFile('configuration.nix');
    await red.first().waitFor();
    // The editor asks for lenses a moment later, and not at all while it has lost the focus.
    await page.locator('.codelens-decoration a', { hasText: 'Rebuild' }).first().waitFor();
    const status = page.locator('.hover-language-status', { hasText: '1 system, 2 specialisations' });
    await helpers.click(page.locator('.statusbar-item[id="status.languageStatus"]'), status);
    assert.match(await status.innerText(), /1 file takes part/);
    await helpers.shot('status');
    await page.keyboard.press('Escape');
  });

  await helpers.step('a rule made a warning in the settings turns yellow at once, and red again', async () => {
    mkdirSync(dirname(workspaceSettings), { recursive: true });
    writeFileSync(workspaceSettings, JSON.stringify({ 'nixosSpecialisations.rules.optionConflict': 'warning' }));
    await yellow.first().waitFor();
    await red.first().waitFor({ state: 'detached' });
    await helpers.shot('quieter');
    writeFileSync(workspaceSettings, '{}');
    await red.first().waitFor();
    await yellow.first().waitFor({ state: 'detached' });
  });

  await helpers.step('a conflict ignored at one side is marked there, and nothing is underlined', async () => {
    await helpers.goTo(7, 6);
    await helpers.fix('Ignore option-conflict on this line');
    await underlined(0);
    await line(/#\sspecialisations-ignore:\soption-conflict/).waitFor();
    // Nor is anything offered any more.
    await bulb.first().waitFor({ state: 'detached' });
    await helpers.shot('ignored');
  });

  await helpers.step('what // drops is told, and merged by its fix', async () => {
    await until('saved', () => readFileSync(configuration, 'utf8').split('specialisations-ignore').length === 2);
    await helpers.overwrite(configuration, LOST);
    await line(/lib\.mkIf/).waitFor();
    await yellow.first().waitFor();
    await helpers.goTo(3, 46);
    await helpers.command('Show or Focus Hover');
    await page.locator('.monaco-hover:visible', { hasText: 'lost-definition' }).waitFor();
    await helpers.shot('lost');
    await page.keyboard.press('Escape');
    await helpers.fix('mkMerge');
    await line(/services\s=\slib\.mkMerge\s\[/).waitFor();
    await underlined(0);
    await bulb.first().waitFor({ state: 'detached' });
    await helpers.shot('merged');
  });
}
