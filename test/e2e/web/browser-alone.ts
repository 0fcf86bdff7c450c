// VS Code in a browser with nothing behind it, as on vscode.dev: a flake in a folder that lies on no disk, analysed by a
// web worker; nothing runs, and that is said.
import * as assert from 'node:assert';
import { again } from '../support/again';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

/** Deeper than any stack of a browser: written, and as a program. */
const DEEP = `{ lib, ... }:
let count = n: if n == 0 then 0 else 1 + count (n - 1);
in {
  environment.variables.DEEP = toString (count 9000);
  environment.variables.LIST = builtins.toJSON ${'['.repeat(4000)}${']'.repeat(4000)};
}
`;

export const files: Record<string, string> = {
  '/flake/flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.11";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.desktop = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      modules = [ ./hosts/desktop.nix ./gaming.nix ./deep.nix ];
    };
  };
}
`,
  '/flake/hosts/desktop.nix': `{ lib, ... }:
let audio = builtins.fromJSON (builtins.readFile ./audio.json);
in {
  networking.hostName = "desktop";
  services.openssh.enable = true;
  services.pipewire.enable = audio.pipewire;
}
`,
  '/flake/deep.nix': DEEP,
  '/flake/hosts/audio.json': '{ "pipewire": false }',
  '/flake/gaming.nix': `{ lib, ... }:
{
  specialisation.gaming.configuration = {
    services.openssh.enable = false;
    services.pipewire.enable = true;
  };
}
`,
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const lens = (text: string) => page.locator('.codelens-decoration a', { hasText: text }).first();
  const hover = page.locator('.monaco-editor .monaco-hover:visible, .monaco-resizable-hover .monaco-hover');
  const pane = page
    .locator('.split-view-view', { has: page.locator('.pane-header[aria-label^="Specialisations"]') })
    .last();
  const row = (text: string) => pane.locator('.monaco-list-row', { hasText: text }).first();
  const notification = (text: string) => page.locator('.notification-list-item', { hasText: text }).first();
  const explorer = page.locator('.explorer-folders-view .monaco-list-row');
  /** Nobody searches in this file system for names of files. */
  const open = async (name: string): Promise<void> => {
    const file = explorer.filter({ hasText: name }).first();
    await again(async (timeout) => {
      await file.dblclick({ timeout });
      await page.locator('.tab.active', { hasText: name }).first().waitFor({ timeout });
      await page.locator('.editor-instance:visible .view-line').first().waitFor({ timeout });
    }, 10_000);
  };
  const problems = (count: number) =>
    until(`${count} errors`, async () => (await page.locator('.squiggly-error').count()) === count);

  await helpers.step('conflicts across files are underlined, also with what a file beside Nix says', async () => {
    await explorer.filter({ hasText: 'hosts' }).first().click();
    await explorer.filter({ hasText: 'desktop.nix' }).first().waitFor();
    await open('gaming.nix');
    await problems(2);
    await lens('Table of overrides').waitFor();
    await helpers.shot('conflicts');
  });

  await helpers.step('the server can be started again', async () => {
    await helpers.command('Restart Language Server');
    await problems(0);
    await problems(2);
  });

  await helpers.step('a hover tells the values in the base and in the specialisation', async () => {
    await helpers.goTo(4, 24);
    await helpers.command('Show or Focus Hover');
    await hover.last().waitFor();
    await until('the hover', async () => /desktop\.nix/.test(await hover.last().innerText()));
    await helpers.shot('hover');
    await page.keyboard.press('Escape');
  });

  await helpers.step('the fix in the base changes the other file, and the conflict goes', async () => {
    await helpers.goTo(4, 24);
    await helpers.fix('mkDefault');
    await problems(1);
    await open('desktop.nix');
    assert.match(await helpers.text(), /services\.openssh\.enable = lib\.mkDefault true;/);
    await helpers.shot('fixed');
  });

  await helpers.step('what is typed counts, in another file too', async () => {
    await helpers.goTo(6, 30);
    await page.keyboard.press('Shift+End');
    await helpers.type('true;');
    await open('gaming.nix');
    await problems(0);
    await open('desktop.nix');
    await helpers.goTo(6, 30);
    await page.keyboard.press('Shift+End');
    await helpers.type('audio.pipewire;');
    await open('gaming.nix');
    await problems(1);
  });

  await helpers.step('a file that changes behind the editor is read again', async () => {
    await helpers.command('Memory Folder: Change Another File Behind the Editor');
    await problems(0);
  });

  await helpers.step('what is nested too deeply for a browser is noted, and the rest is analysed', async () => {
    await open('deep.nix');
    const status = page.locator('.hover-language-status', { hasText: 'not evaluated to the end' });
    await helpers.click(page.locator('.statusbar-item[id="status.languageStatus"]'), status);
    await helpers.shot('deep');
    await page.keyboard.press('Escape');
    await open('gaming.nix');
    await problems(0);
  });

  await helpers.step('the view lists the host and what its specialisation changes', async () => {
    await pane.locator('.pane-header').click();
    await row('gaming').waitFor();
    await row('gaming').locator('.monaco-tl-twistie').click();
    await row('services.openssh.enable').waitFor();
    await helpers.shot('view');
    assert.strictEqual(await row('gaming').locator('.action-label[aria-label^="Switch"]').count(), 0);
  });

  await helpers.step('the table of overrides opens from its lens', async () => {
    await open('gaming.nix');
    await lens('Table of overrides').click();
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await frame.getByText('services.openssh.enable').first().waitFor();
    await helpers.shot('table');
    await page.keyboard.press('Control+F4');
  });

  await helpers.step('nothing is built or switched to, and the lens says why', async () => {
    await open('gaming.nix');
    await lens('Not built or switched to here').click();
    await notification('a browser starts no programs').waitFor();
    await helpers.shot('refused');
  });

  await helpers.step('the example is analysed as well', async () => {
    await helpers.command('NixOS Specialisations: Open an Example');
    await page.locator('.view-line', { hasText: 'can be switched to two other ways' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await lens('Not built or switched to here').waitFor();
    await helpers.shot('example');
  });

  await helpers.step('the log tells of no fault', async () => {
    await helpers.command('NixOS Specialisations: Show Log');
    const lines = page.locator('.part.panel .view-line');
    const filter = page.locator('.part.panel input[placeholder^="Filter"]');
    await filter.fill('workspace listed');
    await lines.filter({ hasText: 'workspace listed' }).first().waitFor();
    await until('no other line', async () => (await lines.filter({ hasText: 'analysis' }).count()) === 0);
    await filter.fill('failed');
    await until('none of the others', async () => (await lines.filter({ hasText: 'workspace listed' }).count()) === 0);
    assert.deepStrictEqual(await lines.filter({ hasText: 'failed' }).allInnerTexts(), []);
    await helpers.shot('log');
  });
}
