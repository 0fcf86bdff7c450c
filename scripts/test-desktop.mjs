// `npm run test:desktop`: the suites of test/e2e/suite in a desktop VS Code, with the packaged extension installed.
// VSCODE_PATH names the program (Electron, not its shell wrapper); without it, the newest stable VS Code is downloaded.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { packagePath } from './lib/paths.mjs';
import { giveUp, runNode, say } from './lib/process.mjs';

checkNode();
await ensureInstalled();
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  giveUp(
    'A desktop VS Code needs a display (on a machine without one: xvfb-run -a npm run test:desktop). "npm test" needs none.',
  );
}
if ((await runNode(['scripts/package.mjs'])) !== 0) giveUp('The extension could not be packaged.');

const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } = await import(
  '@vscode/test-electron'
);
const { bundleTests, copyWorkspace, DUMMY_EXTENSION, fakeWorld, settingsFor, SUITE_ENTRY } = await import(
  '../test/e2e/support/prepare.mjs'
);
const { dropDataDir, newDataDir, QUIET_SETTINGS } = await import('../test/vscode-host/host.mjs');
const { mkdirSync, writeFileSync } = await import('node:fs');

const program = process.env.VSCODE_PATH ?? (await download());
const dataDir = newDataDir();
const profile = [`--user-data-dir=${join(dataDir, 'user')}`, `--extensions-dir=${join(dataDir, 'extensions')}`];
try {
  await bundleTests();
  const env = fakeWorld(dataDir);
  mkdirSync(join(dataDir, 'user/User'), { recursive: true });
  writeFileSync(
    join(dataDir, 'user/User/settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...settingsFor(env).user, ...settingsFor(env).machine }),
  );
  say('Installing the packaged extension');
  const [cli, ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true });
  const installed = spawnSync(cli, [...cliArgs, ...profile, '--install-extension', packagePath(), '--force'], {
    stdio: 'inherit',
  });
  if (installed.status !== 0) giveUp('The extension could not be installed.');
  say(`Running the suites in ${program}`);
  await runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: DUMMY_EXTENSION,
    extensionTestsPath: SUITE_ENTRY,
    extensionTestsEnv: env,
    launchArgs: [copyWorkspace(dataDir), ...profile, '--no-sandbox', '--disable-gpu', '--disable-workspace-trust'],
  }).catch((error) => console.error(String(error.message ?? error)));
  if (existsSync(env.E2E_REPORT)) process.stdout.write(readFileSync(env.E2E_REPORT));
  const counts = existsSync(env.E2E_RESULT)
    ? JSON.parse(readFileSync(env.E2E_RESULT, 'utf8'))
    : { passed: 0, failed: 1 };
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
} finally {
  await dropDataDir(dataDir);
}

function download() {
  say('Downloading VS Code');
  return downloadAndUnzipVSCode({ version: 'stable', timeout: 30_000 }).catch((error) =>
    giveUp(
      `VS Code could not be downloaded (${error.message ?? error}).\nSet VSCODE_PATH to an installed one, or use "npm test", which needs no download of VS Code.`,
    ),
  );
}
