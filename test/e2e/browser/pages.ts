// From a finding to its page: one error in the list of problems, its code a link, and a command for any rule.
import * as assert from 'node:assert';
import { again } from '../support/again';
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const problems = page.locator('.markers-panel .monaco-list-row');
  const preview = page.locator('.tab', { hasText: 'option-conflict.md' });
  const shown = page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe').locator('body');
  const menu = page.locator('.quick-input-list .monaco-list-row');

  await helpers.step('one conflict is one problem, and its message begins with the news', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.squiggly-error').first().waitFor();
    await helpers.command('View: Focus Problems');
    await problems
      .filter({ hasText: 'Conflicts with the base system, which sets true (configuration.nix:4)' })
      .waitFor();
    assert.strictEqual(await problems.filter({ hasText: 'option-conflict' }).count(), 1);
    await helpers.shot('problems');
  });

  await helpers.step('its code in the list opens the page of the rule', async () => {
    await problems.locator('a', { hasText: 'option-conflict' }).first().click();
    await preview.waitFor();
    // As it reads, not as it is written.
    await shown.locator('h1', { hasText: 'option-conflict' }).waitFor();
    assert.ok((await shown.locator('pre').count()) > 0);
    await helpers.shot('page');
    await helpers.command('View: Close Editor');
    await preview.waitFor({ state: 'detached' });
  });

  await helpers.step('so does its code in the hover', async () => {
    await helpers.openFile('configuration.nix');
    await helpers.goTo(7, 10);
    await helpers.command('Show or Focus Hover');
    const link = page.locator('.monaco-hover a.code-link', { hasText: 'option-conflict' });
    await link.waitFor();
    await helpers.shot('hover');
    await link.click();
    await preview.waitFor();
    await helpers.command('View: Close Editor');
    await preview.waitFor({ state: 'detached' });
  });

  await helpers.step('the command explains the finding under the cursor', async () => {
    await helpers.openFile('configuration.nix');
    await helpers.goTo(7, 10);
    await helpers.command('Explain a Rule');
    await preview.waitFor();
    await helpers.command('View: Close All Editors');
    await preview.waitFor({ state: 'detached' });
  });

  await helpers.step('elsewhere it offers all rules', async () => {
    await helpers.openFile('configuration.nix');
    await helpers.goTo(1, 1);
    await helpers.command('Explain a Rule');
    await menu.filter({ hasText: 'option-conflict' }).waitFor();
    await helpers.shot('rules');
    await helpers.choose('wrong-type');
    await page.locator('.tab', { hasText: 'wrong-type.md' }).waitFor();
  });

  await helpers.step(
    'the page of the extension shows a conflict in code, and no picture that is not there',
    async () => {
      await helpers.command('View: Close All Editors');
      await helpers.command('Extensions: Show Installed Extensions');
      await page.locator('.extension-list-item', { hasText: 'NixOS Specialisations' }).first().click();
      await shown.getByText('Where to begin').waitFor();
      await shown.locator('pre code', { hasText: 'Conflicts with the base system' }).waitFor();
      assert.strictEqual(await shown.locator('img').count(), 0);
      await helpers.shot('extension');
    },
  );

  await helpers.step('the walkthrough shows all actions, whatever is in hand', async () => {
    await helpers.command('Welcome: Open Walkthrough');
    await helpers.choose('NixOS Specialisations');
    const step = page.locator('.getting-started-step', { hasText: 'Switch and rebuild' });
    const button = step.locator('.monaco-button', { hasText: 'Show all actions' });
    await helpers.click(step, button);
    // A page that has just been opened takes the keyboard a moment later, and closes the menu.
    await again(async (timeout) => {
      await helpers.click(button, menu.filter({ hasText: 'gaming' }));
      await helpers.choose('travel');
      await menu.filter({ hasText: 'Switch to “travel”' }).first().waitFor({ timeout });
    }, 5000);
    await page.locator('.tab.active', { hasText: 'configuration.nix' }).waitFor();
    await helpers.leave();
  });

  await helpers.step('settings have titles that read, and lead to the pages', async () => {
    await helpers.command('Preferences: Open Settings (UI)');
    const search = page.locator('.settings-editor .suggest-input-container');
    const setting = page.locator('.setting-item', { hasText: 'Option Conflict' }).first();
    // The view takes keys a while after it has the focus.
    await again(async (patience) => {
      await search.locator('.monaco-editor:focus-within').waitFor({ timeout: patience });
      await page.keyboard.press('Control+a');
      await page.keyboard.type('option conflict');
      await setting.waitFor({ timeout: patience });
    });
    assert.strictEqual(await page.locator('.setting-item', { hasText: 'Option-conflict' }).count(), 0);
    await helpers.shot('settings');
    await setting.locator('a', { hasText: 'More about this rule' }).click();
    await preview.waitFor();
  });
}
