// What certainly fails, as the list of problems and the hover tell it: a value that throws, an assertion that does not
// hold.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserTest, Prepare } from '../support/browser-helpers';

const CONFIGURATION = `{ config, lib, ... }:
let
  hostNames = { home = "nest"; };
  nameFor = place: hostNames.\${place} or (throw "no host name for \${place}: see hosts.nix");
in
{
  networking.hostName = nameFor "work";
  services.openssh.enable = true;
  environment.etc.motd.text = "Welcome to \${config.networking.hostName}";

  assertions = [
    {
      assertion = config.services.openssh.enable -> config.services.openssh.settings.PasswordAuthentication == false;
      message = "sshd must not take passwords.";
    }
  ];
  services.openssh.settings.PasswordAuthentication = lib.mkDefault false;

  specialisation.open.configuration.services.openssh.settings.PasswordAuthentication = true;
}
`;

export const prepare: Prepare = (folder) => {
  writeFileSync(join(folder, 'configuration.nix'), CONFIGURATION);
  return undefined;
};

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const problems = page.locator('.markers-panel .monaco-list-row');
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents');

  await helpers.step('both are listed, with what the configuration says and what comes of it', async () => {
    await helpers.openFile('configuration.nix');
    await helpers.command('View: Focus Problems');
    const failing = problems.filter({ hasText: 'failing-value' }).first();
    await failing.waitFor();
    assert.match(await failing.innerText(), /networking\.hostName.*throws.*no host name for work/s);
    const assertion = problems.filter({ hasText: 'failed-assertion' }).first();
    assert.match(await assertion.innerText(), /sshd must not take passwords.*specialisation `open`/s);
    await helpers.shot('problems');
  });

  await helpers.step('the hover of a value that fails', async () => {
    await helpers.goTo(7, 16);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'failing-value' }).first().waitFor();
    await helpers.shot('failing-value');
    await page.keyboard.press('Escape');
  });

  await helpers.step('the hover of what breaks an assertion', async () => {
    await helpers.goTo(19, 70);
    await helpers.command('Show or Focus Hover');
    await hover.filter({ hasText: 'failed-assertion' }).first().waitFor();
    await helpers.shot('failed-assertion');
    await page.keyboard.press('Escape');
  });
}
