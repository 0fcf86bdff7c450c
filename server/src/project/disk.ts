// The files of this machine: the only place of the core that touches the file system. Total: what cannot be read is absent.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { FileSource } from './file-source';

/** Longer files are machine-made data, not configuration. */
const LARGEST_FILE = 8 * 1024 * 1024;

/** An absolute path with forward slashes, as the core spells paths; relative paths start from the working directory. */
export function corePath(path: string): string {
  const absolute = isAbsolute(path) ? resolve(path) : resolve(process.cwd(), path);
  const slashed = absolute.replaceAll('\\', '/');
  return process.platform === 'win32' ? slashed.replace(/^[a-z]:/, (drive) => drive.toUpperCase()) : slashed;
}

/** Reads the disk. What kind of thing a path is, and what a folder holds, is remembered until `invalidate`; texts are read anew each time. */
export class Disk implements FileSource {
  private readonly kinds = new Map<string, 'file' | 'directory' | undefined>();
  private readonly lists = new Map<string, readonly string[]>();

  read(path: string): string | undefined {
    const bytes = this.bytes(path);
    // Before a strict decoder sees it: a NUL byte is valid UTF-8, but no text.
    if (bytes === undefined || bytes.includes(0)) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }

  kind(path: string): 'file' | 'directory' | undefined {
    if (!this.kinds.has(path)) this.kinds.set(path, kindOnDisk(path));
    return this.kinds.get(path);
  }

  list(path: string): readonly string[] {
    const known = this.lists.get(path);
    if (known !== undefined) return known;
    const names = (entriesOf(path) ?? []).map((entry) => entry.name).sort();
    this.lists.set(path, names);
    return names;
  }

  /** Call it when files may have appeared or vanished. */
  invalidate(): void {
    this.kinds.clear();
    this.lists.clear();
  }

  private bytes(path: string): Uint8Array | undefined {
    try {
      // Opening a pipe or a device could wait for ever.
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() && stats.size <= LARGEST_FILE ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  }
}

function kindOnDisk(path: string): 'file' | 'directory' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

export interface ListLimits {
  readonly files: number;
  readonly folders: number;
}

/** More than any configuration has; what is larger is a package collection, of which the part nearest to the root is read. */
export const LIST_LIMITS: ListLimits = { files: 5_000, folders: 20_000 };

export interface NixFiles {
  /** Sorted absolute paths. */
  readonly files: readonly string[];
  /** False when a limit ended the search. */
  readonly complete: boolean;
}

/** A folder by its path, and by where it really is: a link back up would never end. */
interface Folder {
  readonly path: string;
  readonly place: string;
}

/** All Nix files below `root`, nearest first when a limit ends the search. Leaves out hidden folders but `.config/nixos` and its like, build results and what package managers keep. */
export function listNixFiles(root: string, limits: ListLimits = LIST_LIMITS): NixFiles {
  const place = realFolder(root);
  const queue: Folder[] = place === undefined ? [] : [{ path: root, place }];
  const seen = new Set(queue.map((folder) => folder.place));
  const files: string[] = [];
  // The queue grows while it is walked.
  for (const folder of queue) {
    const inside = lookInto(folder);
    files.push(...inside.files);
    const folders = inside.folders.filter((child) => !seen.has(child.place));
    queue.push(...folders);
    for (const child of folders) seen.add(child.place);
    if (files.length > limits.files || queue.length > limits.folders)
      return { files: files.slice(0, limits.files).sort(), complete: false };
  }
  return { files: files.sort(), complete: true };
}

/** The Nix files of a folder, and the folders to look into. */
function lookInto({ path: parent, place }: Folder): { readonly files: readonly string[]; readonly folders: readonly Folder[] } {
  const files: string[] = [];
  const folders: Folder[] = [];
  for (const entry of (entriesOf(parent) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = parent.endsWith('/') ? parent + entry.name : `${parent}/${entry.name}`;
    const kind = kindOfEntry(entry, path);
    if (kind === 'file' && entry.name.endsWith('.nix')) files.push(path);
    if (kind !== 'directory' || isLeftOut(entry.name, place)) continue;
    const target = entry.isSymbolicLink() ? realFolder(path) : `${place}/${entry.name}`;
    if (target !== undefined && !target.startsWith('/nix/store/')) folders.push({ path, place: target });
  }
  return { files, folders };
}

function kindOfEntry(entry: Dirent, path: string): 'file' | 'directory' | undefined {
  if (entry.isSymbolicLink()) return kindOnDisk(path);
  return entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : undefined;
}

function realFolder(path: string): string | undefined {
  try {
    const place = corePath(realpathSync.native(path));
    return place.endsWith('/') ? place.slice(0, -1) : place;
  } catch {
    return undefined;
  }
}

/** Configurations among the dot files of a home folder: `.config/nixos`, and nothing else of what programs keep there. */
const CONFIGURATIONS = /^(nix(os|pkgs)?|home-manager|flakes?)([-_.]|$)/;

function isLeftOut(name: string, parent: string): boolean {
  if (parent.endsWith('/.config')) return !CONFIGURATIONS.test(name);
  return (name.startsWith('.') && name !== '.config') || name === 'node_modules' || /^result(-|$)/.test(name);
}
