// What the editor does by itself in a Nix file, which no command of ours asks for: folding, brackets around a selection.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { again } from '../support/again';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

const CONFIGURATION = `{ lib, ... }:
{
  # region Sound
  services.pipewire.enable = true;
  services.pipewire.alsa.enable = true;
  # endregion

  specialisation.gaming.configuration = {
    programs.steam.enable = true;
    boot.kernelParams = [
      "quiet"
    ];
  };
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const line = (text: string | RegExp) => page.locator('.view-line', { hasText: text });

  await helpers.step('a region is folded by its comments', async () => {
    await helpers.openFile('configuration.nix');
    await line('alsa').waitFor();
    await helpers.goTo(4, 3);
    // What can be folded is known a moment after a file is opened.
    await again(async (timeout) => {
      await helpers.command('Fold All Regions');
      await line('alsa').waitFor({ state: 'detached', timeout });
    }, 10_000);
    assert.ok(await line('Sound').isVisible());
    await helpers.command('Unfold All');
    await line('alsa').waitFor();
  });

  await helpers.step('a specialisation is folded up to what closes it', async () => {
    await helpers.goTo(9, 5);
    await helpers.command('Fold Recursively');
    await line('steam').waitFor({ state: 'detached' });
    await line(/^\s*};$/).waitFor();
    await helpers.shot('folded');
    await helpers.command('Unfold All');
  });

  await helpers.step('a bracket and a quote are put around what is selected', async () => {
    await helpers.goTo(9, 30);
    await helpers.command('Expand Selection');
    await page.keyboard.press('(');
    await line(/=\s\(true\);/).waitFor();
    await page.keyboard.press('"');
    await line(/=\s\("true"\);/).waitFor();
  });
}
