// The one line and list that VS Code asks everything by: the palette, files, menus of extensions.
import type { Locator, Page } from 'playwright-core';
import { again } from './again';
import { until } from './until';

export interface Menus {
  /** Runs a command by its title, as the command palette shows it. */
  command(title: string): Promise<void>;
  /** Opens it by a key, writes a text and takes the row that says `row`, once, each within so many milliseconds. */
  take(key: string, text: string, row: string | RegExp, milliseconds: number): Promise<void>;
  /** Narrows the menu that is open to what contains a text. */
  narrow(text: string): Promise<void>;
  /** Takes the first row that says `row` from the menu that is open, narrowed by a text. */
  choose(text: string, row?: string): Promise<void>;
  /** Closes the menu that is open. */
  leave(): Promise<void>;
  /** Waits for a question, on the way there saying to VS Code that the output of a task need not be scanned. */
  unscanned(question: Locator): Promise<void>;
}

export function menusOf(page: Page): Menus {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const closed = (timeout: number) => widget.waitFor({ state: 'hidden', timeout });

  /** Until the list is narrowed its rows move, and what is read would be of another one. */
  async function narrowed(): Promise<void> {
    for (let before = '', tries = 0; tries < 100; tries++) {
      const now = (await rows.allInnerTexts()).join('\n');
      if (now !== '' && now === before) return;
      before = now;
      await page.waitForTimeout(100);
    }
  }

  /** What was open before, or was left by a try in vain, would be taken for what is to be opened. */
  async function clear(): Promise<void> {
    await closed(1000).catch(() => page.keyboard.press('Escape'));
    await closed(2000);
  }

  /** Makes a row the one that Enter takes: a click would meet another one where rows move. */
  async function reach(row: string | RegExp, timeout: number): Promise<void> {
    await rows.filter({ hasText: row }).first().waitFor({ timeout });
    await narrowed();
    const chosen = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).first();
    await until(
      `the row: ${row}`,
      async () => {
        if (await chosen.isVisible()) return true;
        await input.press('ArrowDown', { timeout });
        return false;
      },
      timeout,
    );
  }

  /** Opens it by a key, with the row that says `row` as the one that Enter takes. */
  async function open(key: string, text: string, row: string | RegExp, timeout: number): Promise<void> {
    await clear();
    await page.keyboard.press(key);
    await input.waitFor({ timeout });
    await input.fill(text, { timeout });
    await reach(row, timeout);
  }

  const menus: Menus = {
    async command(title) {
      const text = `>${title}`;
      await again((timeout) => open('F1', text, title, timeout));
      await input.press('Enter');
      // It may have a menu of its own, in the same place.
      await until(
        `the end of the palette: ${title}`,
        async () => !(await widget.isVisible()) || (await input.inputValue()) !== text,
      );
    },
    async take(key, text, row, timeout) {
      await open(key, text, row, timeout);
      await input.press('Enter', { timeout });
      await closed(timeout);
    },
    async narrow(text) {
      await input.fill(text);
      await narrowed();
    },
    async choose(text, row = text) {
      await again(async (timeout) => {
        await input.fill(text, { timeout });
        await reach(row, timeout);
      });
      await input.press('Enter');
    },
    leave: () =>
      again(async (timeout) => {
        await page.keyboard.press('Escape');
        await closed(timeout);
      }),
    async unscanned(question) {
      const scan = rows.filter({ hasText: 'Continue without scanning' });
      await question.or(scan).first().waitFor();
      if (await scan.first().isVisible()) await menus.choose('Continue without scanning');
      await question.waitFor();
    },
  };
  return menus;
}
