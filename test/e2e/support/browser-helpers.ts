// How browser/<topic>.ts handles the window: by keyboard where a user would, so that nothing
// depends on where things are drawn.
import type { Locator, Page } from 'playwright-core';
import { again } from './again';
import { type Editing, editingIn } from './editing';
import { type Fakes, fakesAt } from './fakes';
import { type Menus, menusOf } from './menus';

/** What a topic's `run` is given. */
export interface BrowserTest {
  readonly page: Page;
  readonly helpers: Helpers;
}

/**
 * What a topic's `prepare` makes of its copy of the workspace before the window opens: nothing then depends on when
 * a watcher tells of it. Gives the settings of the topic, if it has some.
 */
export type Prepare = (folder: string) => Settings | undefined;

export interface Helpers extends Menus, Editing {
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
  /** Clicks until what that opens shows. */
  click(what: Locator, opened: Locator, button?: 'left' | 'right'): Promise<void>;
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

/** A machine in use is many times slower; what comes at once does not wait for it. */
const PATIENCE_MS = 90_000;

export function createHelpers(page: Page, around: Surroundings): Helpers {
  page.setDefaultTimeout(PATIENCE_MS);
  const menus = menusOf(page);
  return {
    ...menus,
    ...editingIn(page, menus),
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
    // Long patience at first: a second click would ask twice.
    click: (what, opened, button = 'left') =>
      again(async (timeout) => {
        if (!(await opened.first().isVisible())) await what.click({ timeout, button });
        await opened.first().waitFor({ timeout });
      }, 15_000),
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
