// Writing a first specialisation in a flake: for which host, into which of its modules, with the name under the cursor,
// and one undo.
import * as assert from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const FLAKE = `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./hosts/desk.nix ./common.nix ]; };
    nixosConfigurations.lap = nixpkgs.lib.nixosSystem { modules = [ ./hosts/lap.nix ./common.nix ]; };
    nixosConfigurations.mini = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = "mini"; } ]; };
  };
}
`;
const HOST = '{ ... }:\n{\n  networking.domain = "example";\n}\n';

export const prepare: Prepare = (folder) => {
  const file = (name: string): string => join(folder, name);
  mkdirSync(file('hosts'), { recursive: true });
  writeFileSync(file('hosts/desk.nix'), HOST);
  writeFileSync(file('hosts/lap.nix'), HOST);
  writeFileSync(file('common.nix'), '{ time.timeZone = "UTC"; }\n');
  writeFileSync(file('flake.nix'), FLAKE);
  rmSync(file('configuration.nix'));
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const menu = page.locator('.quick-input-list .monaco-list-row');
  const labels = async () => (await menu.locator('.label-name').allInnerTexts()).map((label) => label.trim());

  await helpers.step('with nothing open it asks for which host, and into which of its modules', async () => {
    await page.locator('.pane-header[aria-label^="Specialisations"]').waitFor();
    await helpers.command('Write a Specialisation');
    await menu.filter({ hasText: 'lap' }).waitFor();
    assert.deepStrictEqual(await labels(), ['desk', 'lap', 'mini']);
    await helpers.shot('hosts');
    await helpers.choose('lap');
    await menu.filter({ hasText: 'common.nix' }).waitFor();
    assert.deepStrictEqual(await labels(), ['hosts/lap.nix', 'common.nix']);
    await helpers.shot('modules');
    await helpers.choose('hosts/lap.nix');
    await page.locator('.tab', { hasText: 'lap.nix' }).waitFor();
    await page.locator('.view-line', { hasText: 'specialisation' }).waitFor();
  });

  await helpers.step('the name is typed where the cursor is, and one undo takes all of it away', async () => {
    await helpers.type('quiet');
    await until('the name', async () => (await helpers.text()).includes('specialisation.quiet.configuration = {'));
    await helpers.shot('written');
    for (const key of ['Escape', 'Control+Z', 'Control+Z']) await helpers.press(key);
    await until('nothing of it', async () => !(await helpers.text()).includes('specialisation'));
  });

  await helpers.step('a module that is open is taken without asking', async () => {
    await helpers.saved();
    await helpers.openFile('desk.nix');
    await helpers.command('Write a Specialisation');
    await page.locator('.view-line', { hasText: 'specialisation' }).waitFor();
    await page.locator('.tab.active', { hasText: 'desk.nix' }).waitFor();
  });

  await helpers.step('a module that is written in the flake itself is written into there', async () => {
    await helpers.saved();
    await helpers.openFile('flake.nix');
    await helpers.command('Write a Specialisation');
    await menu.filter({ hasText: 'mini' }).waitFor();
    await helpers.choose('mini');
    await until('the block behind its settings', async () =>
      /hostName = "mini";\s*specialisation\.name\.configuration = \{/.test(await helpers.text()),
    );
    await helpers.shot('inline');
  });
}
