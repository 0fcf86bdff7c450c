// All conflicts of the workspace at once: asked who wins, shown, applied.
import * as assert from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const FILES: Readonly<Record<string, string>> = {
  'configuration.nix': `{ lib, ... }:
{
  imports = [ ./printing.nix ./travel.nix ];
  services.openssh.enable = true;
}
`,
  'printing.nix': '{ lib, ... }:\n{\n  services.printing.enable = true;\n}\n',
  'travel.nix': `{ lib, ... }:
{
  specialisation.travel.configuration = {
    services.openssh.enable = false;
    services.printing.enable = false;
  };
}
`,
};

export const prepare: Prepare = (folder) => {
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const preview = page.locator('.bulk-edit-panel');
  const read = (name: string): string => readFileSync(join(helpers.folder, name), 'utf8');

  await helpers.step('who wins is asked', async () => {
    await helpers.openFile('travel.nix');
    await page.locator('.squiggly-error').first().waitFor();
    await helpers.command('Fix All Conflicts in the Workspace');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'The base yields' }).waitFor();
    await helpers.shot('question');
  });

  await helpers.step('what it changes is shown, file by file, and nothing else', async () => {
    await helpers.choose('The base yields');
    await preview.locator('.monaco-list-row', { hasText: 'printing.nix' }).waitFor();
    // Two files with an edit each.
    const boxes = preview.locator('.edit-checkbox');
    await boxes.nth(3).waitFor();
    await helpers.shot('preview');
    const ticked = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-checked')));
    assert.deepStrictEqual(ticked, ['true', 'true', 'true', 'true']);
    assert.strictEqual(read('printing.nix'), FILES['printing.nix']);
  });

  await helpers.step('applied, nothing is in conflict', async () => {
    await preview.getByRole('button', { name: 'Apply' }).click();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    for (const name of ['configuration.nix', 'printing.nix'])
      await until(name, async () => read(name).includes('enable = lib.mkDefault true;'));
    await helpers.shot('applied');
  });

  await helpers.step('nothing is left to fix', async () => {
    await helpers.command('Fix All Conflicts in the Workspace');
    await helpers.choose('The specialisations win');
    await helpers.command('Notifications: Show Notifications');
    await page.locator('.notifications-center .notification-list-item', { hasText: 'no conflict' }).waitFor();
  });
}
