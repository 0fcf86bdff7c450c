// What the language server says in the editor: hints, hovers, completion, navigation and renaming.
import * as assert from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { again } from '../support/again';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const CONFIGURATION = `{ lib, ... }:
{
  services.openssh.enable = true;
  networking.hostName = lib.mkDefault "laptop";
  boot.kernelParams = [ "quiet" ];
  time.timeZone = "UTC";

  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkForce false;
    networking.hostName = "gaming";
    boot.kernelParams = [ "mitigations=off" ];
    environment.etc."specialisation".text = "gaming";
  };
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const file = join(helpers.folder, 'configuration.nix');
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents');

  await helpers.step('definitions of the base say what becomes of them', async () => {
    await helpers.openFile('configuration.nix');
    const text = page.locator('.view-lines');
    await text.getByText('forced in gaming').first().waitFor();
    await text.getByText('yields to gaming').first().waitFor();
  });

  await helpers.step('a hover tells values, definitions and why, with places to go to', async () => {
    await helpers.goTo(3, 22);
    await helpers.command('Show or Focus Hover');
    const said = await hover.filter({ hasText: 'Defined by' }).first().innerText();
    assert.match(said, /services\.openssh\.enable/);
    assert.match(said, /overridden in gaming/);
    assert.strictEqual(await hover.locator('a', { hasText: 'configuration.nix:9' }).count(), 1);
    await helpers.shot('hover');
    await page.keyboard.press('Escape');
  });

  await helpers.step('a hover on a specialisation tells what it changes', async () => {
    await helpers.goTo(8, 20);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'after a reboot' }).first().waitFor();
    await helpers.shot('hover-specialisation');
    await page.keyboard.press('Escape');
  });

  await helpers.step('what the base sets is completed with mkForce', async () => {
    await helpers.goTo(12, 54);
    await helpers.type('\ntime.');
    // The one that Enter takes.
    await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'timeZone' }).first().waitFor();
    await helpers.shot('completion');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await helpers.saved();
    await until('the text', async () => /time\.timeZone = lib\.mkForce "UTC";/.test(readFileSync(file, 'utf8')));
  });

  await helpers.step('definitions lead to each other', async () => {
    await again(async (timeout) => {
      await helpers.goTo(9, 24);
      await helpers.press('F12');
      await helpers.cursorIn(3, timeout);
    });
  });

  await helpers.step('a specialisation is renamed with what names it', async () => {
    await helpers.goTo(8, 20);
    const input = page.locator('.rename-box input');
    await helpers.press('F2', input);
    await input.fill('play');
    await input.press('Enter');
    await helpers.saved();
    await until('the new name', async () => {
      const text = readFileSync(file, 'utf8');
      return /specialisation\.play\.configuration/.test(text) && /text = "play"/.test(text);
    });
    await helpers.shot('renamed');
  });

  await helpers.step('specialisations are in the outline', async () => {
    await helpers.press('Control+Shift+O', page.locator('.quick-input-list .monaco-list-row', { hasText: 'play' }));
    await helpers.leave();
  });

  await helpers.step('a dark theme', async () => {
    helpers.settings({ user: { 'window.autoDetectColorScheme': false, 'workbench.colorTheme': 'Dark 2026' } });
    await page.reload();
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    await helpers.openFile('configuration.nix');
    await page.locator('.codelens-decoration a').first().waitFor();
    await helpers.goTo(4, 20);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'Defined by' }).first().waitFor();
    await helpers.shot('dark');
  });
}
