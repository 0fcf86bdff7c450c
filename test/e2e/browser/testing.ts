// The view Testing: specialisations as tests, each checked with Nix.
import * as assert from 'node:assert';
import { join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';

const attribute = (name: string) => `config.specialisation."${name}".configuration.system.build.toplevel.drvPath`;

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes, folder } = helpers;
  const configuration = join(folder, 'configuration.nix');
  const dialog = page.locator('.monaco-dialog-box');
  const rows = page.locator('.test-explorer .monaco-list-row');
  const row = (name: string) => rows.filter({ hasText: name });
  const state = (name: string, icon: string) => row(name).locator(`.computed-state.codicon-testing-${icon}-icon`);
  const told = (name: string, text: string) =>
    page.locator('.test-output-peek-tree .monaco-list-row', { hasText: name }).filter({ hasText: text });
  const button = (title: string) => dialog.locator('.monaco-button', { hasText: title });
  const error = (name: string, option: string) =>
    `error: The option \`specialisation.${name}.configuration.${option}' has conflicting definition values:
       - In \`${configuration}': false
       - In \`${configuration}': true
`;

  const gamingFails = { exit: 1, errors: error('gaming', 'services.xserver.enable') };

  await helpers.step('each specialisation is a test below its host', async () => {
    await helpers.openFile('configuration.nix');
    await helpers.command('Testing: Focus on Test Explorer View');
    await row('workstation').waitFor();
    await helpers.click(row('workstation').locator('.monaco-tl-twistie'), row('travel'));
    const labels = (await rows.locator('.label').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    assert.deepStrictEqual(labels, ['workstationconfiguration.nix', 'gaming1 conflict', 'travel']);
    await helpers.shot('items');
  });

  await helpers.step('a run shows the exact commands first', async () => {
    fakes.reset();
    fakes.answer({ output: '"/nix/store/a.drv"', instead: { [attribute('gaming')]: gamingFails } });
    await helpers.command('Test: Run All Tests');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes('Check 2 specialisations with Nix?'), text);
    assert.ok(
      ['gaming', 'travel'].every((name) => text.includes(attribute(name))),
      text,
    );
    assert.deepStrictEqual(fakes.calls(), []);
    await helpers.shot('question');
  });

  await helpers.step('one fails and one passes', async () => {
    await button('Run').click();
    await state('travel', 'passed').waitFor();
    await state('gaming', 'failed').waitFor();
    // A window that has just begun does not show them by itself yet.
    await helpers.command('Test Results: Focus on Test Results View');
    await told('gaming', 'services.xserver.enable').waitFor();
    await helpers.shot('results');
    assert.deepStrictEqual(
      fakes.calls().map(({ argv }) => argv[5]),
      ['gaming', 'travel'].map(attribute),
    );
  });

  await helpers.step('what is wrong with one stays listed while another is checked', async () => {
    fakes.answer({
      exit: 1,
      errors: error('travel', 'networking.hostName'),
      instead: { [attribute('gaming')]: gamingFails },
    });
    await helpers.command('Test: Run All Tests');
    await button('Run').click();
    await state('travel', 'failed').waitFor();
    await helpers.command('View: Focus Problems');
    await page.locator('.viewpane-filter input').fill('has conflicting definition');
    const problem = (name: string) =>
      page.locator('.markers-panel .monaco-list-row', { hasText: `specialisation.${name}` });
    await problem('travel').first().waitFor();
    await problem('gaming').first().waitFor();
    await helpers.shot('problems');
  });

  await helpers.step('where Nix says nothing of the configuration it is an error', async () => {
    fakes.reset();
    fakes.answer({ exit: 1 });
    await row('gaming').hover();
    await helpers.click(row('gaming').locator('.action-label.codicon-testing-run-icon'), dialog);
    assert.match(await dialog.innerText(), /Check “gaming” with Nix\?/);
    await button('Run').click();
    await state('gaming', 'error').waitFor();
    await helpers.command('Test Results: Focus on Test Results View');
    await told('gaming', 'it failed (1).').waitFor();
    assert.strictEqual(fakes.calls().length, 1);
    await helpers.shot('error');
  });
}
