// The search for Nix files below a folder. It stays in the folder: links that lead out of
// it are found, and not followed.
import type { Dirent } from 'node:fs';
import { isInStore } from '../eval/store';
import { isWithin } from '../project/folders';
import { isLeftOut } from './left-out';
import { entriesAt, isRefused, kindAt, realPath } from './reading';

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
  const place = realPath(root);
  const top: Folder = { path: root, place: place ?? root };
  const queue: Folder[] = place === undefined || isRefused(place) ? [] : [top];
  const seen = new Set([place]);
  const files: string[] = [];
  const links: Folder[] = [];
  let complete = true;
  // The queue grows while it is walked.
  for (const folder of queue) {
    const inside = lookInto(folder, top);
    for (const file of inside.files) files.push(file);
    for (const link of inside.links) links.push(link);
    complete &&= inside.complete;
    for (const child of inside.folders.filter(({ place }) => !seen.has(place))) {
      queue.push(child);
      seen.add(child.place);
    }
    if (files.length > limits.files || queue.length > limits.folders)
      return { files: files.slice(0, limits.files).sort(), complete: false, links };
    yield;
  }
  return { files: files.sort(), complete, links };
}

interface Inside {
  readonly files: readonly string[];
  readonly folders: readonly Folder[];
  readonly links: readonly Folder[];
  /** False when the folder is too large to be listed. */
  readonly complete: boolean;
}

/** The Nix files of a folder, the folders to look into, and the links. */
function lookInto({ path: parent, place }: Folder, top: Folder): Inside {
  const files: string[] = [];
  const links: Folder[] = [];
  const folders: Folder[] = [];
  const { entries, complete } = entriesAt(place) ?? { entries: [], complete: true };
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = { path: below(parent, entry.name), place: below(place, entry.name) };
    const target = entry.isSymbolicLink() ? realPath(child.place) : child.place;
    if (target === undefined) continue;
    const kind = kindOfEntry(entry, target);
    const isFile = kind === 'file' && entry.name.endsWith('.nix') && isOurs(target, top);
    if (isFile) files.push(child.path);
    if (!isFile && (kind !== 'directory' || isLeftOut(entry.name, place))) continue;
    if (entry.isSymbolicLink()) links.push({ path: child.path, place: target });
    if (!isFile && isWithin(target, top.place) && !isInStore(target)) folders.push({ path: child.path, place: target });
  }
  return { files, folders, links, complete };
}

const below = (folder: string, name: string): string => (folder.endsWith('/') ? folder + name : `${folder}/${name}`);

/**
 * A link to one Nix file elsewhere stands for that file; what else a name that ends in
 * `.nix` leads to is not looked at.
 */
const isOurs = (target: string, top: Folder): boolean => target.endsWith('.nix') || isWithin(target, top.place);

function kindOfEntry(entry: Dirent, target: string): 'file' | 'directory' | undefined {
  if (entry.isSymbolicLink()) return kindAt(target);
  if (isRefused(target)) return undefined;
  return entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : undefined;
}
