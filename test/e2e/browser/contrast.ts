// The high contrast themes: everything that is drawn is seen, in pictures to be looked at.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

const CONFIGURATION = `{ lib, ... }:
{
  services.openssh.enable = true;
  networking.hostName = lib.mkDefault "laptop";
  services.printing.enable = true;

  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkForce false;
    networking.hostName = "gaming";
    services.printing.enable = false;
  };
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
  return { user: { 'window.autoDetectColorScheme': false, 'workbench.colorTheme': 'Default High Contrast' } };
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const shots = async (theme: string): Promise<void> => {
    await helpers.openFile('configuration.nix');
    await page.locator('.codelens-decoration a').first().waitFor();
    await page.locator('.view-lines').getByText('forced in gaming').first().waitFor();
    await helpers.command('Explorer: Focus on Specialisations View');
    await page.locator('.monaco-list-row', { hasText: 'gaming' }).first().waitFor();
    await helpers.shot(`${theme}-view`);
    await helpers.goTo(3, 22);
    await helpers.command('Show or Focus Hover');
    await page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: 'Defined by' }).first().waitFor();
    await helpers.shot(`${theme}-hover`);
    await helpers.goTo(8, 10);
    await helpers.command('More Actions for This Specialisation');
    await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
    await helpers.shot(`${theme}-more`);
    await helpers.leave();
  };

  await helpers.step('dark', () => shots('dark'));

  await helpers.step('light', async () => {
    const user = { 'window.autoDetectColorScheme': false, 'workbench.colorTheme': 'Default High Contrast Light' };
    helpers.settings({ user });
    await page.reload();
    await page.locator('.monaco-workbench.hc-light').waitFor();
    await shots('light');
  });
}
