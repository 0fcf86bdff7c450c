// A workspace that is not trusted: no lenses, commands say why, and all is there as soon as it is trusted.
import * as assert from 'node:assert';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

export const prepare: Prepare = () => ({
  user: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
});

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const lens = page.locator('.codelens-decoration a');
  const message = page.locator('.notifications-center .notification-list-item', {
    hasText: 'Trust this workspace first',
  });

  await helpers.step('a restricted window checks files and shows no lenses', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await helpers.openFile('configuration.nix');
    await page.locator('.squiggly-error').first().waitFor();
    assert.strictEqual(await lens.count(), 0);
    await helpers.shot('restricted');
  });

  await helpers.step('the view of specialisations shows them, and offers nothing that runs', async () => {
    const pane = page
      .locator('.split-view-view', { has: page.locator('.pane-header[aria-label^="Specialisations"]') })
      .last();
    await pane.locator('.pane-header').click();
    const row = pane.locator('.monaco-list-row', { hasText: 'gaming' });
    await row.hover();
    await row.locator('.action-label[aria-label^="Go to Definition"]').waitFor();
    assert.strictEqual(await row.locator('.action-label').count(), 1);
    await helpers.shot('view');
  });

  await helpers.step('a command says what is missing and runs nothing', async () => {
    await helpers.goTo(7, 10);
    await helpers.command('NixOS Specialisations: Rebuild and Switch to This Specialisation');
    await helpers.command('Notifications: Show Notifications');
    await message.waitFor();
    await helpers.shot('command');
    assert.deepStrictEqual(helpers.fakes.calls(), []);
  });

  await helpers.step('trusting the workspace brings the lenses', async () => {
    await message.locator('.monaco-button', { hasText: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    // The trust page lies over the editor.
    await page.keyboard.press('Escape');
    await helpers.openFile('configuration.nix');
    await lens.first().waitFor();
    await helpers.shot('trusted');
  });
}
