// A Nix file opened by hand: the editor says that it is Nix.
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  await helpers.step('an opened Nix file is shown as Nix', async () => {
    await helpers.openFile('configuration.nix');
    await page.locator('.statusbar-item', { hasText: /^Nix$/ }).first().waitFor();
    await helpers.shot('file');
  });
}
