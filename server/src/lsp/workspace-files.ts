// The workspace folders, and the Nix files below them.
import type { Logger } from '../base/logger';
import type { HostFiles } from '../host/host-files';
import { isPassedOver } from '../host/left-out';
import type { NixFiles } from '../host/walk';
import { isAtOrBelow } from '../project/folders';

/** A search under way, or what it has found. */
interface FolderSearch {
  readonly folder: string;
  readonly walk: Generator<undefined, NixFiles>;
  spentMs: number;
  found: NixFiles | undefined;
}

/** So many folders are looked into between two looks at the clock. */
const BATCH = 8;

/** Sorted lists as one, with everything once. */
function united(lists: readonly (readonly string[])[]): readonly string[] {
  const [only = [], ...others] = lists;
  return others.length === 0 ? only : [...new Set(lists.flat())].sort();
}

export class WorkspaceFiles {
  private listed: readonly string[] | undefined;
  private searches: readonly FolderSearch[] | undefined;
  private links: NixFiles['links'] = [];

  constructor(
    /** The workspace folders. */
    public folders: readonly string[],
    private readonly disk: Pick<HostFiles, 'walk' | 'isLink' | 'spelling'>,
    private readonly logger: Logger,
  ) {}

  /**
   * All files, sorted, each once; undefined when they are not found by `until`: the search goes on with the next call.
   */
  files(until: number): readonly string[] | undefined {
    if (this.listed !== undefined) return this.listed;
    this.searches ??= this.folders.map((folder) => ({
      folder,
      walk: this.disk.walk(folder),
      spentMs: 0,
      found: undefined,
    }));
    for (const search of this.searches) if (search.found === undefined && !this.goOn(search, until)) return undefined;
    this.listed = united(this.searches.map(({ found }) => found?.files ?? []));
    this.links = this.searches.flatMap(({ found }) => found?.links ?? []);
    this.searches = undefined;
    return this.listed;
  }

  /** Folders were added to or removed from the workspace. */
  change(added: readonly string[], removed: readonly string[]): void {
    this.folders = [...new Set([...this.folders.filter((folder) => !removed.includes(folder)), ...added])];
    this.forget();
  }

  /** Files, or whole folders, appeared or vanished. */
  update(appeared: readonly string[], vanished: readonly string[], isFile: (path: string) => boolean): void {
    // Which of several ways through links a file is known by, only a search can say; and a folder may bring anything.
    const isPlain =
      this.links.length === 0 && appeared.every((path) => path.endsWith('.nix') && !this.disk.isLink(path));
    if (this.listed === undefined || !isPlain) {
      if (appeared.length + vanished.length > 0) this.forget();
      return;
    }
    const gone = new Set(vanished);
    const before = this.listed;
    const kept = gone.size === 0 ? before : before.filter((file) => !isAtOrBelow(file, gone));
    const known = new Set(kept);
    const added = appeared.filter((path) => !known.has(path) && this.isLookedAt(path) && isFile(path));
    if (added.length > 0 || kept.length < before.length) this.listed = [...kept, ...new Set(added)].sort();
  }

  /** Paths by all the names they have through links: the editor knows them by one, imports may use another. */
  namesOf(paths: readonly string[]): readonly string[] {
    return [...new Set(paths.flatMap((path) => this.namesOfOne(this.disk.spelling(path))))];
  }

  private namesOfOne(path: string): readonly string[] {
    const names = [path];
    for (const { path: link, place } of this.links) {
      if (isAtOrBelow(path, new Set([place]))) names.push(link + path.slice(place.length));
      if (isAtOrBelow(path, new Set([link]))) names.push(place + path.slice(link.length));
    }
    return names;
  }

  private isLookedAt(path: string): boolean {
    return this.folders.some((folder) => path.startsWith(`${folder}/`) && !isPassedOver(path, folder));
  }

  private forget(): void {
    this.listed = undefined;
    this.searches = undefined;
  }

  private goOn(search: FolderSearch, until: number): boolean {
    const start = performance.now();
    for (let count = 1; ; count++) {
      const { done, value } = search.walk.next();
      const now = performance.now();
      if (done === true) {
        this.log(search, value, search.spentMs + now - start);
        search.found = value;
        return true;
      }
      if (count % BATCH === 0 && now > until) {
        search.spentMs += now - start;
        return false;
      }
    }
  }

  private log({ folder }: FolderSearch, { files, complete }: NixFiles, ms: number): void {
    const line = `workspace listed folder=${folder} files=${files.length} ms=${Math.round(ms)}`;
    if (complete) this.logger.info(line);
    else this.logger.warn(`${line} complete=no (the folder is very large; open the configuration's own folder)`);
  }
}
