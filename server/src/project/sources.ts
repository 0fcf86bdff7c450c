// The texts of the workspace as the evaluator sees them: open buffers over the disk, syntax trees kept per text.

import type { TextEdit } from '../base/text-edit';
import type { FileLoader } from '../eval/loader';
import { parentFolder } from '../eval/paths';
import type { SyntaxTree } from '../syntax/ast';
import type { NixParser, OpenDocument } from '../syntax/parser';
import type { FileSource } from './file-source';
import { referencesIn } from './references';

interface Buffer {
  text: string;
  readonly document: OpenDocument;
}
/** A closed file as last read; parsed when somebody needs its tree. */
interface ClosedFile {
  readonly text: string;
  tree: SyntaxTree | undefined;
}

/** Longer files are machine-made data, not configuration. */
const LONGEST_FILE = 8_000_000;

export class Sources implements FileLoader {
  private readonly buffers = new Map<string, Buffer>();
  private readonly named = new Map<string, { readonly tree: SyntaxTree; readonly paths: readonly string[] }>();
  private readonly onDisk = new Map<string, ClosedFile | undefined>();

  constructor(
    private readonly disk: FileSource,
    private readonly parser: NixParser,
  ) {}

  open(path: string, text: string): void {
    this.buffers.get(path)?.document.dispose();
    this.buffers.set(path, { text, document: this.parser.open(text) });
  }

  edit(path: string, text: string, edits: readonly TextEdit[]): void {
    const buffer = this.buffers.get(path);
    if (buffer === undefined) {
      this.open(path, text);
      return;
    }
    buffer.text = text;
    buffer.document.update(text, edits);
  }

  close(path: string): void {
    this.buffers.get(path)?.document.dispose();
    this.buffers.delete(path);
    this.onDisk.delete(path);
  }

  /** Forgets what was read from disk. */
  changed(paths: readonly string[]): void {
    for (const path of paths) this.onDisk.delete(path);
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

  isOpen(path: string): boolean {
    return this.buffers.has(path);
  }

  get openPaths(): readonly string[] {
    return [...this.buffers.keys()];
  }

  read(path: string): string | undefined {
    return this.buffers.get(path)?.text ?? this.closed(path)?.text;
  }

  parse(path: string): SyntaxTree | undefined {
    const buffer = this.buffers.get(path);
    if (buffer !== undefined) return buffer.document.tree;
    const file = this.closed(path);
    if (file !== undefined) file.tree ??= this.parser.parse(file.text);
    return file?.tree;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    return this.buffers.has(path) ? 'file' : this.disk.kind(path);
  }

  list(path: string): readonly string[] {
    return this.disk.list(path);
  }

  dispose(): void {
    for (const { document } of this.buffers.values()) document.dispose();
    this.buffers.clear();
    this.onDisk.clear();
    this.named.clear();
  }

  private closed(path: string): ClosedFile | undefined {
    if (this.onDisk.has(path)) return this.onDisk.get(path);
    const text = this.disk.read(path);
    const file = text === undefined || text.length > LONGEST_FILE ? undefined : { text, tree: undefined };
    this.onDisk.set(path, file);
    return file;
  }
}
