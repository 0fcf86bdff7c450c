// Runs suite/*.e2e.ts inside the extension host of the npm-packaged VS Code.
import { existsSync, readFileSync } from 'node:fs';
import { newPage } from '../../vscode-host/browser.mjs';
import { workbenchUrl } from '../../vscode-host/host.mjs';
import { copyWorkspace, DUMMY_EXTENSION, SUITE_ENTRY, topicFile } from './prepare.mjs';
import { startWorld } from './world.mjs';

const LIMIT_SECONDS = 600;

/** The one job of all suites: they share a window. One that never answers, or a crash, is one failure more. */
export const suiteJobs = ({ browser, vsix, grep }) => [
  {
    name: 'the suites, in the extension host',
    run: async ({ tell, attempt }) => {
      // Of its own: what the tests are told, they are told by the environment of the server.
      const world = await startWorld({ extensions: [vsix], grep });
      const page = await newPage(browser);
      const folder = copyWorkspace(world.dataDir);
      try {
        const problem = await finished(world.server, page, folder).catch((error) => error);
        const { E2E_REPORT, E2E_RESULT } = world.env;
        if (existsSync(E2E_REPORT)) tell(readFileSync(E2E_REPORT, 'utf8').trimEnd());
        const counts = existsSync(E2E_RESULT) ? JSON.parse(readFileSync(E2E_RESULT, 'utf8')) : undefined;
        if (problem === undefined && counts !== undefined) return counts;
        tell(`The tests did not end: ${problem?.message ?? 'no result was written'}`);
        tell(readFileSync(world.server.logFile, 'utf8').slice(-3000));
        await page.screenshot({ path: topicFile('suite', `FAILED-${attempt}`) }).catch(() => {});
        return { passed: counts?.passed ?? 0, failed: (counts?.failed ?? 0) + 1 };
      } finally {
        await page.context().close();
        await world.stop();
      }
    },
  },
];

/** Opens the window and waits for the tests in it to end; rejects when they cannot. */
function finished(server, page, folder) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no result after ${LIMIT_SECONDS} seconds`)), LIMIT_SECONDS * 1000);
    timer.unref();
    server.onCrash((line) => fail(new Error(line)));
    page.on('crash', () => fail(new Error('the window crashed')));
    (async () => {
      // The window calls these when they are there: the first when the tests' run() has settled.
      await page.exposeFunction('codeAutomationExit', () => done());
      await page.exposeFunction('codeAutomationLog', () => {});
      await page.goto(
        workbenchUrl(server, { folder, extensionDevelopmentPath: DUMMY_EXTENSION, extensionTestsPath: SUITE_ENTRY }),
      );
    })().catch(fail);
  });
}
