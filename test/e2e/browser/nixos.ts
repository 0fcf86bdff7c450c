// The NixOS that a configuration is built with: its options are known, what it says of the system is found after saving,
// and hovers tell its own definitions.
import * as assert from 'node:assert';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

/** `lantern` is an option of this release only. */
const CONFIGURATION = `{ ... }:
{
  networking.networkmanager.enable = true;
  networking.wireless.enable = true;
  services.lantern.brightness = 40;
  services.lanterns.enable = true;
  environment.systemPackages = [ ];
  fileSystems."/" = { device = "/dev/sda"; fsType = "ext4"; };
  boot.loader.systemd-boot.enable = true;
  system.stateVersion = "99.05";
  specialisation.quiet.configuration = { };
}
`;

export const prepare: Prepare = (folder) => {
  const nixpkgs = join(folder, '../nixpkgs-of-ours');
  cpSync('test/small-nixpkgs', nixpkgs, { recursive: true });
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
  return { machine: { 'nixosSpecialisations.nixpkgs': nixpkgs } };
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const problem = (text: string) => page.locator('.markers-panel .monaco-list-row', { hasText: text });
  await helpers.openFile('configuration.nix');

  await helpers.step('options of this release only are known, others are none', async () => {
    await page.locator('.squiggly-error').first().waitFor();
    await page.locator('.codelens-decoration a').first().waitFor();
    await helpers.command('Problems: Focus on Problems View');
    await problem('services.lanterns').first().waitFor();
    assert.equal(await problem('is no option').count(), 1);
    await helpers.shot('options');
  });

  await helpers.step('the language status says which NixOS that is', async () => {
    const status = page.locator('.hover-language-status', { hasText: 'NixOS 99.05' });
    await helpers.click(page.locator('.statusbar-item[id="status.languageStatus"]'), status);
    assert.match(await status.innerText(), /nixpkgs-of-ours, by the settings/);
    await helpers.shot('status');
    await page.keyboard.press('Escape');
  });

  await helpers.step('a failed assertion appears after saving', async () => {
    const failed = problem('both look after wireless networks');
    assert.equal(await failed.count(), 0);
    await helpers.openFile('configuration.nix');
    await helpers.overwrite(join(helpers.folder, 'configuration.nix'), CONFIGURATION.replace('lanterns', 'lantern'));
    await problem('services.lanterns').first().waitFor({ state: 'detached' });
    await helpers.command('File: Save');
    await failed.first().waitFor();
    await helpers.shot('assertion');
  });

  await helpers.step('a hover tells where NixOS itself defines an option', async () => {
    await helpers.goTo(7, 20);
    await helpers.command('Show or Focus Hover');
    const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: 'Defined by' }).first();
    assert.match(await hover.innerText(), /bash-5\.2[\s\S]*system-path\.nix:31/);
    assert.strictEqual(await hover.locator('a', { hasText: 'system-path.nix:31' }).count(), 1);
    await helpers.shot('hover');
  });
}
