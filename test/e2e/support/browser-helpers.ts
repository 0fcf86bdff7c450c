// How browser/<topic>.ts handles the window: by keyboard where a user would, so that nothing depends on where things are drawn.
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
  /** Opens the quick-fix menu at the cursor; resolves to its rows. */
  quickFixes(): Promise<Locator>;
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
  readonly fakeLog: string;
  settings(more: Settings): void;
  screenshot(name: string): string;
  onStep(name: string, error?: unknown): void;
}

const TRIES = 5;

export function createHelpers(page: Page, around: Surroundings): Helpers {
  const input = page.locator('.quick-input-widget input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');

  /** Opens the quick input by its key. While extensions restart or a dialogue closes the window takes no keys, so it is pressed until it shows. */
  async function quickInput(key: string, text: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      await page.keyboard.press(key);
      try {
        await input.waitFor({ timeout: tries < TRIES ? 2000 : 30_000 });
        break;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
    await input.fill(text);
  }

  async function closed(): Promise<void> {
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  return {
    folder: around.folder,
    system: around.system,
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
      await rows.filter({ hasText: name }).first().waitFor();
      await page.keyboard.press('Enter');
      await closed();
      await page.locator('.editor-instance .view-line').first().waitFor();
    },
    async goTo(line, column) {
      await quickInput('Control+G', `:${line}:${column}`);
      await page.keyboard.press('Enter');
      await closed();
    },
    async command(title) {
      await quickInput('F1', `>${title}`);
      await rows.filter({ hasText: title }).first().click();
    },
    async quickFixes() {
      await page.keyboard.press('Control+.');
      const items = page.locator('.action-widget .monaco-list-row.action');
      await items.first().waitFor();
      return items;
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
}
