// A Nix file opened by hand: the editor says that it is Nix, colours it, and helps with typing.
import { again } from '../support/again';
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  await helpers.step('an opened Nix file is shown as Nix', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.statusbar-item', { hasText: /^Nix$/ }).first().waitFor();
    await helpers.shot('file');
  });

  await helpers.step('its language is configured: a comment opened is closed', async () => {
    // The extension says how Nix is typed once it is at work, and the window hears of it a moment later.
    await page.locator('.codelens-decoration a').first().waitFor();
    const closed = page.locator('.view-line', { hasText: /^\s*\/\*\s\*\/$/ });
    await helpers.goTo(2, 2);
    await helpers.type('\n');
    await again(async (timeout) => {
      await helpers.type('/*');
      await closed.waitFor({ timeout }).catch(async (error: unknown) => {
        await helpers.press('Backspace');
        await helpers.press('Backspace');
        throw error;
      });
    });
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
