// End-to-end tests: the packaged extension inside real VS Code, on a copy of test/e2e/workspace.
//   node test/e2e/run.mjs [--vsix FILE] [--grep TEXT] [--part suite|browser|web|start] [--slow N]
//
// Four parts, run side by side; what failed is run once more, in a new VS Code:
// - suite/<topic>.e2e.ts run inside the extension host, with the `vscode` API. Mocha: `import
// { suite, test } from 'mocha'`.
// - browser/<topic>.ts drive the window itself and look at what a user sees. Each exports
//     export async function run({ page, helpers }: BrowserTest): Promise<void>
//   and names what it checks through `helpers.step('the lens is shown', async () => { … })`; each step counts as one test.
//   A topic gets a window of its own, on its own copy of the workspace, with the settings as they were; a failing step ends the topic.
//   What it exports as `prepare` makes its workspace and settings before the window opens.
//   A topic that exports `language = 'de'` has a window in that language.
//   A topic that exports `besideAnother = true` runs beside other-extension/, which is for Nix, too.
//   `helpers.shot('name')` writes out/screenshots/<topic>-<name>.png. `--slow 4` gives windows a quarter of their speed:
//   what a test takes for granted too early shows.
// - web/<topic>.ts do the same in VS Code for the web, which has no server behind it: what a topic exports as `files`
//   is the folder that is open (memory-folder/ is its file system).
// - `npm start` as a newcomer runs it (support/run-start.mjs).
// support/ holds what both use: `until`, and the fakes. `nixos-rebuild`, `sudo` and the other programs in bin/ come first on PATH: they
// write down how they were called (support/fakes.ts reads it) and do nothing. FAKE_SYSTEM names a system profile with
// such `switch-to-configuration` scripts.
//
// The counts go to out/e2e/result.json; the exit code is 0 only when everything passed.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packagePath } from '../../scripts/lib/paths.mjs';
import { startBrowser } from '../vscode-host/browser.mjs';
import { runInLanes } from './support/lanes.mjs';
import { bundleTests, OUT } from './support/prepare.mjs';
import { browserJobs } from './support/run-browser.mjs';
import { startJobs } from './support/run-start.mjs';
import { suiteJobs } from './support/run-suite.mjs';
import { webJobs } from './support/run-web.mjs';

const { values: options } = parseArgs({
  options: { vsix: { type: 'string' }, grep: { type: 'string' }, part: { type: 'string' }, slow: { type: 'string' } },
});
const PARTS = { start: startJobs, suite: suiteJobs, web: webJobs, browser: browserJobs };

await bundleTests();
// `npm start` packs another one in the meantime.
const vsix = join(OUT, 'tested.vsix');
copyFileSync(options.vsix ?? packagePath(), vsix);
const { browser, description } = await startBrowser();
console.log(`Browser: ${description}`);
let total;
try {
  const jobs = [];
  for (const [part, jobsOf] of Object.entries(PARTS))
    if ((options.part ?? part) === part)
      jobs.push(...(await jobsOf({ browser, vsix, grep: options.grep, slow: Number(options.slow ?? 1) })));
  total = await runInLanes(jobs);
} finally {
  await browser.close();
}
writeFileSync(join(OUT, 'result.json'), JSON.stringify(total));
console.log(`end to end: ${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
