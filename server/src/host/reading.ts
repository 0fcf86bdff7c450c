// Reading this machine's files so that none of them can make anybody wait or take all memory. Total:
// what cannot be read is undefined.
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { LONGEST_PATH } from '../eval/paths';
import { LARGEST_FILE } from '../protocol/files';

/** Folders that hold more than this are no configuration; nixpkgs has some with 10,000. */
const MOST_ENTRIES = 100_000;

/** So much is read at least, where the size that is told is none: files of /proc say 0. In bytes. */
const CHUNK = 64 * 1024;

/** What lies there is no file, whatever it says it is: memory, devices, endless streams. */
const isOfTheKernel = (place: string): boolean => process.platform !== 'win32' && /^\/(proc|sys|dev)(\/|$)/.test(place);

/**
 * Pipes and devices do not make us wait, and no link that was put there meanwhile is
 * followed. Windows has none of these.
 */
const FLAGS =
  constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0) | (constants.O_NOCTTY ?? 0);

/** An absolute path with forward slashes, as the core spells paths; relative paths start from the working directory. */
export function corePath(path: string): string {
  const absolute = isAbsolute(path) ? resolve(path) : resolve(process.cwd(), path);
  const slashed = absolute.replaceAll('\\', '/');
  return process.platform === 'win32' ? slashed.replace(/^[a-z]:/, (drive) => drive.toUpperCase()) : slashed;
}

/** Whether nothing is read at a place (a path without links). */
export const isRefused = (place: string): boolean => place.length > LONGEST_PATH || isOfTheKernel(place);

/** Where a path really leads, all links followed; undefined when it leads nowhere. */
export function realPath(path: string): string | undefined {
  try {
    return corePath(realpathSync.native(path));
  } catch {
    return undefined;
  }
}

/** Whether a link stands at the path itself. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}

/** What stands at a place: nothing where it is neither, or refused. */
export function kindAt(place: string): 'file' | 'directory' | undefined {
  if (isRefused(place)) return undefined;
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    return stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes of the file at a place, if it is one and has no more of them than `limit`. */
export function bytesAt(place: string, limit = LARGEST_FILE): Uint8Array | undefined {
  // To open a device may already do something.
  if (kindAt(place) !== 'file') return undefined;
  let file: number | undefined;
  try {
    file = openSync(place, FLAGS);
    // It may be another one than a moment ago.
    const stats = fstatSync(file);
    return stats.isFile() && stats.size <= limit ? readUpTo(limit, file, stats.size) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** All that there is to read, whatever size was told; undefined when that is more than `limit`. */
export function readUpTo(limit: number, file: number, size: number): Uint8Array | undefined {
  let bytes = Buffer.allocUnsafe(size > 0 ? size + 1 : CHUNK);
  for (let length = 0; ; ) {
    const count = readSync(file, bytes, length, bytes.length - length, null);
    length += count;
    if (length > limit) return undefined;
    if (count === 0) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, limit + 1));
  }
}

/** In bytes; undefined where no folder stands. */
function sizeOfFolder(place: string): number | undefined {
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    return stats?.isDirectory() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Folders that say so of themselves, in bytes, are read in one go, twice as fast as entry by entry: each entry takes a
 * byte at least, wherever sizes say anything.
 */
const SMALL_FOLDER = 65_536;

/** The entries of the folder at a place, in no order, and whether these are all; undefined when it cannot be read. */
export function entriesAt(
  place: string,
  limit = MOST_ENTRIES,
): { readonly entries: readonly Dirent[]; readonly complete: boolean } | undefined {
  const size = isRefused(place) ? undefined : sizeOfFolder(place);
  if (size === undefined) return undefined;
  const entries: Dirent[] = [];
  try {
    if (size > 0 && size <= Math.min(limit, SMALL_FOLDER))
      return { entries: readdirSync(place, { withFileTypes: true }), complete: true };
    const folder = opendirSync(place);
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (entries.length >= limit) return { entries, complete: false };
        entries.push(entry);
      }
    } finally {
      folder.closeSync();
    }
    return { entries, complete: true };
  } catch {
    return undefined;
  }
}
