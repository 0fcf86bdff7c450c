// Runs browser/<topic>.ts: each drives a window of its own. One VS Code server serves them all.
import { readFileSync } from 'node:fs';
import { newPage } from '../../vscode-host/browser.mjs';
import {
  dropDataDir,
  installVsix,
  newDataDir,
  startServer,
  workbenchUrl,
  writeSettings,
} from '../../vscode-host/host.mjs';
import {
  browserTopics,
  copyWorkspace,
  fakeWorld,
  loadBundle,
  packedOther,
  settingsFor,
  topicFile,
} from './prepare.mjs';

/** Resolves to the counts of steps; `grep` keeps the topics whose name contains it. */
export async function runBrowserTopics({ browser, vsix, grep = '' }) {
  const topics = browserTopics().filter((topic) => topic.includes(grep));
  const isBeside = (topic) => loadBundle(`browser/${topic}`).besideAnother === true;
  const alone = await runGroup({ topics: topics.filter((topic) => !isBeside(topic)), browser, extensions: [vsix] });
  const beside = topics.filter(isBeside);
  if (beside.length === 0) return alone;
  const both = await runGroup({ topics: beside, browser, extensions: [await packedOther(), vsix] });
  return { passed: alone.passed + both.passed, failed: alone.failed + both.failed };
}

/** Topics that share a server and its extensions. */
async function runGroup({ topics, browser, extensions }) {
  const total = { passed: 0, failed: 0 };
  if (topics.length === 0) return total;
  const dataDir = newDataDir();
  const env = fakeWorld(dataDir);
  for (const extension of extensions) await installVsix(extension, dataDir);
  const server = await startServer({ dataDir, settings: settingsFor(env), env, testing: true });
  try {
    for (const topic of topics) {
      console.log(`\n  ${topic} (in the window)`);
      // Whatever the topic before has set or started is undone.
      writeSettings(dataDir, settingsFor(env));
      loadBundle('fakes').fakesAt(env.FAKE_LOG).reset();
      const counts = await runTopic(topic, { browser, server, env, dataDir, folder: copyWorkspace(dataDir, topic) });
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  } finally {
    await server.stop();
    dropDataDir(dataDir);
  }
  return total;
}

async function runTopic(topic, { browser, server, env, dataDir, folder }) {
  const page = await newPage(browser);
  const counts = { passed: 0, failed: 0 };
  const { createHelpers } = loadBundle('browser-helpers');
  const { user, machine } = settingsFor(env);
  const settings = (more) =>
    writeSettings(dataDir, { user: { ...user, ...more.user }, machine: { ...machine, ...more.machine } });
  const screenshot = (name) => topicFile(topic, name);
  const helpers = createHelpers(page, {
    folder,
    settings,
    fakeLog: env.FAKE_LOG,
    system: env.FAKE_SYSTEM,
    state: env.XDG_STATE_HOME,
    screenshot,
    onStep,
  });
  function onStep(name, error) {
    counts[error === undefined ? 'passed' : 'failed'] += 1;
    console.log(`    ${error === undefined ? '✔' : '✖'} ${name}`);
  }
  try {
    await page.goto(workbenchUrl(server, { folder }));
    await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    await loadBundle(`browser/${topic}`).run({ page, helpers });
    if (counts.passed === 0) throw new Error(`${topic} checked nothing: it has no step`);
  } catch (error) {
    if (counts.failed === 0) onStep('no error outside its steps', error);
    console.error(error);
    console.error(readFileSync(server.logFile, 'utf8').slice(-2000));
    await page.screenshot({ path: topicFile(topic, 'FAILED') }).catch(() => {});
  } finally {
    await page.context().close();
  }
  return counts;
}
