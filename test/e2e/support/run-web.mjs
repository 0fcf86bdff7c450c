// Runs web/<topic>.ts: the packaged extension in VS Code for the web, in a folder that lies on no disk.
import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { ROOT } from '../../../scripts/lib/process.mjs';
import { newPage } from '../../vscode-host/browser.mjs';
import { dropDataDir, newDataDir } from '../../vscode-host/host.mjs';
import { startWebHost, webUrl } from '../../vscode-host/web-host.mjs';
import { loadBundle, topicFile } from './prepare.mjs';

const TOPICS = readdirSync(join(ROOT, 'test/e2e/web'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

/** The jobs of the topics whose name contains `grep`. A topic exports `files`, by path, and `run`, as browser/ has it. */
export const webJobs = ({ browser, vsix, grep = '', slow }) =>
  TOPICS.filter((topic) => topic.includes(grep)).map((topic) => ({
    name: `${topic}, in the browser alone`,
    run: ({ tell, attempt }) => runTopic(topic, { browser, vsix, slow, tell, attempt }),
  }));

async function runTopic(topic, { browser, vsix, slow, tell, attempt }) {
  const { run, files } = loadBundle(`web/${topic}`);
  const dataDir = newDataDir();
  await unpack(vsix, dataDir);
  const host = await startWebHost({
    extensions: { ours: join(dataDir, 'extension'), 'memory-folder': join(ROOT, 'test/e2e/memory-folder') },
    files: { 'memory-folder/files.json': JSON.stringify(files) },
    settings: { 'editor.fontFamily': 'DejaVu Sans Mono', 'files.hotExit': 'off' },
  });
  const page = await newPage(browser, { slow });
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const counts = { passed: 0, failed: 0 };
  function onStep(name, error) {
    counts[error === undefined ? 'passed' : 'failed'] += 1;
    tell(`    ${error === undefined ? '✔' : '✖'} ${name}`);
  }
  const helpers = loadBundle('browser-helpers').createHelpers(page, {
    folder: 'memfs:/flake',
    settings: () => {},
    fakeLog: '',
    system: '',
    state: '',
    screenshot: (name) => topicFile(topic, name),
    onStep,
  });
  try {
    await page.goto(webUrl(host, 'memfs:/flake'));
    await page.waitForSelector('.monaco-workbench .part.editor');
    await run({ page, helpers });
    if (counts.passed === 0) throw new Error(`${topic} checked nothing: it has no step`);
  } catch (error) {
    if (counts.failed === 0) onStep('no error outside its steps', error);
    tell(error);
    tell(said.join('\n').slice(-3000));
    await page.screenshot({ path: topicFile(topic, `FAILED-${attempt}`) }).catch(() => {});
  } finally {
    await page.context().close();
    await host.stop();
    await dropDataDir(dataDir);
  }
  return counts;
}

/** Unpacks a .vsix, which is a zip, with what VS Code itself uses for that. */
async function unpack(file, folder) {
  const require = createRequire(join(ROOT, 'test/vscode-host/package.json'));
  const zip = await promisify(require('yauzl').open)(file, { lazyEntries: true });
  const stream = promisify(zip.openReadStream.bind(zip));
  await new Promise((done, fail) => {
    zip.on('end', done);
    zip.on('error', fail);
    zip.on('entry', (entry) => {
      const path = join(folder, entry.fileName);
      mkdirSync(dirname(path), { recursive: true });
      const written = entry.fileName.endsWith('/')
        ? Promise.resolve()
        : stream(entry).then((from) => pipeline(from, createWriteStream(path)));
      written.then(() => zip.readEntry(), fail);
    });
    zip.readEntry();
  });
}
