// A window in German: whatever is ours is said in it, by the client, by the server and by the thread that works.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

export const language = 'de';

const CONFIGURATION = `{ lib, ... }:
{
  networking.hostName = "workstation";
  services.xserver.enable = true;
  time.timeZone = lib.mkDefault "UTC";

  specialisation.gaming.configuration = {
    services.xserver.enable = false;
    time.timeZone = "Europe/Berlin";
  };

  specialisation.travel.configuration = {
    networking.hostName = lib.mkForce "traveller";
    boot.kernelParams = [ "quiet" ];
  };
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
  return undefined;
};

/** Words that hardly a sentence does without, and German has not. */
const ENGLISH = /\b(?:the|is|are|does|not|which|and|of|with|here|this|sets|system does|specialisation)\b/;

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title });
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents');
  const problems = page.locator('.markers-panel .monaco-list-row');

  await helpers.step('lenses and hints', async () => {
    await helpers.openFile('configuration.nix');
    await lens('Zu dieser Spezialisierung wechseln').first().waitFor();
    await lens('Neu bauen und wechseln').first().waitFor();
    await page.locator('.view-lines').getByText('weicht gaming').first().waitFor();
    await helpers.shot('lenses');
  });

  await helpers.step('the list of problems', async () => {
    await helpers.command('View: Focus Problems');
    const row = problems.filter({ hasText: 'option-conflict' }).first();
    await row.waitFor();
    assert.match(await row.innerText(), /Konflikt mit dem Basissystem, das true setzt \(configuration\.nix:4\)/);
    await helpers.shot('problems');
  });

  await helpers.step('the fixes of a conflict', async () => {
    await helpers.goTo(8, 10);
    const fixes = await helpers.quickFixes();
    const own = (await fixes.allInnerTexts()).filter((text) =>
      /mkForce|mkDefault|Basissystem|option-conflict/.test(text),
    );
    assert.ok(own.length >= 4, own.join('\n'));
    for (const title of own) assert.doesNotMatch(title, ENGLISH);
    await helpers.shot('fixes');
    await page.keyboard.press('Escape');
  });

  await helpers.step('the hover of an option, and of a specialisation', async () => {
    await helpers.goTo(8, 22);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'Definiert durch' }).first().waitFor();
    await hover.filter({ hasText: 'alle Definitionen müssen gleich sein' }).first().waitFor();
    await helpers.shot('hover');
    await page.keyboard.press('Escape');
    await helpers.goTo(12, 20);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'Spezialisierung travel' }).first().waitFor();
    await helpers.shot('hover-specialisation');
    await page.keyboard.press('Escape');
  });

  await helpers.step('the view, with what it says of an option', async () => {
    const pane = page.locator('.split-view-view', {
      has: page.locator('.pane-header[aria-label^="Spezialisierungen"]'),
    });
    await pane.last().locator('.pane-header').click();
    const row = (text: string) => pane.last().locator('.monaco-list-row', { hasText: text }).first();
    await row('gaming').waitFor();
    assert.strictEqual(await row('gaming').getAttribute('aria-label'), 'Spezialisierung gaming, 1 Konflikt');
    await row('gaming').locator('.monaco-tl-twistie').click();
    await row('services.xserver.enable').waitFor();
    await helpers.shot('view');
  });

  await helpers.step('the question before a run', async () => {
    await helpers.click(lens('Neu bauen').first(), page.locator('.monaco-dialog-box'));
    const said = await page.locator('.monaco-dialog-box').innerText();
    assert.match(said, /Baut das System/);
    assert.doesNotMatch(said.replace(/nixos-rebuild.*|\/\S+/g, ''), ENGLISH);
    await helpers.shot('question');
    await page.keyboard.press('Escape');
  });

  await helpers.step('all actions', async () => {
    await helpers.click(lens('Mehr…').first(), page.locator('.quick-input-list .monaco-list-row'));
    await helpers.shot('actions');
    await helpers.leave();
  });

  await helpers.step('the walkthrough', async () => {
    await helpers.command('Welcome: Open Walkthrough');
    await helpers.choose('NixOS Specialisations');
    const steps = page.locator('.getting-started-step');
    await steps.filter({ hasText: 'Eine Spezialisierung schreiben' }).first().waitFor();
    const said = await steps.allInnerTexts();
    assert.strictEqual(said.length, 5);
    for (const text of said) assert.doesNotMatch(text, ENGLISH);
    await helpers.shot('walkthrough');
    await steps.filter({ hasText: 'Wechseln und bauen' }).first().click();
    await steps.locator('.monaco-button', { hasText: 'Alle Aktionen' }).waitFor();
    await helpers.shot('walkthrough-actions');
  });

  await helpers.step('in high contrast, too', async () => {
    helpers.settings({
      user: { 'window.autoDetectColorScheme': false, 'workbench.colorTheme': 'Default High Contrast' },
    });
    await page.reload();
    await page.locator('.monaco-workbench.hc-black').waitFor();
    await helpers.openFile('configuration.nix');
    await lens('Neu bauen und wechseln').first().waitFor();
    await helpers.goTo(9, 12);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'Definiert durch' }).first().waitFor();
    await helpers.shot('contrast');
  });
}
