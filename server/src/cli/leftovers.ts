// The files that writing puts beside others for a moment: how they are called, and what a run
// that was killed left of them.
import { randomBytes } from 'node:crypto';
import { type BigIntStats, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { DISK_OPERATIONS, type FileOperations } from './file-operations';

/** `new`: a text that is going to take a file's place. `old`: what was there, until all files are written. */
export type Purpose = 'new' | 'old';

const NAME = /^\.nixos-specialisations-(\d+)-[0-9a-f]{32}\.(new|old)$/;

/** The folder that a file is really in. */
export function realFolder(path: string): string {
  try {
    return dirname(realpathSync(path));
  } catch {
    return dirname(path);
  }
}

/** A name that nothing has and nobody can foresee. */
export function temporaryName(purpose: Purpose): string {
  return `.nixos-specialisations-${process.pid}-${randomBytes(16).toString('hex')}.${purpose}`;
}

/**
 * Removes from folders what killed runs left, if it is ours. An old text that stands nowhere else is not removed: those
 * paths are returned.
 */
export function removeLeftovers(
  folders: Iterable<string>,
  operations: FileOperations = DISK_OPERATIONS,
): readonly string[] {
  return [...new Set(folders)].flatMap((folder) => {
    try {
      return operations
        .readdirSync(folder)
        .flatMap((name) => removeLeftover(`${folder}/${name}`, NAME.exec(name), operations));
    } catch {
      return [];
    }
  });
}

function removeLeftover(path: string, name: RegExpExecArray | null, operations: FileOperations): readonly string[] {
  if (name === null || isRunning(Number(name[1]))) return [];
  try {
    const stats = operations.lstatSync(path, { bigint: true });
    if (!stats.isFile() || stats.uid !== ownUser(stats)) return [];
    if (name[2] === 'old' && stats.nlink === 1n) return [path];
    operations.rmSync(path, { force: true });
  } catch {
    // Another run, or the user, may have been faster; or the folder is read-only.
  }
  return [];
}

/** On Windows, files have no such owner. */
const ownUser = ({ uid }: BigIntStats): bigint => (process.getuid === undefined ? uid : BigInt(process.getuid()));

/** Whether another run has this process number. Our own number is an earlier run's: this one has not written yet. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
