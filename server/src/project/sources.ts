// The texts of the workspace as the evaluator sees them: open buffers over the disk, syntax trees kept per text.

import type { TextEdit } from '../base/text-edit';
import type { FileLoader } from '../eval/loader';
import { parentFolder } from '../eval/paths';
import { isInStore } from '../eval/store';
import type { SyntaxTree } from '../syntax/ast';
import { watch } from '../syntax/literals';
import type { NixParser, OpenDocument } from '../syntax/parser';
import type { FileSource, Untold } from './file-source';
import { isAtOrBelow } from './folders';
import { referencesIn } from './references';
import { scanText, type TextScan } from './text-scan';

interface Buffer {
  text: string;
  readonly document: OpenDocument;
  textScan: TextScan | undefined;
}
/** A closed file as last read; parsed when somebody needs its tree. */
interface ClosedFile {
  readonly text: string;
  tree: SyntaxTree | undefined;
}

/** Longer files are machine-made data, not configuration. */
export const LONGEST_FILE = 8_000_000;

/**
 * So many characters of files that were only looked through are kept: a configuration, but not a package collection.
 */
const KEPT_CHARACTERS = 4_000_000;

export class Sources implements FileLoader {
  private readonly buffers = new Map<string, Buffer>();
  private readonly named = new Map<string, { readonly tree: SyntaxTree; readonly paths: readonly string[] }>();
  private readonly onDisk = new Map<string, ClosedFile | undefined>();
  /** Of closed files. */
  private readonly textScans = new Map<string, TextScan | undefined>();
  /** What was read before the disk changed, for files that were not read again since. */
  private readonly stale = new Map<string, ClosedFile>();
  private keptCharacters = 0;

  constructor(
    private readonly disk: FileSource,
    private readonly parser: NixParser,
  ) {}

  open(path: string, text: string): void {
    const buffer = this.buffers.get(path);
    const before =
      buffer === undefined ? this.onDisk.get(path) : { text: buffer.text, tree: buffer.document.dispose() };
    const known = before?.text === text ? before.tree : undefined;
    this.buffers.set(path, { text, document: this.parser.open(text, known), textScan: undefined });
  }

  edit(path: string, text: string, edits: readonly TextEdit[]): void {
    const buffer = this.buffers.get(path);
    if (buffer === undefined) {
      this.open(path, text);
      return;
    }
    buffer.text = text;
    buffer.textScan = undefined;
    buffer.document.update(text, edits);
  }

  close(path: string): void {
    const buffer = this.buffers.get(path);
    const tree = buffer?.document.dispose();
    this.buffers.delete(path);
    this.forget(path);
    if (buffer !== undefined && tree !== undefined) this.stale.set(path, { text: buffer.text, tree });
  }

  /**
   * Forgets what was read from disk at and below the paths. What is read again and turns out the same keeps its tree.
   */
  changed(paths: readonly string[]): void {
    for (const path of paths) this.forget(path);
    const folders = new Set(paths.filter((path) => !path.endsWith('.nix')));
    if (folders.size === 0) return;
    for (const path of new Set([...this.onDisk.keys(), ...this.textScans.keys()]))
      if (isAtOrBelow(path, folders)) this.forget(path);
  }

  private forget(path: string): void {
    this.textScans.delete(path);
    const file = this.onDisk.get(path);
    if (file?.tree !== undefined) this.stale.set(path, file);
    this.onDisk.delete(path);
  }

  /** What a file looks like without parsing it; undefined when it cannot be read. */
  textScan(path: string): TextScan | undefined {
    const buffer = this.buffers.get(path);
    if (buffer !== undefined) {
      buffer.textScan ??= scanText(path, buffer.text);
      return buffer.textScan;
    }
    if (this.textScans.has(path)) return this.textScans.get(path);
    const text = this.onDisk.get(path)?.text ?? this.glance(path);
    const made = text === undefined ? undefined : scanText(path, text);
    this.textScans.set(path, made);
    return made;
  }

  /** The text of a file that may not be needed again. */
  private glance(path: string): string | undefined {
    if (this.onDisk.has(path) || this.keptCharacters < KEPT_CHARACTERS) return this.closed(path)?.text;
    const text = this.disk.read(path);
    return text === undefined || text.length > LONGEST_FILE ? undefined : text;
  }

  /** The paths that a file names, see references.ts. */
  references(path: string): readonly string[] {
    const tree = this.parse(path);
    if (tree === undefined) return [];
    const known = this.named.get(path);
    if (known?.tree === tree) return known.paths;
    const paths = referencesIn(tree, parentFolder(path));
    this.named.set(path, { tree, paths });
    return paths;
  }

  /** Whether a path may have several spellings. */
  get foldsCase(): boolean {
    return this.disk.spellings !== undefined;
  }

  spelling(path: string): string {
    return this.disk.spellings?.listed(path) ?? path;
  }

  /** The same for all spellings of a path; to compare by, not to read. */
  anySpelling(path: string): string {
    return this.disk.spellings?.folded(path) ?? path;
  }

  isOpen(path: string): boolean {
    return this.buffers.has(path);
  }

  get openPaths(): readonly string[] {
    return [...this.buffers.keys()];
  }

  read(path: string): string | undefined {
    return this.buffers.get(path)?.text ?? this.closed(path)?.text;
  }

  says(path: string, what: RegExp): boolean {
    const text = this.read(path);
    return text !== undefined && what.test(text);
  }

  parse(path: string): SyntaxTree | undefined {
    const tree = this.buffers.get(path)?.document.tree ?? this.treeOf(this.closed(path));
    // What is in the store never changes.
    if (tree !== undefined && !isInStore(path)) watch(tree);
    return tree;
  }

  private treeOf(file: ClosedFile | undefined): SyntaxTree | undefined {
    if (file !== undefined) file.tree ??= this.parser.parse(file.text);
    return file?.tree;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    return this.buffers.has(path) ? 'file' : this.disk.kind(path);
  }

  list(path: string): readonly string[] | undefined {
    return this.disk.list(path);
  }

  /** Whether there may be something that is not told. */
  get tellsAll(): boolean {
    return this.disk.untold === undefined;
  }

  /** Why there is no answer; see FileSource. A document that is open tells its text. */
  untold(path: string, of: Untold): string | undefined {
    return this.buffers.has(path) ? undefined : this.disk.untold?.(path, of);
  }

  /** Where a path really leads, whatever its spelling. */
  place(path: string): string {
    const spelling = this.spelling(path);
    return this.disk.place?.(spelling) ?? spelling;
  }

  dispose(): void {
    for (const { document } of this.buffers.values()) document.dispose();
    this.buffers.clear();
    this.onDisk.clear();
    this.named.clear();
    this.stale.clear();
    this.textScans.clear();
  }

  private closed(path: string): ClosedFile | undefined {
    if (this.onDisk.has(path)) return this.onDisk.get(path);
    const text = this.disk.read(path);
    const before = this.stale.get(path);
    this.stale.delete(path);
    const file =
      text === undefined || text.length > LONGEST_FILE
        ? undefined
        : before?.text === text
          ? before
          : { text, tree: undefined };
    this.keptCharacters += file?.text.length ?? 0;
    this.onDisk.set(path, file);
    return file;
  }
}
