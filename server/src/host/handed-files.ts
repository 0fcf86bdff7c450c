// Files that an editor hands over, because only it can read them: the core asks and does not wait. What is not known
// yet is not told, which is no answer, and noted as wanted.
import { baseName } from '../eval/paths';
import { OUTSIDE } from '../project/boundary';
import type { Untold } from '../project/file-source';
import { folderOf, isWithin } from '../project/folders';
import type { FolderEntry } from '../protocol/files';
import type { HostFiles } from './host-files';
import { isLeftOut } from './left-out';
import type { NixFiles } from './walk';

/** What became known of files. Null: there is no such thing, or it cannot be read. */
export interface FileNews {
  readonly folders: readonly (readonly [path: string, entries: readonly FolderEntry[] | null])[];
  readonly texts: readonly (readonly [path: string, text: string | null])[];
  /** False once the folders turned out to hold more than is handed over by itself. */
  readonly isComplete?: boolean;
}

/** Paths of which something was asked that is not known. */
export interface Wanted {
  readonly folders: readonly string[];
  readonly texts: readonly string[];
}

type Found = 'file' | 'directory' | 'nothing' | 'outside' | { readonly unlisted: string };
type Entries = ReadonlyMap<string, FolderEntry>;

const NOT_YET = 'not read yet';

export class HandedFiles implements HostFiles {
  private readonly roots = new Set<string>();
  private readonly folders = new Map<string, Entries | null>();
  private readonly texts = new Map<string, string | null>();
  private readonly wanted = { folders: new Set<string>(), texts: new Set<string>() };
  /** Of these it is known already that they are wanted. */
  private readonly taken = new Set<string>();
  private isComplete = true;

  enter(folder: string): void {
    this.roots.add(folder);
  }

  read(path: string): string | undefined {
    if (this.found(path) !== 'file') return undefined;
    if (!this.texts.has(path)) this.want('texts', path);
    return this.texts.get(path) ?? undefined;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    const found = this.found(path);
    return found === 'file' || found === 'directory' ? found : undefined;
  }

  list(path: string): readonly string[] | undefined {
    if (this.found(path) !== 'directory') return [];
    const entries = this.folders.get(path);
    if (entries === undefined) this.want('folders', path);
    return entries ? [...entries.keys()].sort() : undefined;
  }

  untold(path: string, of: Untold): string | undefined {
    const found = this.found(path);
    if (found === 'outside') return OUTSIDE;
    const isKnown =
      typeof found === 'string' &&
      (of === 'kind' ||
        (of === 'text' && (found !== 'file' || this.texts.has(path))) ||
        (of === 'names' && (found !== 'directory' || this.folders.has(path))) ||
        (of === 'anything' && !this.wanted.texts.has(path) && !this.wanted.folders.has(path)));
    if (isKnown) return undefined;
    if (of === 'text') this.want('texts', path);
    if (of === 'names') this.want('folders', path);
    return NOT_YET;
  }

  /** There are no links: where one leads is the editor's business. */
  place(path: string): string {
    return path;
  }

  spelling(path: string): string {
    return path;
  }

  isLink(path: string): boolean {
    return this.entry(path)?.[2] ?? false;
  }

  /** Nothing is remembered but what was handed over, and that is replaced by news. */
  invalidate(): void {}

  *walk(root: string): Generator<undefined, NixFiles> {
    const files: string[] = [];
    // It grows while it is walked.
    const queue = [root];
    for (const folder of queue) {
      for (const [name, kind, isLink] of this.folders.get(folder)?.values() ?? []) {
        const path = `${folder}/${name}`;
        if (kind === 'file' && name.endsWith('.nix')) files.push(path);
        if (kind === 'directory' && !isLink && !isLeftOut(name, folder)) queue.push(path);
      }
      yield;
    }
    return { files: files.sort(), complete: this.isComplete, links: [] };
  }

  /** From now on this is so. */
  take({ folders, texts, isComplete }: FileNews): void {
    if (isComplete === false) this.isComplete = false;
    for (const [path, entries] of folders) {
      const before = this.folders.get(path);
      this.folders.set(path, entries && new Map(entries.map((entry) => [entry[0], entry])));
      this.told('folders', path);
      for (const name of before?.keys() ?? []) this.forgetUnless(`${path}/${name}`);
    }
    for (const [path, text] of texts) {
      this.texts.set(path, text);
      this.told('texts', path);
    }
  }

  /** All that was handed over, for somebody who knows nothing. */
  get all(): FileNews {
    const folders = [...this.folders].map(([path, entries]) => [path, entries && [...entries.values()]] as const);
    return { folders, texts: [...this.texts], isComplete: this.isComplete };
  }

  /** Whether a folder was told of, whatever it is. */
  hasListed(folder: string): boolean {
    return this.folders.has(folder);
  }

  /** Whether a text was told of, readable or not. */
  hasRead(file: string): boolean {
    return this.texts.has(file);
  }

  /** What is wanted since this was asked last; undefined when that is nothing. */
  takeWanted(): Wanted | undefined {
    const fresh = (paths: ReadonlySet<string>): readonly string[] => [...paths].filter((path) => !this.taken.has(path));
    const news = { folders: fresh(this.wanted.folders), texts: fresh(this.wanted.texts) };
    for (const path of [...news.folders, ...news.texts]) this.taken.add(path);
    return news.folders.length + news.texts.length > 0 ? news : undefined;
  }

  /** What stands at a path, as far as folders say it. */
  private found(path: string): Found {
    const root = [...this.roots].find((folder) => isWithin(path, folder));
    if (root === undefined) return 'outside';
    if (path === root) return this.folderAt(root);
    const folder = folderOf(path) ?? root;
    const above = this.found(folder);
    if (above !== 'directory') return above === 'file' ? 'nothing' : above;
    const entries = this.folders.get(folder);
    if (entries === undefined) return this.unlisted(folder);
    return entries?.get(baseName(path))?.[1] ?? 'nothing';
  }

  private folderAt(root: string): Found {
    const entries = this.folders.get(root);
    if (entries === undefined) return this.unlisted(root);
    return entries === null ? 'nothing' : 'directory';
  }

  private unlisted(folder: string): Found {
    this.want('folders', folder);
    return { unlisted: folder };
  }

  private entry(path: string): FolderEntry | undefined {
    return this.folders.get(folderOf(path) ?? '')?.get(baseName(path));
  }

  private want(what: keyof Wanted, path: string): void {
    this.wanted[what].add(path);
  }

  private told(what: keyof Wanted, path: string): void {
    this.wanted[what].delete(path);
    this.taken.delete(path);
  }

  /** What is there no more says nothing. */
  private forgetUnless(path: string): void {
    const kind = this.entry(path)?.[1];
    if (kind !== 'file') this.texts.delete(path);
    if (kind === 'directory') return;
    for (const known of [this.folders, this.texts])
      for (const other of known.keys()) if (isWithin(other, path) && other !== path) known.delete(other);
    this.folders.delete(path);
  }
}
