// The editor as a user handles it: by keyboard, and only once it has the keyboard.
import { writeFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { again } from './again';
import type { Menus } from './menus';
import { until } from './until';

export interface Editing {
  /** Opens a file of the workspace by name and waits for its text. */
  openFile(name: string): Promise<void>;
  /** Moves the cursor; both counted from 1. The editor has the keyboard then. */
  goTo(line: number, column: number): Promise<void>;
  /** Waits until the cursor is in a line, wherever in it, for so long. */
  cursorIn(line: number, milliseconds?: number): Promise<void>;
  /** Types where the cursor is, and waits until the last line of it stands in the text. */
  type(text: string): Promise<void>;
  /** Presses a key in the editor; with `shown`, until that shows. */
  press(key: string, shown?: Locator): Promise<void>;
  /** What the editor shows of its text, spaces as such. */
  text(): Promise<string>;
  /** Opens the quick-fix menu at the cursor; resolves to its rows. */
  quickFixes(): Promise<Locator>;
  /** Applies the quick fix at the cursor whose title contains `title`. */
  fix(title: string): Promise<void>;
  /**
   * Waits until the window, which saves by itself, is done with it: while it saves, it would take another's
   * change of the file for its own.
   */
  saved(): Promise<void>;
  /** Gives the file of the active editor another text on disk, which the editor then shows. */
  overwrite(path: string, text: string): Promise<void>;
}

export function editingIn(page: Page, menus: Menus): Editing {
  const fixes = page.locator('.action-widget .monaco-list-row.action');
  const cursor = page.locator('.statusbar-item[id="status.editor.selection"]');
  const hasKeyboard = page.locator('.editor-instance .monaco-editor:focus-within');

  /** A menu or a dialogue that closes gives the keyboard back a moment later, or to something else. */
  const focused = () =>
    until('the editor has the keyboard', async () => {
      const has = await hasKeyboard
        .first()
        .waitFor({ timeout: 500 })
        .then(() => true)
        .catch(() => false);
      // Focus First Editor Group
      if (!has) await page.keyboard.press('Control+1');
      return has;
    });

  const editing: Editing = {
    async openFile(name) {
      await again(async (timeout) => {
        // Before the list is narrowed it shows what was open last, the last of it chosen.
        await menus.take('Control+P', name, name, timeout);
        // Until then another file is shown, and what is pressed is meant for that.
        await page.locator('.tab.active', { hasText: name }).first().waitFor({ timeout });
        await page.locator('.editor-instance:visible .view-line').first().waitFor({ timeout });
      }, 10_000);
      await focused();
    },
    async goTo(line, column) {
      const there = cursor.filter({ hasText: new RegExp(`Ln ${line}, Col ${column}(?!\\d)`) });
      await again(async (timeout) => {
        await menus.take('Control+G', `:${line}:${column}`, new RegExp(`\\b${line}\\b.*\\b${column}\\b`), timeout);
        await there.waitFor({ timeout });
      });
      await focused();
    },
    cursorIn: (line, timeout) =>
      cursor.filter({ hasText: `Ln ${line},` }).waitFor(timeout === undefined ? {} : { timeout }),
    async type(text) {
      await again(async (timeout) => {
        await focused();
        const before = await cursor.innerText();
        await page.keyboard.type(text);
        await until(`the cursor moves: ${text}`, async () => (await cursor.innerText()) !== before, timeout);
      }, 5000);
      const last = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
      await until(`typed: ${last}`, async () => (await editing.text()).includes(last));
    },
    async press(key, shown) {
      await again(async (timeout) => {
        await focused();
        await page.keyboard.press(key);
        await shown?.first().waitFor({ timeout });
      });
    },
    async text() {
      const lines = await page.locator('.editor-instance:visible .view-line').allInnerTexts();
      return lines.join('\n').replaceAll('\u00a0', ' ');
    },
    async quickFixes() {
      await editing.press('Control+.', fixes);
      return fixes;
    },
    async fix(title) {
      const offered = await editing.quickFixes();
      await offered.filter({ hasText: title }).first().click();
      await fixes.first().waitFor({ state: 'hidden' });
    },
    async saved() {
      await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    },
    async overwrite(path, text) {
      await editing.saved();
      writeFileSync(path, text);
      // VS Code may take what its watcher reports so soon for its own saving.
      await menus.command('File: Revert File');
      const [first = ''] = text.split('\n');
      await until(`the editor shows: ${first}`, async () => (await editing.text()).includes(first));
    },
  };
  return editing;
}
