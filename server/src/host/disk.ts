// The files of this machine: the only place of the core that touches the file system. Total:
// what cannot be read is absent.
import { baseName, LONGEST_PATH } from '../eval/paths';
import { folderOf, isAtOrBelow } from '../project/folders';
import { foldsCase, Spellings } from '../project/spellings';
import { decoded } from '../protocol/decoded';
import type { HostFiles } from './host-files';
import { bytesAt, entriesAt, isLink, kindAt, realPath } from './reading';
import { type NixFiles, walkNixFiles } from './walk';

/** The top of a disk, or no path at all. */
const isTop = (path: string): boolean => /^([A-Z]:)?\/?$/.test(path);

/**
 * Reads the disk. What kind of thing a path is, where it leads, and what a folder holds, is remembered until
 * `invalidate`; texts are read anew.
 */
export class Disk implements HostFiles {
  private readonly kinds = new Map<string, 'file' | 'directory' | undefined>();
  private readonly lists = new Map<string, readonly string[] | undefined>();
  private readonly places = new Map<string, string>();
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
    const bytes = bytesAt(this.place(path));
    return bytes && decoded(bytes);
  }

  walk(folder: string): Generator<undefined, NixFiles> {
    return walkNixFiles(folder);
  }

  isLink(path: string): boolean {
    return isLink(path);
  }

  kind(path: string): 'file' | 'directory' | undefined {
    if (!this.kinds.has(path)) this.kinds.set(path, this.look(path));
    return this.kinds.get(path);
  }

  list(path: string): readonly string[] | undefined {
    if (!this.lists.has(path)) this.lists.set(path, this.names(path));
    return this.lists.get(path);
  }

  place(path: string): string {
    const known = this.places.get(path);
    if (known !== undefined || path.length > LONGEST_PATH) return known ?? path;
    // From the nearest folder whose place is known downwards.
    const down: string[] = [];
    let at: string | undefined = path;
    for (; at !== undefined && !isTop(at) && !this.places.has(at); at = folderOf(at)) down.push(at);
    let place = at === undefined ? '' : (this.places.get(at) ?? at);
    for (const next of down.reverse()) {
      place = (isLink(next) ? realPath(next) : undefined) ?? `${place.replace(/\/$/, '')}/${baseName(next)}`;
      this.places.set(next, place);
    }
    return place;
  }

  /** Files may have appeared or vanished: at these paths and below them, or anywhere. */
  invalidate(paths?: readonly string[]): void {
    if (paths === undefined || paths.length > this.kinds.size) {
      for (const known of [this.kinds, this.lists, this.places]) known.clear();
      return;
    }
    // What lies on the way of a link may have changed as well.
    for (const [path, place] of this.places) if (path !== place) this.places.delete(path);
    const fold = (path: string): string => this.spellings?.folded(path) ?? path;
    const gone = new Set(paths.map(fold));
    // The folders around it list it, and may have come or gone with it.
    const around = new Set<string>();
    for (const path of gone)
      for (let at = folderOf(path); at !== undefined && !around.has(at); at = folderOf(at)) around.add(at);
    for (const known of [this.kinds, this.lists, this.places]) {
      for (const path of known.keys()) {
        const at = fold(path);
        if (around.has(at) || isAtOrBelow(at, gone)) known.delete(path);
      }
    }
  }

  protected look(path: string): 'file' | 'directory' | undefined {
    return kindAt(this.place(path));
  }

  protected names(path: string): readonly string[] | undefined {
    if (this.kind(path) !== 'directory') return [];
    const listed = entriesAt(this.place(path));
    return listed?.complete ? listed.entries.map(({ name }) => name).sort() : undefined;
  }
}
