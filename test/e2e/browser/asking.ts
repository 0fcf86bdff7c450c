// What the workspace chose is asked about, with where it comes from: its settings, its tasks. And a name
// that would deceive runs nothing.
import * as assert from 'node:assert';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

/** Writes a file of the workspace's own configuration of VS Code. */
function ours(folder: string, name: string, value: object): void {
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', name), JSON.stringify(value));
}

export const prepare: Prepare = (folder) => {
  const tasks = [
    { type: 'nixosSpecialisations', label: 'saved build', action: 'build', file: 'configuration.nix' },
    { type: 'nixosSpecialisations', label: 'saved nonsense', action: '\u001b[2Jexplode', file: 'configuration.nix' },
  ];
  ours(folder, 'tasks.json', { version: '2.0.0', tasks });
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes, folder, system } = helpers;
  const configuration = join(folder, 'configuration.nix');
  const evil = join(folder, 'evil.sh');
  const mark = join(folder, 'ran');
  const dialog = page.locator('.monaco-dialog-box');
  /** By its whole text: “Run” is also how others begin. */
  const button = (title: string) => dialog.getByRole('button', { name: title, exact: true });
  const menu = page.locator('.quick-input-list .monaco-list-row');
  const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
  const message = (text: string) => page.locator('.notifications-center .notification-list-item', { hasText: text });
  /** Opens the actions of “travel”. */
  const more = async () => {
    await helpers.click(lens('More…').nth(1), menu.filter({ hasText: 'Preview switching to “travel”' }));
  };
  /** Chooses one by its title. */
  const choose = async (title: string) => {
    await more();
    await helpers.choose(title);
  };
  const question = async (...wanted: readonly string[]) => {
    await dialog.waitFor();
    const text = await dialog.innerText();
    for (const part of wanted) assert.ok(text.includes(part), text);
  };
  const cancel = async () => {
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  };

  await helpers.step("a build of one's own configuration with one's own settings starts at a click", async () => {
    await helpers.openFile('configuration.nix');
    await lens('More…').nth(1).waitFor();
    // Of one that will surely fail it would ask.
    await helpers.overwrite(
      configuration,
      readFileSync(configuration, 'utf8').replace('xserver.enable = false', 'xserver.enable = lib.mkForce false'),
    );
    await lens('1 conflict').first().waitFor({ state: 'detached' });
    await choose('Build the base system');
    await until('the build', () => fakes.calls().some(({ tool }) => tool === 'nixos-rebuild'));
    await page.locator('.statusbar-item', { hasText: 'Build the base system: done.' }).waitFor();
    fakes.reset();
  });

  await helpers.step('a preview, which needs root, asks', async () => {
    await choose('Preview switching to “travel”');
    const script = join(system, 'specialisation/travel/bin/switch-to-configuration');
    await question(`sudo ${script} dry-activate`, 'It needs root');
    await helpers.shot('preview');
    await button('Run').click();
    const calls = await until('the preview', () => fakes.calls().length > 1 && fakes.calls());
    assert.deepStrictEqual(
      [calls[0]?.tool, calls[0]?.argv, calls[1]?.program],
      ['sudo', [script, 'dry-activate'], script],
    );
    await page.locator('.statusbar-item', { hasText: 'Preview switching to “travel”: done.' }).waitFor();
    fakes.reset();
  });

  await helpers.step('a rebuild command of the workspace asks first, and says so', async () => {
    writeFileSync(evil, `#!/bin/sh\n: > '${mark}'\n`, { mode: 0o755 });
    ours(folder, 'settings.json', {
      'nixosSpecialisations.confirm': 'whenChangingSystem',
      'nixosSpecialisations.rebuildCommand': [evil, '--quietly'],
    });
    // Seen in the menu, so that nothing is started before: a question that comes late would take the next click.
    await until('the setting', async () => {
      await more();
      await helpers.narrow('Build the base system');
      const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Build the base system' });
      await row.waitFor();
      const isHeard = (await row.innerText()).includes('--quietly');
      await helpers.leave();
      return isHeard;
    });
    await choose('Build the base system');
    await question(
      `${evil} --quietly build`,
      "nixosSpecialisations.rebuildCommand comes from this workspace's settings, .vscode/settings.json.",
    );
    await helpers.shot('settings');
    await cancel();
    assert.ok(!existsSync(mark));
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('so does an environment that makes another program of it', async () => {
    ours(folder, 'settings.json', { 'terminal.integrated.env.linux': { PATH: folder } });
    await until('the setting', async () => {
      await choose('Build the base system');
      await dialog.waitFor();
      if ((await dialog.innerText()).includes('terminal.integrated.env.linux')) return true;
      await cancel();
      return false;
    });
    await question(
      'nixos-rebuild build',
      "terminal.integrated.env.linux comes from this workspace's settings, .vscode/settings.json.",
    );
    await cancel();
    ours(folder, 'settings.json', {});
  });

  await helpers.step('a task of the workspace asks first, says so, and takes the same way', async () => {
    const start = async (label: string) => {
      await helpers.command('Tasks: Run Task');
      await menu.filter({ hasText: label }).first().waitFor();
      await helpers.choose(label);
    };
    await start('saved build');
    await helpers.unscanned(dialog);
    await question(
      `nixos-rebuild build -I nixos-config=${configuration}`,
      "It comes from this workspace's tasks, .vscode/tasks.json.",
    );
    await helpers.shot('task');
    await cancel();
    assert.deepStrictEqual(fakes.calls(), []);
    await start('saved build');
    await helpers.unscanned(dialog);
    await button('Run').click();
    const [call] = await until('the build', () => fakes.calls().length > 0 && fakes.calls());
    assert.deepStrictEqual(call?.argv, ['build', '-I', `nixos-config=${configuration}`]);
    fakes.reset();
    await start('saved nonsense');
    await helpers.unscanned(page.locator('.xterm-rows', { hasText: 'unknown "action"' }).last());
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('a name that reorders what is read is shown as it is, and runs nothing', async () => {
    const text = readFileSync(configuration, 'utf8').replace('specialisation.travel', 'specialisation."tra\u202elev"');
    await helpers.openFile('configuration.nix');
    await helpers.overwrite(configuration, text);
    await until('the name', async () => {
      await helpers.goTo(11, 10);
      await helpers.command('NixOS Specialisations: Switch to This Specialisation');
      await helpers.command('Notifications: Show Notifications');
      return message('“tra\\u{202e}lev” contains invisible or control characters').first().isVisible();
    });
    await helpers.shot('refused');
    assert.strictEqual(await dialog.count(), 0);
    assert.deepStrictEqual(fakes.calls(), []);
  });
}
