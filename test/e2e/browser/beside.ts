// Beside another extension for Nix: its colours, its comments, its diagnostics and completions stay, and ours come to
// them once.
import * as assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  await helpers.step('lenses of both, each once', async () => {
    await helpers.goTo(1, 1);
    const lenses = page.locator('.codelens-decoration a');
    await lenses.filter({ hasText: 'Other lens' }).first().waitFor();
    const titles = await lenses.allInnerTexts();
    assert.strictEqual(titles.filter((title) => title === 'Other lens').length, 1);
    assert.strictEqual(titles.filter((title) => title.startsWith('Switch to this specialisation')).length, 2);
  });

  await helpers.step('a hover says what both say, each once', async () => {
    await helpers.goTo(4, 22);
    await helpers.command('Show or Focus Hover');
    const hover = page.locator('.monaco-hover:not(.hidden)');
    await hover.filter({ hasText: 'Other: Whether to enable it.' }).first().waitFor();
    await hover.filter({ hasText: 'Defined by' }).first().waitFor();
    const said = await hover.first().innerText();
    assert.strictEqual(said.split('Other: Whether').length, 2);
    assert.strictEqual(said.split('Defined by').length, 2);
    await helpers.shot('hover');
    await page.keyboard.press('Escape');
  });

  await helpers.step('options are completed by the other one, and by us only as whole definitions', async () => {
    await helpers.goTo(11, 51);
    await helpers.type('\nservices.xserver.');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.filter({ hasText: 'otherCompletion' }).first().waitFor();
    await rows.filter({ hasText: 'enable = …;' }).first().waitFor();
    const labels = (await rows.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
    assert.deepStrictEqual(labels.filter((label) => /^enable\b/.test(label)).sort(), ['enable', 'enable = …;']);
    await helpers.shot('completion');
    await page.keyboard.press('Escape');
  });

  await helpers.step('what is no Nix is told once', async () => {
    await helpers.type(' = ;');
    await helpers.command('View: Focus Problems');
    await problems.filter({ hasText: 'other: unexpected token' }).first().waitFor();
    await until('ours is gone', async () => (await problems.filter({ hasText: 'syntax-error' }).count()) === 0);
    await helpers.shot('syntax');
    await helpers.goTo(12, 1);
    await helpers.command('Delete Line');
    await problems.filter({ hasText: 'other: unexpected token' }).first().waitFor({ state: 'detached' });
    await problems.filter({ hasText: 'option-conflict' }).first().waitFor();
  });

  await helpers.step('its formatter formats, and nobody asks which', async () => {
    await helpers.goTo(1, 1);
    await helpers.command('Format Document');
    await until('the text', async () => (await helpers.text()).includes('# formatted by the other'));
    await until('the file, once', async () => {
      const text = readFileSync(join(helpers.folder, 'configuration.nix'), 'utf8');
      return text.split('# formatted by the other').length === 2;
    });
  });

  await helpers.step('both rename: it what is Nix, we specialisations', async () => {
    const input = page.locator('.rename-box input');
    await helpers.goTo(3, 14);
    await helpers.press('F2', input);
    await input.fill('renamed');
    await input.press('Enter');
    await until('a word of its', async () => (await helpers.text()).includes('renamed'));
    await helpers.press('Control+Z');
    await helpers.goTo(10, 20);
    await helpers.press('F2', input);
    await input.fill('journey');
    await input.press('Enter');
    await until('a specialisation', async () =>
      (await helpers.text()).includes('specialisation.journey.configuration'),
    );
    await helpers.saved();
    await helpers.shot('renamed');
  });

  await helpers.step('the outline has what both know', async () => {
    await helpers.press(
      'Control+Shift+O',
      page.locator('.quick-input-list .monaco-list-row', { hasText: 'otherSymbol' }),
    );
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'journey' }).first().waitFor();
    await helpers.leave();
  });
}
