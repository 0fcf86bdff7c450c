// Modules that import each other, as the editor shows calls.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const FILES: Readonly<Record<string, string>> = {
  'flake.nix': `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ./modules/common.nix ]; };
    nixosConfigurations.desktop = nixpkgs.lib.nixosSystem { modules = [ ./desktop.nix ./modules/common.nix ]; };
  };
}
`,
  'laptop.nix': `{
  imports = [ ./modules/sound.nix ];
  specialisation.gaming.configuration = {
    imports = [ ./modules/games.nix ];
  };
}
`,
  'desktop.nix': '{ home-manager.users.kim = import ./home.nix; }\n',
  'home.nix': `{ lib, ... }:
{
  programs.git.enable = true;
  specialisation.light.configuration = {
    programs.zsh.enable = true;
  };
}
`,
  'modules/common.nix': '{ lib, ... }:\n{\n  imports = [ ./sound.nix ];\n}\n',
  'modules/sound.nix': '{ services.pipewire.enable = true; }\n',
  'modules/games.nix': '{ imports = [ ./sound.nix ]; programs.steam.enable = true; }\n',
};

export const prepare: Prepare = (folder) => {
  mkdirSync(join(folder, 'modules'), { recursive: true });
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const rows = page.locator('.sidebar .monaco-list-row');

  await helpers.step('who imports a module, by hosts and by files', async () => {
    await helpers.openFile('sound.nix');
    await helpers.goTo(1, 3);
    await helpers.command('Calls: Show Call Hierarchy');
    for (const row of [/modules\/common\.nix\s*laptop, desktop/, /modules\/games\.nix\s*laptop\/gaming/])
      await rows.filter({ hasText: row }).first().waitFor();
  });

  await helpers.step('up to the hosts', async () => {
    const common = rows.filter({ hasText: 'common.nix' });
    await helpers.click(common.locator('.monaco-tl-twistie'), rows.filter({ hasText: /^desktop\s*flake\.nix/ }));
    await helpers.shot('importers');
  });

  await helpers.step('what a module imports', async () => {
    await helpers.openFile('laptop.nix');
    await helpers.goTo(1, 1);
    await helpers.command('Calls: Show Call Hierarchy');
    // What the list shows, and not what is in the editor, is turned round.
    const top = page.locator('.sidebar .monaco-list-row[aria-level="1"]', { hasText: 'laptop.nix' });
    const below = page.locator('.sidebar .monaco-list-row[aria-level="2"]');
    await top.waitFor();
    await below.filter({ hasText: 'flake.nix' }).waitFor();
    await page.locator('.sidebar').getByRole('button', { name: 'Show Outgoing Calls' }).click();
    await top.waitFor();
    for (const row of [/modules\/sound\.nix/, /modules\/games\.nix\s*laptop\/gaming/])
      await below.filter({ hasText: row }).first().waitFor();
    await helpers.shot('imports');
  });

  await helpers.step('the file of a specialisation in place: deleting it is asked about', async () => {
    await helpers.goTo(3, 30);
    await helpers.fix('Write `games.nix` in place');
    const preview = page.locator('.bulk-edit-panel .monaco-list-row');
    await preview.filter({ hasText: 'games.nix' }).first().waitFor();
    await helpers.shot('preview');
  });

  await helpers.step(
    'what the base of an imported home sets is offered with its value in a specialisation',
    async () => {
      await helpers.openFile('home.nix');
      await page.locator('.codelens-decoration a').first().waitFor();
      await helpers.goTo(5, 32);
      await helpers.press('Enter');
      await helpers.press('Control+Space', page.locator('.suggest-widget.visible .monaco-list-row'));
      const offered = page.locator('.suggest-widget.visible .monaco-list-row', {
        hasText: /programs\.git\.enable\s*base: true/,
      });
      await offered.first().waitFor();
      await helpers.shot('offered');
      await page.keyboard.press('Escape');
    },
  );

  await helpers.step('and moves there', async () => {
    await helpers.goTo(3, 10);
    await helpers.fix('Move to specialisation `light`');
    const moved = /\{ lib, \.\.\. \}:\s*\{\s*specialisation\.light[\s\S]*programs\.git\.enable = true;/;
    // The edit is asked for once the action is chosen.
    await until('the setting has moved', async () => moved.test(await helpers.text()));
    await helpers.shot('moved');
  });
}
