// The table of overrides: a page of its own, used with mouse and keyboard, at two thousand options.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';
import { until } from '../support/until';

const MANY = 2000;
const CONFIGURATION = `{ lib, ... }:
{
  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkForce false;
    time.timeZone = "CET";
    networking.hostName = "gaming";
  };
  specialisation.work.configuration = { environment.variables.VAR_0007 = lib.mkForce "work"; };
${Array.from({ length: 9 }, (_, i) => `  specialisation.x-${i}.configuration = { };`).join('\n')}
  services.openssh.enable = true;
  time.timeZone = "UTC";
  networking.hostName = lib.mkDefault "<img src=x onerror=alert(1)>";
${Array.from({ length: MANY }, (_, i) => `  environment.variables.VAR_${String(i).padStart(4, '0')} = "value ${i}";`).join('\n')}
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const grid = frame.locator('.grid');
  const heads = frame.locator('.header .cell');
  const rows = frame.locator('.space .row');

  await helpers.step('opens with what differs, conflicts first', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.codelens-decoration a').first().waitFor();
    await helpers.command('NixOS Specialisations: Show Table of Overrides');
    await rows.first().waitFor();
    const texts = await rows.allInnerTexts();
    assert.match(texts[0] ?? '', /time\.timeZone\s+"UTC"\s+conflict\s+"UTC"/);
    assert.strictEqual(texts.length, 4);
    assert.match(await frame.locator('[role=status]').innerText(), /^4 of 2\d\d\d options$/);
    await helpers.shot('differences');
  });

  await helpers.step('shows what a configuration says as text', async () => {
    await frame.locator('.cell', { hasText: '<img src=x' }).first().waitFor();
    assert.strictEqual(await frame.locator('img').count(), 0);
  });

  await helpers.step('all of two thousand options: only those in sight are made', async () => {
    await frame.locator('#only').uncheck();
    await until('all rows', async () => /^2\d\d\d of/.test(await frame.locator('[role=status]').innerText()));
    assert.ok((await rows.count()) < 100);
    await grid.evaluate((scrolled) => scrolled.scrollTo(0, scrolled.scrollHeight));
    await frame.locator('.cell', { hasText: 'VAR_1999' }).first().waitFor();
    await helpers.shot('all');
  });

  await helpers.step('the keyboard goes to the last column, and its name goes along', async () => {
    for (let at = 0; at < 12; at++) await grid.press('ArrowRight');
    const [head, cell] = [await heads.last().boundingBox(), await frame.locator('.cell.focused').boundingBox()];
    assert.ok(head !== null && cell !== null);
    assert.ok(Math.abs(head.x - cell.x) <= 1 && cell.x + cell.width <= 1280, JSON.stringify({ head, cell }));
    // The names of options stay.
    const name = await rows.first().locator('[role=rowheader]').boundingBox();
    assert.strictEqual(name?.x, (await heads.first().boundingBox())?.x);
    await helpers.shot('last-column');
    for (let at = 0; at < 12; at++) await grid.press('ArrowLeft');
  });

  await helpers.step('it is sorted by keyboard, in both ways', async () => {
    await heads.nth(1).focus();
    for (const way of ['ascending', 'descending', 'none']) {
      await frame.locator('.header .cell:focus').press('Enter');
      assert.strictEqual(await frame.locator('.header .cell:focus').getAttribute('aria-sort'), way);
    }
  });

  await helpers.step('the filter narrows it, the keyboard moves in it and goes to a definition', async () => {
    await frame.locator('#filter').fill('VAR_0007');
    await until('one row', async () => (await rows.count()) === 1);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await grid.press(key);
    await helpers.cursorIn(8);
  });

  for (const [name, theme, kind] of [
    ['dark', 'Dark Modern', 'vs-dark'],
    ['high-contrast', 'Default High Contrast', 'hc-black'],
  ] as const)
    await helpers.step(`has the colours of the theme: ${name}`, async () => {
      helpers.settings({ user: { 'window.autoDetectColorScheme': false, 'workbench.colorTheme': theme } });
      await page.reload();
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await helpers.openFile('configuration.nix');
      await page.locator('.codelens-decoration a').first().waitFor();
      await helpers.command('NixOS Specialisations: Show Table of Overrides');
      await rows.first().waitFor();
      await helpers.shot(name);
    });
}
