// Makes sure that what a lock file names is installed. Plain Node: `npm start` and `npm test` work on a fresh clone,
// and because npm runs no pre-scripts here (.npmrc), they install what is missing themselves.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { giveUp, ROOT, runNpm, say } from './process.mjs';

const OLDEST_NODE = [20, 12];

/** Stops with a plain message on a Node that is too old to go on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    giveUp(`This needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`);
  }
}

/**
 * Runs `npm ci` in a folder with a lock file, unless everything is already there in the locked versions. `dev:
 * false` leaves out devDependencies.
 */
export async function ensureInstalled(folder = ROOT, { dev = true } = {}) {
  if (isInstalled(folder, dev)) return;
  say(`Installing the packages of ${relative(ROOT, folder) || 'the repository'} (npm ci)`);
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(dev ? [] : ['--omit=dev']),
  ];
  const code = await runNpm(args, { cwd: folder });
  if (code !== 0) giveUp(`npm ci failed in ${folder} (exit code ${code}).`);
}

/**
 * Whether node_modules holds every locked package in its locked version. Packages for other platforms may be missing.
 */
function isInstalled(folder, dev) {
  const locked = packagesOf(join(folder, 'package-lock.json')) ?? {};
  const present = packagesOf(join(folder, 'node_modules/.package-lock.json'));
  if (present === undefined) return false;
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === '' ||
      present[path]?.version === entry.version ||
      (present[path] === undefined && mayBeMissing(entry, dev)),
  );
}

const mayBeMissing = (entry, dev) => entry.optional || entry.devOptional || entry.peer || (!dev && entry.dev);

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
