// A Nix file opened by hand: the editor says that it is Nix, colours it, and helps with typing.
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  await helpers.step('an opened Nix file is shown as Nix', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.statusbar-item', { hasText: /^Nix$/ }).first().waitFor();
    await helpers.shot('file');
  });

  await helpers.step('its language is configured: a comment opened is closed', async () => {
    await helpers.goTo(2, 2);
    await page.keyboard.press('Enter');
    await page.keyboard.type('/*');
    await page.locator('.view-line', { hasText: /^\s*\/\*\s\*\/$/ }).waitFor();
    await helpers.shot('comment');
  });

  await helpers.step('option paths are coloured as what they are', async () => {
    await helpers.goTo(4, 8);
    await helpers.command('Developer: Inspect Editor Tokens and Scopes');
    const inspector = page.locator('.token-inspect-widget', { hasText: 'variable.other.property.nix' });
    await inspector.waitFor();
    await helpers.shot('scopes');
  });
}
