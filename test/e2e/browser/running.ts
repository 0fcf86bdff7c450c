// The main job as a user does it: click the lens, read the exact command, say yes, watch the
// terminal, learn how it ended.
import * as assert from 'node:assert';
import { join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

const SWITCH = 'Switch to this specialisation';

/** Whether a text is `command` with root's rights, by the sudo that was found. */
const isSudo = (text: string, command: string): boolean =>
  /^\/\S+\/sudo /.test(text) && text.endsWith(`/sudo ${command}`);

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes, folder, system } = helpers;
  const script = (name: string) => join(system, 'specialisation', name, 'bin/switch-to-configuration');
  const configuration = join(folder, 'configuration.nix');
  const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
  const dialog = page.locator('.monaco-dialog-box');
  // VS Code shows no toasts under its test driver, but its list of notifications holds them.
  const message = (text: string) => page.locator('.notifications-center .notification-list-item', { hasText: text });
  const openMessages = () => helpers.command('Notifications: Show Notifications');
  const menu = page.locator('.quick-input-list .monaco-list-row');
  /** By its whole text: “Run” is also how others begin. */
  const button = (title: string) => dialog.getByRole('button', { name: title, exact: true });
  const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');

  const calls = (count: number) => until(`${count} calls`, () => fakes.calls().length >= count && fakes.calls());
  const toolsAndArguments = async (count: number) => (await calls(count)).map(({ tool, argv }) => [tool, ...argv]);

  /** Opens the actions of “travel”. */
  const more = () => helpers.click(lens('More…').nth(1), menu.filter({ hasText: 'Preview switching to “travel”' }));
  /** Takes an entry of a menu once that shows it. */
  const choose = async (title: string) => {
    await menu.filter({ hasText: title }).first().waitFor();
    await helpers.choose(title);
  };

  const clearMessages = () => helpers.command('Notifications: Clear All Notifications');

  await helpers.step('three lenses stand above each specialisation', async () => {
    await helpers.openFile('configuration.nix');
    await lens('More…').nth(1).waitFor();
    await lens('Rebuild and switch · 1 conflict').waitFor();
    assert.deepStrictEqual(await page.locator('.codelens-decoration a').allInnerTexts(), [
      SWITCH,
      'Rebuild and switch · 1 conflict',
      'More…',
      SWITCH,
      'Rebuild and switch',
      'More…',
    ]);
    await helpers.shot('lenses');
  });

  await helpers.step('a click asks first, with the exact command', async () => {
    await helpers.click(lens(SWITCH).nth(1), dialog);
    const text = await dialog.innerText();
    assert.match(text, /Switch to “travel”\?/);
    assert.ok(text.includes(`sudo ${script('travel')} test`), text);
    assert.deepStrictEqual(
      (await dialog.locator('.monaco-button').allInnerTexts()).map((label) => label.trim()).sort(),
      ['Cancel', 'Copy Command', 'Run', "Run and Don't Ask Again"],
    );
    await helpers.shot('question');
  });

  await helpers.step('Cancel runs nothing', async () => {
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('Copy Command copies it and runs nothing', async () => {
    await helpers.click(lens(SWITCH).nth(1), dialog);
    await button('Copy Command').click();
    await until('the command on the clipboard', async () => isSudo(await clipboard(), `${script('travel')} test`));
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('Run switches to what is built; sudo asks in the terminal', async () => {
    fakes.answer({ password: 'secret', output: 'activating the configuration...\n' });
    await helpers.click(lens(SWITCH).nth(1), dialog);
    await button('Run').click();
    await until('the prompt', async () => (await helpers.terminalText()).includes('[sudo] password:'));
    await helpers.shot('password');
    // The password goes to what has the focus.
    await page.locator('.terminal.xterm:focus-within').waitFor();
    await page.keyboard.type('secret\n');
    assert.deepStrictEqual(await toolsAndArguments(2), [
      ['sudo', script('travel'), 'test'],
      ['switch-to-configuration', 'test'],
    ]);
    await page.locator('.statusbar-item', { hasText: 'Switch to “travel”: done.' }).waitFor();
    await helpers.shot('switched');
    fakes.reset();
  });

  await helpers.step('Rerun Last Task asks again, too', async () => {
    await helpers.command('Tasks: Rerun Last Task');
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes(`sudo ${script('travel')} test`));
    assert.deepStrictEqual(fakes.calls(), []);
    await button('Run').click();
    assert.deepStrictEqual((await toolsAndArguments(2))[0], ['sudo', script('travel'), 'test']);
    await page.locator('.statusbar-item', { hasText: 'Switch to “travel”: done.' }).waitFor();
    fakes.reset();
    await helpers.command('Tasks: Rerun Last Task');
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('what will surely fail is said before, and shown', async () => {
    await helpers.click(lens('Rebuild and switch').first(), dialog);
    assert.match(await dialog.innerText(), /“gaming” has 1 conflict: the build will fail\./);
    await helpers.shot('conflict');
    await button('Show Conflict').click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('.statusbar-item', { hasText: /Ln [47], Col/ }).waitFor();
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('Rebuild builds this configuration and names the specialisation', async () => {
    await helpers.click(lens('Rebuild and switch').first(), dialog);
    const command = `sudo nixos-rebuild switch -I nixos-config=${configuration} --specialisation gaming`;
    assert.ok((await dialog.innerText()).includes(command));
    await button('Run Anyway').click();
    const rebuild = ['nixos-rebuild', 'switch', '-I', `nixos-config=${configuration}`, '--specialisation', 'gaming'];
    assert.deepStrictEqual(await toolsAndArguments(2), [['sudo', ...rebuild], rebuild]);
    await page.locator('.statusbar-item', { hasText: 'Rebuild and switch to “gaming”: done.' }).waitFor();
    fakes.reset();
  });

  await helpers.step('an exit code that needs attention is explained', async () => {
    fakes.answer({ exit: 4, output: 'warning: the following units failed: nginx.service\n' });
    await helpers.click(lens(SWITCH).first(), dialog);
    await button('Run').click();
    await until('the end', () => helpers.terminalText().then((text) => text.includes('exit code: 4')));
    await openMessages();
    await message('activated, but these units failed: “nginx.service” (exit code 4)').waitFor();
    await helpers.shot('exit-code');
    await helpers.command('View: Hide Panel');
    await page.locator('.xterm:visible').waitFor({ state: 'hidden' });
    await openMessages();
    await message('exit code 4').locator('.monaco-button', { hasText: 'Show Terminal' }).click();
    await page.locator('.xterm:visible', { hasText: 'nginx.service' }).waitFor();
    await clearMessages();
    fakes.reset();
  });

  await helpers.step('More… shows every action with its command, and the way back to the base', async () => {
    await more();
    // The list draws only the rows it shows, and icons as characters of their own.
    const labels = await menu.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    const words = labels.map((label) => label.replaceAll(/\p{Co}/gu, '').trim());
    assert.deepStrictEqual(words.slice(0, 5), [
      'Switch to “travel”',
      'Switch to the base system',
      'Preview switching to “travel”',
      'Boot “travel” by default',
      'Roll back to “travel” of the generation before',
    ]);
    const details = await menu.locator('.quick-input-list-row:nth-child(2)').allInnerTexts();
    assert.ok(isSudo(details[1] ?? '', `${join(system, 'bin/switch-to-configuration')} test`), details[1]);
    await helpers.shot('more');
    await choose('Switch to the base system');
    await button('Run').click();
    assert.deepStrictEqual((await toolsAndArguments(2))[0], [
      'sudo',
      join(system, 'bin/switch-to-configuration'),
      'test',
    ]);
    await page.locator('.statusbar-item', { hasText: 'Switch to the base system: done.' }).waitFor();
    fakes.reset();
  });

  await helpers.step('every command can be copied instead', async () => {
    await more();
    await helpers.choose('Copy a command');
    // The menu before it has the same entries.
    await page.getByPlaceholder('Which command to copy?').waitFor();
    await choose('Rebuild and switch to “travel”');
    const command = `nixos-rebuild switch -I nixos-config=${configuration} --specialisation travel`;
    await until('the command on the clipboard', async () => isSudo(await clipboard(), command));
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('another program that is here can build it, for once', async () => {
    await more();
    await helpers.choose('Build with another program…');
    await menu.filter({ hasText: 'nom' }).first().waitFor();
    await helpers.shot('programs');
    await helpers.choose('nom', 'nix-output-monitor');
    await menu.filter({ hasText: 'Test “travel” until the next boot' }).waitFor();
    await helpers.shot('with-nom');
    await helpers.choose('Build the base system');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.ok(text.includes("nom-build '<nixpkgs/nixos>' --attr config.system.build.toplevel"), text);
    // “gaming”, which is built with it, has a conflict.
    await button('Run Anyway').click();
    const [call] = await calls(1);
    assert.strictEqual(call?.tool, 'nom-build');
    assert.ok(call?.tty, 'it draws in a terminal');
    await page.locator('.statusbar-item', { hasText: 'Build the base system: done.' }).waitFor();
    fakes.reset();
  });

  await helpers.step('the palette knows the specialisation under the cursor', async () => {
    await helpers.goTo(7, 10);
    await helpers.command('NixOS Specialisations: Switch to This Specialisation');
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes(`sudo ${script('gaming')} test`));
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  await helpers.step('elsewhere in the file it asks which one', async () => {
    await helpers.goTo(1, 1);
    await helpers.command('NixOS Specialisations: Switch to This Specialisation');
    await menu.filter({ hasText: 'gaming' }).waitFor();
    await choose('travel');
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes(`sudo ${script('travel')} test`));
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  await helpers.step('what is not built yet is said, and rebuilding offered', async () => {
    await helpers.goTo(9, 1);
    await helpers.type('  specialisation.fresh.configuration = { };\n');
    await lens(SWITCH).nth(2).waitFor();
    await helpers.goTo(9, 20);
    await helpers.command('NixOS Specialisations: Switch to This Specialisation');
    await openMessages();
    const reason = message('“fresh” is not built yet');
    await reason.waitFor();
    await helpers.shot('not-built');
    await reason.locator('.monaco-button', { hasText: 'Rebuild and Switch…' }).click();
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes('--specialisation fresh'));
    await helpers.shot('rebuild-instead');
    await button('Cancel').click();
    assert.deepStrictEqual(fakes.calls(), []);
  });
}
