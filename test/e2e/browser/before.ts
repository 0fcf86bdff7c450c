// What can be put right before a run: documents that are not saved, files that git does not know.
import * as assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const FLAKE = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.alpha = nixpkgs.lib.nixosSystem { modules = [ ./machine.nix ]; };
  };
}
`;

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });

export const prepare: Prepare = (workspace) => {
  const folder = join(workspace, 'mine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'flake.nix'), FLAKE);
  writeFileSync(
    join(folder, 'machine.nix'),
    '{\n  imports = [ ./new.nix ];\n  specialisation.dark.configuration = { };\n}\n',
  );
  writeFileSync(join(folder, 'new.nix'), '{ services.openssh.enable = true; }\n');
  git(folder, 'init', '-q');
  git(folder, 'add', 'flake.nix', 'machine.nix');
  return { user: { 'files.autoSave': 'off' } };
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes } = helpers;
  const folder = join(helpers.folder, 'mine');
  const file = join(folder, 'machine.nix');
  const dialog = page.locator('.monaco-dialog-box');
  const button = (title: string) => dialog.getByRole('button', { name: title, exact: true });
  const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
  const titles = async () => (await dialog.locator('.monaco-button').allInnerTexts()).map((label) => label.trim());
  /** What the question says once it says these words, or no longer says them. */
  const question = (words: string, isSaid = true) =>
    until(`${isSaid ? '' : 'no '}“${words}”`, async () => {
      if (!(await dialog.isVisible())) return false;
      const text = await dialog.innerText();
      return text.includes(words) === isSaid ? text : false;
    });

  await helpers.step('documents that are not saved are saved first, if that is wanted', async () => {
    await helpers.openFile('machine.nix');
    await lens('Rebuild and switch').waitFor();
    await helpers.goTo(1, 2);
    await helpers.type('\n  services.printing.enable = true;');
    await page.locator('.tab.dirty').waitFor();
    await helpers.click(lens('Rebuild and switch'), dialog);
    const text = await question('Not saved, so not built as it stands in the editor');
    assert.ok(text.includes('machine.nix'), text);
    assert.ok((await titles()).includes('Save All'));
    assert.ok(!readFileSync(file, 'utf8').includes('printing'));
    await helpers.shot('unsaved');
    await button('Save All').click();
    await question('Not saved', false);
    assert.ok(readFileSync(file, 'utf8').includes('services.printing.enable = true;'));
    assert.ok(!(await titles()).includes('Save All'));
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('files that git does not know are told to it first, if that is wanted', async () => {
    const text = await question('git does not know');
    assert.ok(text.includes('new.nix'), text);
    await helpers.shot('untracked');
    await button('Add with git add -N').click();
    const command = `git -C ${folder} add -N -- ':(top,literal)new.nix'`;
    await question(command);
    assert.strictEqual(git(folder, 'ls-files', 'new.nix'), '');
    assert.ok(!(await titles()).includes('Add with git add -N'));
    await helpers.shot('adding');
    await button('Run').click();
    const [, call] = await until('the rebuild', () => fakes.calls().length > 1 && fakes.calls());
    assert.deepStrictEqual(call?.argv, ['switch', '--flake', `${folder}#alpha`, '--specialisation', 'dark']);
    assert.strictEqual(git(folder, 'ls-files', 'new.nix'), 'new.nix\n');
    await page.locator('.statusbar-item', { hasText: 'done.' }).waitFor();
    fakes.reset();
  });

  await helpers.step('then there is nothing more to say', async () => {
    await helpers.click(lens('Rebuild and switch'), dialog);
    const text = await question('Rebuild and switch to “dark”');
    assert.ok(!text.includes('git') && !text.includes('Not saved'), text);
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });
}
