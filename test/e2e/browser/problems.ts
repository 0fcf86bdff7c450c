// What Nix says is wrong, from the terminal to the line: after a rebuild, and by Check with Nix.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes, folder, system } = helpers;
  const configuration = join(folder, 'configuration.nix');
  const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
  const button = (title: string) => page.locator('.monaco-dialog-box .monaco-button', { hasText: title });
  const message = (text: string) => page.locator('.notifications-center .notification-list-item', { hasText: text });
  const clearMessages = () => helpers.command('Notifications: Clear All Notifications');
  /** The rows of the list of problems that come from Nix. */
  const rows = page.locator('.markers-panel .monaco-list-row', { hasText: 'has conflicting definition values' });
  const places = async () =>
    (await rows.allInnerTexts()).map((text) => /\[Ln (\d+), Col (\d+)\]/.exec(text)?.slice(1).join(':')).sort();

  const error = `error:
       … while calling the 'head' builtin
         at /nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source/lib/attrsets.nix:1575:11:
         1574|         || pred here
             |           ^

       (stack trace truncated; use '--show-trace' to show the full, detailed trace)

       error: The option \`specialisation.gaming.configuration.services.xserver.enable' has conflicting definition values:
       - In \`${configuration}': false
       - In \`${configuration}': true
       Use \`lib.mkForce value\` or \`lib.mkDefault value\` to change the priority on any of these definitions.
`;

  await helpers.step('a rebuild that fails says what Nix says', async () => {
    await helpers.openFile('configuration.nix');
    await lens('Rebuild').nth(1).waitFor();
    fakes.answer({ exit: 1, errors: error, output: 'building the system configuration...\n' });
    await helpers.click(lens('Rebuild').first(), button('Run'));
    await button('Run').click();
    await until('the end', () => helpers.terminalText().then((text) => text.includes('exit code: 1')));
    await helpers.command('Notifications: Show Notifications');
    await message("The option `specialisation.gaming.configuration.services.xserver.enable' has").waitFor();
    // The output is in the terminal as well.
    const terminal = await helpers.terminalText();
    assert.ok(terminal.includes('Use `lib.mkForce value`'), terminal);
    await helpers.shot('failed');
  });

  await helpers.step('Show Errors goes to the definitions', async () => {
    await message('has conflicting').locator('.monaco-button', { hasText: 'Show Errors' }).click();
    // The list draws only the rows it shows: not those of our own rule.
    await page.locator('.viewpane-filter input').fill('has conflicting definition');
    await until('both places', async () => (await places()).join() === '4:3,7:5');
    await clearMessages();
    await helpers.shot('problems');
  });

  await helpers.step('they move along with the text', async () => {
    await helpers.goTo(2, 2);
    await helpers.type('\n  # above');
    await until('both moved', async () => (await places()).join() === '5:3,8:5');
  });

  await helpers.step('and are gone once one of the definitions is edited', async () => {
    await helpers.goTo(8, 31);
    await helpers.press('Backspace');
    await rows.first().waitFor({ state: 'detached' });
    await helpers.press('Control+z');
    assert.deepStrictEqual(await places(), []);
    await helpers.saved();
    await helpers.shot('edited');
  });

  await helpers.step('Check with Nix shows the exact command first', async () => {
    fakes.reset();
    fakes.answer({ exit: 1, errors: error });
    await helpers.goTo(8, 10);
    await helpers.command('NixOS Specialisations: Check with Nix');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'gaming' }).waitFor();
    await helpers.choose('gaming');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.match(text, /env GC_MAXIMUM_HEAP_SIZE=\d+M nix-instantiate --eval/);
    assert.ok(text.includes(`-I nixos-config=${configuration}`), text);
    await helpers.shot('check-question');
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('and what it finds is at its line', async () => {
    await button('Run').click();
    await until('both places', async () => (await places()).join() === '5:3,8:5');
    const [call] = fakes.calls();
    assert.strictEqual(call?.tool, 'nix-instantiate');
    assert.deepStrictEqual(call?.argv.slice(3), [
      '<nixpkgs/nixos>',
      '-A',
      'config.specialisation."gaming".configuration.system.build.toplevel.drvPath',
      '-I',
      `nixos-config=${configuration}`,
    ]);
    await clearMessages();
  });

  await helpers.step('a check that succeeds takes it away', async () => {
    fakes.reset();
    fakes.answer({ output: '/nix/store/a.drv' });
    await helpers.command('NixOS Specialisations: Check with Nix');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'gaming' }).waitFor();
    await helpers.choose('gaming');
    await button('Run').click();
    await page.locator('.statusbar-item', { hasText: 'no errors' }).waitFor();
    await rows.first().waitFor({ state: 'detached' });
  });

  await helpers.step('what a specialisation changes is a document', async () => {
    fakes.reset();
    fakes.answer({ output: '\u001b[1mfirefox\u001b[0m: 1 → 2\n' });
    const boot = (kernel: string) => JSON.stringify({ 'org.nixos.bootspec.v1': { kernel, kernelParams: [] } });
    writeFileSync(join(system, 'boot.json'), boot('/nix/store/linux-6.12/bzImage'));
    writeFileSync(join(system, 'specialisation/gaming/boot.json'), boot('/nix/store/linux-zen/bzImage'));
    await helpers.command('NixOS Specialisations: Compare This Specialisation with the Base');
    const text = async () =>
      (await page.locator('.editor-instance:visible .view-lines').last().innerText()).replaceAll('\u00a0', ' ');
    await until('the document', async () => (await text()).includes('firefox: 1 → 2'));
    const shown = await text();
    assert.ok(shown.includes('services.xserver.enable'), shown);
    assert.ok(shown.includes('~ kernel: /nix/store/linux-6.12/bzImage → /nix/store/linux-zen/bzImage'), shown);
    assert.ok(shown.includes('> nvd diff '), shown);
    await helpers.shot('compared');
  });
}
