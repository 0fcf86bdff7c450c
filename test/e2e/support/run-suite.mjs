// Runs suite/*.e2e.ts inside the extension host of the npm-packaged VS Code.
import { existsSync, readFileSync } from 'node:fs';
import { newPage } from '../../vscode-host/browser.mjs';
import { dropDataDir, installVsix, newDataDir, startServer, workbenchUrl } from '../../vscode-host/host.mjs';
import { copyWorkspace, DUMMY_EXTENSION, fakeWorld, SUITE_ENTRY, settingsFor, topicFile } from './prepare.mjs';

const LIMIT_SECONDS = 300;

/** Resolves to the counts; a window that never answers, or a crash, is one failure more. */
export async function runSuite({ browser, vsix, grep }) {
  const dataDir = newDataDir();
  const env = fakeWorld(dataDir, { grep });
  await installVsix(vsix, dataDir);
  const server = await startServer({ dataDir, settings: settingsFor(env), env, testing: true });
  const page = await newPage(browser);
  const folder = copyWorkspace(dataDir);
  try {
    const problem = await finished(server, page, folder).catch((error) => error);
    if (existsSync(env.E2E_REPORT)) process.stdout.write(readFileSync(env.E2E_REPORT));
    return await countsOf(env.E2E_RESULT, problem, { page, server });
  } finally {
    await page.context().close();
    await server.stop();
    dropDataDir(dataDir);
  }
}

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

async function countsOf(resultFile, problem, { page, server }) {
  const counts = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : { passed: 0, failed: 0 };
  if (problem === undefined && existsSync(resultFile)) return counts;
  console.error(`The tests did not end: ${problem?.message ?? 'no result was written'}`);
  console.error(readFileSync(server.logFile, 'utf8').slice(-3000));
  await page.screenshot({ path: topicFile('suite', 'FAILED') }).catch(() => {});
  return { passed: counts.passed, failed: counts.failed + 1 };
}
