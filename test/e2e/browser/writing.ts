// Writing a first specialisation in a flake: for which host, into which of its modules, with the name under the cursor,
// and one undo.
import * as assert from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

const FLAKE = `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./hosts/desk.nix ./common.nix ]; };
    nixosConfigurations.lap = nixpkgs.lib.nixosSystem { modules = [ ./hosts/lap.nix ./common.nix ]; };
  };
}
`;
const HOST = '{ ... }:\n{\n  networking.domain = "example";\n}\n';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const file = (name: string): string => join(helpers.folder, name);
  const menu = page.locator('.quick-input-list .monaco-list-row');
  const lines = async (): Promise<string> =>
    (await page.locator('.editor-instance .view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  const labels = async () => (await menu.locator('.label-name').allInnerTexts()).map((label) => label.trim());
  mkdirSync(file('hosts'), { recursive: true });
  writeFileSync(file('hosts/desk.nix'), HOST);
  writeFileSync(file('hosts/lap.nix'), HOST);
  writeFileSync(file('common.nix'), '{ time.timeZone = "UTC"; }\n');
  writeFileSync(file('flake.nix'), FLAKE);
  rmSync(file('configuration.nix'));

  await helpers.step('with nothing open it asks for which host, and into which of its modules', async () => {
    await page.locator('.pane-header[aria-label^="Specialisations"]').waitFor({ timeout: 30_000 });
    await helpers.command('Write a Specialisation');
    await menu.filter({ hasText: 'lap' }).waitFor();
    assert.deepStrictEqual(await labels(), ['desk', 'lap']);
    await helpers.shot('hosts');
    await menu.filter({ hasText: 'lap' }).click();
    await menu.filter({ hasText: 'common.nix' }).waitFor();
    assert.deepStrictEqual(await labels(), ['hosts/lap.nix', 'common.nix']);
    await helpers.shot('modules');
    await menu.filter({ hasText: 'hosts/lap.nix' }).click();
    await page.locator('.tab', { hasText: 'lap.nix' }).waitFor();
    await page.locator('.view-line', { hasText: 'specialisation' }).waitFor();
  });

  await helpers.step('the name is typed where the cursor is, and one undo takes all of it away', async () => {
    await page.keyboard.type('quiet');
    await until('the name', async () => (await lines()).includes('specialisation.quiet.configuration = {'));
    await helpers.shot('written');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    await until('nothing of it', async () => !(await lines()).includes('specialisation'));
  });

  await helpers.step('a module that is open is taken without asking', async () => {
    await helpers.saved();
    await helpers.openFile('desk.nix');
    await helpers.command('Write a Specialisation');
    await page.locator('.view-line', { hasText: 'specialisation' }).waitFor();
    await page.locator('.tab.active', { hasText: 'desk.nix' }).waitFor();
  });
}
