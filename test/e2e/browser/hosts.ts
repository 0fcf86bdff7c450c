// Several hosts: which one is this machine's is asked once, and what is another machine's is not run here unasked.
import * as assert from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

const FLAKE = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.alpha = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
    nixosConfigurations.beta = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
  };
}
`;

export const prepare: Prepare = (workspace) => {
  const folder = join(workspace, 'fleet');
  mkdirSync(folder);
  writeFileSync(join(folder, 'flake.nix'), FLAKE);
  writeFileSync(join(folder, 'shared.nix'), '{ specialisation.dark.configuration = { }; }\n');
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes } = helpers;
  const folder = join(helpers.folder, 'fleet');
  const dialog = page.locator('.monaco-dialog-box');
  const button = (title: string) => dialog.getByRole('button', { name: title, exact: true });
  const input = page.locator('.quick-input-widget input').first();
  const menu = page.locator('.quick-input-list .monaco-list-row');
  const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
  const labels = async () =>
    (await menu.locator('.quick-input-list-row:first-child .label-name').allInnerTexts()).map((text) => text.trim());
  const cancel = async () => {
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  };

  await helpers.step('which one is this machine is asked, once', async () => {
    await helpers.openFile('shared.nix');
    await lens('2 hosts…').waitFor();
    await helpers.click(lens('Rebuild and switch'), menu.filter({ hasText: 'alpha' }));
    assert.deepStrictEqual(await labels(), ['alpha', 'beta']);
    assert.strictEqual(await input.getAttribute('placeholder'), 'Which of these configurations is this machine?');
    await helpers.shot('which');
    await helpers.choose('beta');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes(`--flake ${folder}#beta --specialisation dark`), text);
    assert.ok(!text.includes('another machine'), text);
    await cancel();
    await lens('beta').first().waitFor();
    await helpers.click(lens('Rebuild and switch'), dialog);
    assert.ok((await dialog.innerText()).includes('#beta'));
    await cancel();
    await helpers.shot('lenses');
  });

  await helpers.step('the other one is built here, or activated over there', async () => {
    await helpers.click(lens('2 hosts…'), menu.filter({ hasText: 'alpha' }));
    assert.deepStrictEqual(await labels(), ['beta', 'alpha']);
    await helpers.shot('hosts');
    await helpers.choose('alpha');
    await menu.filter({ hasText: 'on another machine' }).waitFor();
    assert.deepStrictEqual(await labels(), [
      'Build the base system for “alpha”',
      'Activate on another machine…',
      'Activate on this machine anyway…',
      'Copy a command…',
    ]);
    await helpers.shot('elsewhere');
    await helpers.choose('on another machine');
    await page.locator('.quick-input-message', { hasText: 'The machine as ssh knows it' }).waitFor();
    await input.fill('-oProxyCommand=x');
    await page.locator('.quick-input-message', { hasText: 'no name of a machine that ssh may be given' }).waitFor();
    await helpers.shot('bad-target');
    await input.fill('root@alpha');
    await page.locator('.quick-input-message', { hasText: 'no name of a machine' }).waitFor({ state: 'detached' });
    await input.press('Enter');
    await menu.filter({ hasText: 'Rebuild and switch to “dark” on “alpha”' }).waitFor();
    await helpers.choose('Rebuild and switch to “dark” on “alpha”');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes('--target-host root@alpha') && text.includes('#alpha'), text);
    await helpers.shot('remote');
    await cancel();
  });

  await helpers.step('activating it here is warned of', async () => {
    await helpers.click(lens('2 hosts…'), menu.filter({ hasText: 'beta' }));
    await helpers.choose('alpha');
    await menu.filter({ hasText: 'on this machine anyway' }).waitFor();
    await helpers.choose('on this machine anyway');
    const rebuild = 'Rebuild and switch to “dark” of “alpha” on this machine';
    await menu.filter({ hasText: rebuild }).waitFor();
    await helpers.choose(rebuild);
    await dialog.waitFor();
    assert.match(
      await dialog.innerText(),
      /“alpha” is the configuration of another machine, and would be activated on this one/,
    );
    await helpers.shot('anyway');
    await cancel();
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('what was said can be said anew', async () => {
    await helpers.command("NixOS Specialisations: Choose This Machine's Configuration…");
    await menu.filter({ hasText: 'This machine…' }).waitFor();
    await helpers.choose('This machine…');
    // The menu before it names them, too.
    await page.getByPlaceholder('Which of these configurations is this machine?').waitFor();
    await menu.filter({ hasText: 'beta' }).waitFor();
    await helpers.choose('alpha');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await helpers.click(lens('2 hosts…'), menu.filter({ hasText: 'beta' }));
    assert.deepStrictEqual(await labels(), ['alpha', 'beta']);
    await helpers.leave();
  });
}
