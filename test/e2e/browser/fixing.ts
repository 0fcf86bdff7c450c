// A conflict as a user meets it: the red line, the reason, the fix by keyboard, and it is gone.
import * as assert from 'node:assert';
import type { BrowserTest } from '../support/browser-helpers';

export async function run({ page, helpers }: BrowserTest): Promise<void> {
  const squiggle = page.locator('.squiggly-error');
  const lens = page.locator('.codelens-decoration a', { hasText: 'Rebuild' });

  await helpers.step('a value the specialisation cannot override is underlined', async () => {
    await helpers.openFile('configuration.nix');
    await squiggle.first().waitFor();
    // The editor asks for lenses a moment later, and not while it has lost the focus.
    await lens.first().waitFor();
    await helpers.goTo(7, 6);
    await helpers.shot('conflict');
  });

  await helpers.step('the quick-fix menu offers to force it', async () => {
    const fixes = await helpers.quickFixes();
    assert.match((await fixes.allInnerTexts()).join('\n'), /force/i);
    await helpers.shot('menu');
  });

  await helpers.step('applied, the line reads mkForce and nothing is underlined', async () => {
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: /services\.xserver\.enable\s=\slib\.mkForce\sfalse;/ }).waitFor();
    await squiggle.first().waitFor({ state: 'detached' });
    await helpers.shot('fixed');
  });
}
