// The files of this machine: the only place of the core that touches the file system. Total:
// what cannot be read is absent.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { FileSource } from '../project/file-source';
import { folderOf, isAtOrBelow } from '../project/folders';
import { foldsCase, Spellings } from '../project/spellings';

/** Longer files are machine-made data, not configuration. */
const LARGEST_FILE = 8 * 1024 * 1024;

/** An absolute path with forward slashes, as the core spells paths; relative paths start from the working directory. */
export function corePath(path: string): string {
  const absolute = isAbsolute(path) ? resolve(path) : resolve(process.cwd(), path);
  const slashed = absolute.replaceAll('\\', '/');
  return process.platform === 'win32' ? slashed.replace(/^[a-z]:/, (drive) => drive.toUpperCase()) : slashed;
}

/**
 * Reads the disk. What kind of thing a path is, and what a folder holds, is remembered until `invalidate`;
 * texts are read anew each time.
 */
export class Disk implements FileSource {
  private readonly kinds = new Map<string, 'file' | 'directory' | undefined>();
  private readonly lists = new Map<string, readonly string[]>();
  spellings: Spellings | undefined;

  /**
   * Files below this folder are going to be read: whether their names have several spellings is found out here, once.
   */
  enter(folder: string): void {
    if (!foldsCase(folder, this)) return;
    this.spellings ??= new Spellings(this);
    this.spellings.add(folder);
  }

  /** The path as folders list it. */
  spelling(path: string): string {
    return this.spellings?.listed(path) ?? path;
  }

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
    if (!this.kinds.has(path)) this.kinds.set(path, this.look(path));
    return this.kinds.get(path);
  }

  list(path: string): readonly string[] {
    const known = this.lists.get(path);
    if (known !== undefined) return known;
    const names = this.names(path);
    this.lists.set(path, names);
    return names;
  }

  /** Files may have appeared or vanished: at these paths and below them, or anywhere. */
  invalidate(paths?: readonly string[]): void {
    if (paths === undefined || paths.length > this.kinds.size) {
      this.kinds.clear();
      this.lists.clear();
      return;
    }
    const fold = (path: string): string => this.spellings?.folded(path) ?? path;
    const gone = new Set(paths.map(fold));
    // The folders around it list it, and may have come or gone with it.
    const around = new Set<string>();
    for (const path of gone)
      for (let at = folderOf(path); at !== undefined && !around.has(at); at = folderOf(at)) around.add(at);
    for (const known of [this.kinds, this.lists]) {
      for (const path of known.keys()) {
        const at = fold(path);
        if (around.has(at) || isAtOrBelow(at, gone)) known.delete(path);
      }
    }
  }

  protected look(path: string): 'file' | 'directory' | undefined {
    return kindOnDisk(path);
  }

  protected names(path: string): readonly string[] {
    return (entriesOf(path) ?? []).map((entry) => entry.name).sort();
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

/** Twice what nixpkgs has; of what is larger still, the part nearest to the root is read. */
const LIST_LIMITS: ListLimits = { files: 80_000, folders: 80_000 };

export interface NixFiles {
  /** Sorted absolute paths. */
  readonly files: readonly string[];
  /** False when a limit ended the search. */
  readonly complete: boolean;
  /** Links met on the way: where they stand, and where they lead. */
  readonly links: readonly Folder[];
}

/** A folder, or a file, by its path, and by where it really is: a link back up would never end. */
interface Folder {
  readonly path: string;
  readonly place: string;
}

/**
 * All Nix files below `root`, nearest first when a limit ends the search. Leaves out hidden folders but `.config/nixos`
 * and its like, build results and what package managers keep.
 */
export function listNixFiles(root: string, limits: ListLimits = LIST_LIMITS): NixFiles {
  const walk = walkNixFiles(root, limits);
  for (;;) {
    const { done, value } = walk.next();
    if (done === true) return value;
  }
}

/** The same, resting after each folder. */
export function* walkNixFiles(root: string, limits: ListLimits = LIST_LIMITS): Generator<undefined, NixFiles> {
  const place = realFolder(root);
  const queue: Folder[] = place === undefined ? [] : [{ path: root, place }];
  const seen = new Set(queue.map((folder) => folder.place));
  const files: string[] = [];
  const links: Folder[] = [];
  // The queue grows while it is walked.
  for (const folder of queue) {
    const inside = lookInto(folder);
    files.push(...inside.files);
    links.push(...inside.links);
    const folders = inside.folders.filter((child) => !seen.has(child.place));
    queue.push(...folders);
    for (const child of folders) seen.add(child.place);
    if (files.length > limits.files || queue.length > limits.folders)
      return { files: files.slice(0, limits.files).sort(), complete: false, links };
    yield;
  }
  return { files: files.sort(), complete: true, links };
}

interface Inside {
  readonly files: readonly string[];
  readonly folders: readonly Folder[];
  readonly links: readonly Folder[];
}

/** The Nix files of a folder, the folders to look into, and the links. */
function lookInto({ path: parent, place }: Folder): Inside {
  const files: string[] = [];
  const links: Folder[] = [];
  const folders: Folder[] = [];
  for (const entry of (entriesOf(parent) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = parent.endsWith('/') ? parent + entry.name : `${parent}/${entry.name}`;
    const kind = kindOfEntry(entry, path);
    const isFile = kind === 'file' && entry.name.endsWith('.nix');
    if (isFile) files.push(path);
    if (!isFile && (kind !== 'directory' || isLeftOut(entry.name, place))) continue;
    const target = entry.isSymbolicLink() ? realFolder(path) : `${place}/${entry.name}`;
    if (entry.isSymbolicLink() && target !== undefined) links.push({ path, place: target });
    if (isFile) continue;
    if (target !== undefined && !target.startsWith('/nix/store/')) folders.push({ path, place: target });
  }
  return { files, folders, links };
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

/** Whether a search for Nix files below `root` never comes to a path: something on the way is left out. */
export function isPassedOver(path: string, root: string): boolean {
  const names = path
    .slice(root.length + 1)
    .split('/')
    .slice(0, -1);
  return names.some((name, depth) => isLeftOut(name, [root, ...names.slice(0, depth)].join('/')));
}

/**
 * Configurations among the dot files of a home folder: `.config/nixos`, and nothing else of what programs keep there.
 */
const CONFIGURATIONS = /^(nix(os|pkgs)?|home-manager|flakes?)([-_.]|$)/;

/** Hidden folders that people keep their configuration in; the others hold caches, histories and the like. */
const HIDDEN_HOMES = /^\.(config|dotfiles|nixos|nix-config|flake)$/;

function isLeftOut(name: string, parent: string): boolean {
  if (parent.endsWith('/.config')) return !CONFIGURATIONS.test(name);
  return (name.startsWith('.') && !HIDDEN_HOMES.test(name)) || name === 'node_modules' || /^result(-|$)/.test(name);
}
