// Runs browser/<topic>.ts: each drives a window of its own. Those that need the same extensions share a server.
import { readFileSync, statSync } from 'node:fs';
import { newPage } from '../../vscode-host/browser.mjs';
import { workbenchUrl, writeSettings } from '../../vscode-host/host.mjs';
import {
  browserTopics,
  copyWorkspace,
  loadBundle,
  packedOther,
  settingsFor,
  topicFile,
  topicSource,
} from './prepare.mjs';

/** The jobs of the topics whose name contains `grep`, the longest first, in windows `slow` times slower than others. */
export async function browserJobs({ browser, vsix, grep = '', slow }) {
  const topics = browserTopics().filter((topic) => topic.includes(grep));
  const isBeside = (topic) => loadBundle(`browser/${topic}`).besideAnother === true;
  const both = topics.some(isBeside) ? [await packedOther(), vsix] : [];
  const size = (topic) => statSync(topicSource(topic)).size;
  return topics
    .sort((a, b) => size(b) - size(a))
    .map((topic) => ({
      name: `${topic}, in the window`,
      run: async ({ worlds, tell, attempt }) => {
        const world = await worlds.with(isBeside(topic) ? both : [vsix]);
        return runTopic(topic, { page: await newPage(browser, { slow }), world, tell, attempt });
      },
    }));
}

async function runTopic(topic, { page, world, tell, attempt }) {
  const { run, prepare, language } = loadBundle(`browser/${topic}`);
  const { server, env, dataDir } = world;
  const folder = copyWorkspace(dataDir, attempt === 1 ? topic : `${topic}-${attempt}`);
  const { user, machine } = settingsFor(env);
  const settings = (more) =>
    writeSettings(dataDir, { user: { ...user, ...more.user }, machine: { ...machine, ...more.machine } });
  // Whatever the topic before has set or started is undone.
  settings(prepare?.(folder) ?? {});
  loadBundle('fakes').fakesAt(env.FAKE_LOG).reset();
  const counts = { passed: 0, failed: 0 };
  function onStep(name, error) {
    counts[error === undefined ? 'passed' : 'failed'] += 1;
    tell(`    ${error === undefined ? '✔' : '✖'} ${name}`);
  }
  const helpers = loadBundle('browser-helpers').createHelpers(page, {
    folder,
    settings,
    fakeLog: env.FAKE_LOG,
    system: env.FAKE_SYSTEM,
    state: env.XDG_STATE_HOME,
    screenshot: (name) => topicFile(topic, name),
    onStep,
  });
  try {
    // What a language pack would say. Its words for VS Code itself are not there: those stay English.
    if (language !== undefined)
      await page.addInitScript((spoken) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: spoken }), language);
    await page.goto(workbenchUrl(server, { folder }));
    await page.waitForSelector('.monaco-workbench .part.editor');
    await run({ page, helpers });
    if (counts.passed === 0) throw new Error(`${topic} checked nothing: it has no step`);
  } catch (error) {
    if (counts.failed === 0) onStep('no error outside its steps', error);
    tell(error);
    tell(readFileSync(server.logFile, 'utf8').slice(-2000));
    await page.screenshot({ path: topicFile(topic, `FAILED-${attempt}`) }).catch(() => {});
  } finally {
    await page.context().close();
  }
  return counts;
}
