// Beside another extension for Nix: its colours, its comments, its diagnostics and completions stay, and ours come to
// them once.
import * as assert from 'node:assert';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

export const besideAnother = true;

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const problems = page.locator('.markers-panel .monaco-list-row');

  await helpers.step('problems of both are listed, each once', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.squiggly-error').first().waitFor();
    await helpers.command('View: Focus Problems');
    await problems.filter({ hasText: 'The other extension was here' }).waitFor();
    assert.strictEqual(await problems.filter({ hasText: 'option-conflict' }).count(), 1);
    await helpers.shot('problems');
  });

  await helpers.step('its grammar is in force', async () => {
    await helpers.openFile('configuration.nix');
    await helpers.goTo(4, 5);
    await helpers.command('Developer: Inspect Editor Tokens and Scopes');
    const inspector = page.locator('.token-inspect-widget', { hasText: 'markup.deleted.other.nix' });
    await inspector.waitFor();
    assert.doesNotMatch(await inspector.innerText(), /variable\.other\.property/);
    await helpers.shot('scopes');
    await page.keyboard.press('Escape');
  });

  await helpers.step('its way to comment is in force', async () => {
    await helpers.goTo(3, 1);
    await helpers.command('Add Line Comment');
    await until('a comment of the other extension', async () =>
      (await helpers.text()).includes('#other networking.hostName'),
    );
    await helpers.press('Control+Z');
  });
}
