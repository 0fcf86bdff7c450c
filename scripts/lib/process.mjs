// Starting other programs, and saying what is going on. Plain Node: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One line about what happens next, set apart from the output of other programs. */
export function say(line) {
  console.log(`\n==> ${line}`);
}

/** Ends the program with a message a person can act on, and no stack. */
export function giveUp(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

/** Runs a program to its end with its output shown; resolves to the exit code (128 when it was killed). */
export function run(command, args, { cwd = ROOT, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      shell: needsShell(command),
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 128));
  });
}

/** Runs a program of the repository with this same Node. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** Runs npm: the one that started us when there is one. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  return cli && /\.[cm]?js$/.test(cli)
    ? runNode([cli, ...args], options)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/** Windows starts command files only through a shell; everything else is started directly. */
const needsShell = (command) => process.platform === 'win32' && /\.(cmd|bat)$/i.test(command);

/** The full path of a program on PATH, or undefined. */
export function which(name, path = process.env.PATH ?? '') {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find(isExecutable);
}

/** Whether a file is there and may be run. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
