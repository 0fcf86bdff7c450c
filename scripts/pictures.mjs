// `npm run pictures`: the pictures of the walkthrough and of the extension's page, taken from the packaged extension in
// real VS Code, light and dark. Run `npm run package` first.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTests, fakeWorld, loadBundle, settingsFor } from '../test/e2e/support/prepare.mjs';
import { newPage, startBrowser } from '../test/vscode-host/browser.mjs';
import { dropDataDir, installVsix, newDataDir, startServer, workbenchUrl } from '../test/vscode-host/host.mjs';
import { packagePath } from './lib/paths.mjs';
import { ROOT } from './lib/process.mjs';

const OUT = join(ROOT, 'media/pictures');
const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' };
/** As wide as the walkthrough and the page show them; the status bar, which tests need, is left out. */
const SIZE = { width: 900, height: 500 };
const STATUS_BAR = 32;
/** Nothing that is not about the extension. */
const BARE = {
  'editor.minimap.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.occurrencesHighlight': 'off',
  'editor.fontFamily': 'DejaVu Sans Mono',
  'editor.fontSize': 13,
};

mkdirSync(OUT, { recursive: true });
await bundleTests();
const { browser } = await startBrowser();
try {
  for (const [name, theme] of Object.entries(THEMES)) await picturesIn(name, theme);
} finally {
  await browser.close();
}

/** Each theme has a VS Code of its own, so that nothing of the last is open. */
async function picturesIn(name, theme) {
  const dataDir = newDataDir();
  const env = fakeWorld(dataDir);
  await installVsix(packagePath(), dataDir);
  const { user, machine } = settingsFor(env);
  const settings = { user: { ...user, ...BARE, 'workbench.colorTheme': theme }, machine };
  const server = await startServer({ dataDir, settings, env, testing: true });
  const folder = join(dataDir, 'marble');
  cpSync(join(ROOT, 'examples'), folder, { recursive: true });
  const page = await newPage(browser, { ...SIZE, height: SIZE.height + STATUS_BAR });
  const { createHelpers } = loadBundle('browser-helpers');
  const helpers = createHelpers(page, { folder, fakeLog: env.FAKE_LOG, system: env.FAKE_SYSTEM });
  const shot = async (picture) => {
    await page.waitForTimeout(500);
    const path = join(OUT, `${picture}-${name}.png`);
    await page.screenshot({ path, clip: { x: 0, y: 0, ...SIZE } });
    console.log(path);
  };
  try {
    await page.goto(workbenchUrl(server, { folder }));
    await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    await take(page, helpers, shot);
  } finally {
    await page.context().close();
    await server.stop();
    await dropDataDir(dataDir);
  }
}

async function take(page, helpers, shot) {
  const pane = page.locator('.pane-header[aria-label^="Specialisations"]');
  await pane.waitFor({ timeout: 30_000 });
  await helpers.command('View: Toggle Primary Side Bar Visibility');
  await helpers.openFile('configuration.nix');
  // Beside an edge, it would be drawn as one to be moved.
  await page.mouse.move(SIZE.width / 2, SIZE.height - 20);
  await helpers.goTo(31, 14);
  await page.locator('.squiggly-error').first().waitFor();
  await page.locator('.codelens-decoration a', { hasText: 'Rebuild' }).first().waitFor();
  await page.locator('.view-lines').getByText('conflict in plasma').first().waitFor();
  await helpers.command('Show or Focus Hover');
  await page.locator('.monaco-hover .hover-contents', { hasText: 'Defined by' }).first().waitFor();
  await shot('conflict');
  await page.keyboard.press('Escape');
  await helpers.goTo(24, 14);
  await helpers.quickFixes();
  await shot('fixes');
  await page.keyboard.press('Escape');
  await helpers.command('View: Toggle Primary Side Bar Visibility');
  await pane.click();
  // Room for the view: the files are not what it is about.
  await page.locator('.pane-header[aria-label^="Explorer Section"]').first().click();
  const row = (text) => page.locator('.monaco-list-row', { hasText: text }).first();
  const twistie = (text) => row(text).locator('.monaco-tl-twistie');
  await twistie('plasma').click();
  await row('plasma5').waitFor();
  await twistie('travel').click();
  await row('time.timeZone').waitFor();
  const bar = await page.locator('.part.sidebar').boundingBox();
  const edge = bar.x + bar.width;
  await page.mouse.move(edge, 300);
  await page.mouse.down();
  await page.mouse.move(edge + 230, 300, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(bar.x + 100, 480);
  await shot('view');
}
