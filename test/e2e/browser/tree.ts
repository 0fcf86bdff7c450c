// The view "Specialisations" in the Explorer, as a user meets it: it is there, it opens, it says who wins, and a
// click asks before anything runs.
import * as assert from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest } from '../support/browser-helpers';
import { until } from '../support/until';

const ignored = (): void => {};

const PLAIN = '{ networking.hostName = "workstation"; }\n';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const { fakes, folder, system } = helpers;
  const configuration = join(folder, 'configuration.nix');
  const pane = page
    .locator('.split-view-view', { has: page.locator('.pane-header[aria-label^="Specialisations"]') })
    .last();
  const row = (text: string) => pane.locator('.monaco-list-row', { hasText: text }).first();
  const twistie = (text: string) => row(text).locator('.monaco-tl-twistie');
  const action = (text: string, title: string) => row(text).locator(`.action-label[aria-label^="${title}"]`);
  const menu = page.locator('.monaco-menu .action-label');
  const fromMenu = async (text: string, title: string) => {
    await helpers.click(row(text), menu.first(), 'right');
    // One that has just opened may take no click yet.
    await until(`the menu without “${title}”`, async () => {
      if (!(await menu.first().isVisible())) return true;
      const patience = { timeout: 3000 };
      await menu.filter({ hasText: title }).first().click(patience).catch(ignored);
      await menu
        .first()
        .waitFor({ state: 'detached', ...patience })
        .catch(ignored);
      return undefined;
    });
  };
  const dialog = page.locator('.monaco-dialog-box');
  const button = (title: string) => dialog.locator('.monaco-button', { hasText: title });
  const texts = async () => {
    const rows = await pane.locator('.monaco-list-row').all();
    const parts = rows.map(async (one) =>
      (await one.locator('.label-name, .label-description').allInnerTexts()).join(' '),
    );
    return (await Promise.all(parts)).map((text) => text.trim());
  };
  const shows = (...wanted: readonly string[]) =>
    until(`rows ${wanted.join(', ')}`, async () => {
      const found = await texts();
      return wanted.every((text) => found.some((other) => other.includes(text))) && found;
    });

  await helpers.step(
    'a folder with a configuration has the view, closed, before any file is opened; opened, it shows what there is',
    async () => {
      await pane.locator('.pane-header').click();
      // Room for it: lists draw only the rows that are seen.
      await page.locator('.explorer-folders-view').waitFor();
      await page
        .locator('.pane-header[aria-label*="Explorer Section"], .pane-header[aria-label$="tree"]')
        .first()
        .click();
      await page.mouse.move(350, 300);
      await page.mouse.down();
      await page.mouse.move(620, 300, { steps: 5 });
      await page.mouse.up();
      await row('gaming').waitFor();
      assert.deepStrictEqual(await texts(), [
        'workstation configuration.nix',
        'Base system',
        'gaming 1 conflict',
        'travel',
      ]);
      assert.strictEqual(await row('gaming').getAttribute('aria-label'), 'specialisation gaming, 1 conflict');
      await helpers.shot('hosts');
    },
  );

  await helpers.step('a specialisation opens to what it changes; a conflict names both values', async () => {
    await twistie('gaming').click();
    await twistie('travel').click();
    await shows(
      'services.xserver.enable conflict: true or false',
      'networking.hostName "traveller" (was "workstation")',
    );
    await twistie('services.xserver.enable').click();
    await shows('configuration.nix:4 · base', 'configuration.nix:7 · specialisation');
    await twistie('networking.hostName').click();
    await shows(
      '"traveller" configuration.nix:11 · specialisation · mkForce, priority 50',
      '"workstation" configuration.nix:3 · base',
    );
    await helpers.shot('opened');
  });

  await helpers.step('a click on an option goes to where it is written', async () => {
    await row('networking.hostName').click();
    await page.locator('.editor-instance .view-line', { hasText: 'traveller' }).waitFor();
    await helpers.cursorIn(11);
    await row('gaming').hover();
    await helpers.shot('actions');
    await fromMenu('gaming', 'Go to Definition');
    await helpers.cursorIn(6);
  });

  await helpers.step('every action of a row is reached by keyboard', async () => {
    await helpers.command('Explorer: Focus on Specialisations View');
    const focused = pane.locator('.monaco-list-row.focused');
    await page.keyboard.press('Home');
    await focused.filter({ hasText: 'workstation' }).waitFor();
    for (const next of ['Base system', 'gaming']) {
      await page.keyboard.press('ArrowDown');
      await focused.filter({ hasText: next }).waitFor();
    }
    await page.keyboard.press('Shift+F10');
    await menu.filter({ hasText: 'More Actions' }).waitFor();
    assert.deepStrictEqual(
      (await menu.allInnerTexts()).filter((label) => label !== ''),
      [
        'Go to Definition',
        'Switch to This Specialisation',
        'Rebuild and Switch',
        'More Actions…',
        'Check with Nix',
        'Compare with the Base',
        'Compare with What Runs',
      ],
    );
    await page.keyboard.press('Escape');
    await menu.first().waitFor({ state: 'detached' });
  });

  await helpers.step('an action asks first, with the exact command', async () => {
    const script = join(system, 'specialisation/travel/bin/switch-to-configuration');
    await row('travel').hover();
    await action('travel', 'Switch to This Specialisation').click();
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes(`sudo ${script} test`));
    await helpers.shot('question');
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
    await fromMenu('gaming', 'Rebuild and Switch');
    await dialog.waitFor();
    assert.ok(
      (await dialog.innerText()).includes(
        `nixos-rebuild switch -I nixos-config=${configuration} --specialisation gaming`,
      ),
    );
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('the base has the way back, and every action is behind More…', async () => {
    await row('Base system').hover();
    await action('Base system', 'Switch Back to the Base System').click();
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes(`sudo ${join(system, 'bin/switch-to-configuration')} test`));
    await button('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
    await row('travel').hover();
    await action('travel', 'More Actions').click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Preview switching to “travel”' }).waitFor();
    await helpers.leave();
    assert.deepStrictEqual(fakes.calls(), []);
  });

  await helpers.step('when the conflict is fixed the row says so, and what was open stays open', async () => {
    const text = readFileSync(configuration, 'utf8');
    writeFileSync(configuration, text.replace('enable = false', 'enable = lib.mkForce false'));
    await shows(
      'services.xserver.enable false (was true)',
      'networking.hostName "traveller" (was "workstation")',
      'configuration.nix:7 · specialisation · mkForce, priority 50',
    );
    assert.ok(!(await texts()).some((line) => line.includes('conflict')));
    await helpers.shot('fixed');
  });

  await helpers.step(
    'without specialisations it says what one is, writes the first one and offers an example',
    async () => {
      writeFileSync(configuration, PLAIN);
      await pane.locator('.welcome-view', { hasText: 'has no specialisation yet' }).waitFor();
      await helpers.shot('empty');
      await pane.locator('.welcome-view .monaco-button', { hasText: 'Write a Specialisation' }).click();
      await shows('Base system', 'name');
      // The name is selected.
      await helpers.type('quiet');
      await shows('Base system', 'quiet');
      await helpers.shot('written');
      await until('the file saved', () => readFileSync(configuration, 'utf8').includes('quiet'));
      await helpers.overwrite(configuration, PLAIN);
      await pane.locator('.welcome-view .monaco-button', { hasText: 'Open an Example' }).click();
      await page.locator('.view-line', { hasText: 'can be switched to two other ways' }).waitFor();
      await page.locator('.squiggly-error').first().waitFor();
      await page.locator('.codelens-decoration a', { hasText: 'Rebuild' }).first().waitFor();
      await shows('laptop', 'guest');
      await helpers.shot('example');
      await page.locator('.codelens-decoration a', { hasText: 'Rebuild' }).first().click();
      await helpers.command('Notifications: Show Notifications');
      await page.locator('.notification-list-item', { hasText: 'This is the example' }).waitFor();
      assert.deepStrictEqual(fakes.calls(), []);
    },
  );
}
