// The browser that shows the window in tests: CHROMIUM, or Debian's Chromium, or the one inside npm's
// @sparticuz/chromium, which needs neither root nor system packages. Driven by
// playwright-core, which downloads nothing.
import { isExecutable } from '../../scripts/lib/process.mjs';
import { packagedBrowser } from './packaged-browser.mjs';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that is there already, if any: then the packaged one need not be installed. */
export function systemBrowser() {
  return process.env.CHROMIUM || INSTALLED.find(isExecutable);
}

/** Starts the browser; `description` says which one it is. */
export async function startBrowser() {
  const { chromium } = await import('playwright-core');
  const system = systemBrowser();
  const packaged = system === undefined ? await packagedBrowser() : { executablePath: system, env: {} };
  const browser = await chromium.launch({
    executablePath: packaged.executablePath,
    headless: true,
    env: { ...process.env, ...packaged.env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return { browser, description: `${system ?? '@sparticuz/chromium from npm'}, version ${browser.version()}` };
}

/** A window of its own, which reaches nothing but this machine; `slow`: so many times slower than it could be. */
export async function newPage(browser, { width = 1280, height = 800, slow = 1 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const isOutside = (url) =>
    url.protocol.startsWith('http') && url.hostname !== '127.0.0.1' && !url.hostname.endsWith('localhost');
  await context.route(isOutside, (route) => route.abort());
  const page = await context.newPage();
  if (slow > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slow });
  return page;
}
