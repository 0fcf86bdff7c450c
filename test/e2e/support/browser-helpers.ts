// How browser/<topic>.ts handles the window: by keyboard where a user would, so that nothing
// depends on where things are drawn.
import { writeFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { type Fakes, fakesAt } from './fakes';

/** What a topic's `run` is given. */
export interface BrowserTest {
  readonly page: Page;
  readonly helpers: Helpers;
}

export interface Helpers {
  /** The opened copy of the workspace. */
  readonly folder: string;
  /** The fake system profile, with the specialisations gaming and travel. */
  readonly system: string;
  /** Where the user's profiles lie (XDG_STATE_HOME). */
  readonly state: string;
  readonly fakes: Fakes;
  /** Adds to the settings of this topic, of the user or of the machine; an open window takes them up. */
  settings(more: Settings): void;
  /** One thing that is checked: counted, named in the report; when it throws, the topic ends. */
  step(name: string, action: () => Promise<void>): Promise<void>;
  /** Opens a file of the workspace by name and waits for its text. */
  openFile(name: string): Promise<void>;
  /** Moves the cursor; both counted from 1. */
  goTo(line: number, column: number): Promise<void>;
  /** Runs a command by its title, as the command palette shows it. */
  command(title: string): Promise<void>;
  /** Narrows the menu that is open to what contains a text. */
  narrow(text: string): Promise<void>;
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
  /** All that the terminals show now. */
  terminalText(): Promise<string>;
  /** Writes a picture of the window to out/screenshots. */
  shot(name: string): Promise<void>;
}

export interface Settings {
  readonly user?: Readonly<Record<string, unknown>>;
  readonly machine?: Readonly<Record<string, unknown>>;
}

interface Surroundings {
  readonly folder: string;
  readonly system: string;
  readonly state: string;
  readonly fakeLog: string;
  settings(more: Settings): void;
  screenshot(name: string): string;
  onStep(name: string, error?: unknown): void;
}

const TRIES = 5;

export function createHelpers(page: Page, around: Surroundings): Helpers {
  const input = page.locator('.quick-input-widget input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const fixes = page.locator('.action-widget .monaco-list-row.action');

  /**
   * Presses a key until what it opens shows: while extensions restart or a dialogue closes the window takes no keys.
   */
  async function pressFor(key: string, opened: Locator): Promise<void> {
    for (let tries = 1; ; tries++) {
      await page.keyboard.press(key);
      try {
        await opened.waitFor({ timeout: tries < TRIES ? 2000 : 30_000 });
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
  }

  async function quickInput(key: string, text: string): Promise<void> {
    await pressFor(key, input);
    await input.fill(text);
  }

  /** Until the list is narrowed its rows move, and a click would meet another one. */
  async function narrowed(): Promise<void> {
    for (let before = '', tries = 0; tries < 100; tries++) {
      const now = (await rows.allInnerTexts()).join('\n');
      if (now !== '' && now === before) return;
      before = now;
      await page.waitForTimeout(100);
    }
  }

  async function quickFixes(): Promise<Locator> {
    await pressFor('Control+.', fixes.first());
    return fixes;
  }

  async function closed(): Promise<void> {
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  const helpers: Helpers = {
    folder: around.folder,
    system: around.system,
    state: around.state,
    fakes: fakesAt(around.fakeLog),
    settings: around.settings,
    async step(name, action) {
      try {
        await action();
      } catch (error) {
        around.onStep(name, error);
        throw error;
      }
      around.onStep(name);
    },
    async openFile(name) {
      await quickInput('Control+P', name);
      // Before the list is narrowed it shows what was open last, the last of it chosen.
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
      await page.keyboard.press('Enter');
      await closed();
      // Until then another file is shown, and what is pressed is meant for that.
      await page.locator('.tab.active', { hasText: name }).first().waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 60_000 });
    },
    async goTo(line, column) {
      await quickInput('Control+G', `:${line}:${column}`);
      await page.keyboard.press('Enter');
      await closed();
    },
    async command(title) {
      await quickInput('F1', `>${title}`);
      await narrowed();
      await rows.filter({ hasText: title }).first().click();
    },
    // Into its line, wherever the keyboard is: a menu may show before it takes keys.
    async narrow(text) {
      await input.fill(text);
      await narrowed();
    },
    quickFixes,
    async fix(title) {
      const offered = await quickFixes();
      await offered.filter({ hasText: title }).first().click();
      await fixes.first().waitFor({ state: 'hidden' });
    },
    async overwrite(path, text) {
      await helpers.saved();
      writeFileSync(path, text);
      // VS Code may take what its watcher reports so soon for its own saving.
      await helpers.command('File: Revert File');
    },
    async saved() {
      await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    },
    async terminalText() {
      const texts = await page.locator('.xterm-rows').allTextContents();
      return texts.join('\n').replaceAll('\u00a0', ' ');
    },
    async shot(name) {
      // Let animations end.
      await page.waitForTimeout(300);
      await page.screenshot({ path: around.screenshot(name) });
    },
  };
  return helpers;
}
