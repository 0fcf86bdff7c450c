// What an evaluation asked of the files, and what it was told: as long as the answers are the same, so is its result.
import type { FileLoader } from '../eval/loader';
import type { SyntaxTree } from '../syntax/ast';
import type { Sources } from './sources';

/** Questions with their answers; what is not there is an answer, too. */
export class Answers {
  readonly texts = new Map<string, string | undefined>();
  readonly kinds = new Map<string, ReturnType<FileLoader['kind']>>();
  readonly lists = new Map<string, readonly string[]>();
  readonly spellings = new Map<string, string>();

  /** Whether all questions would be answered the same now. */
  hold(files: Sources): boolean {
    for (const [path, kind] of this.kinds) if (files.kind(path) !== kind) return false;
    for (const [path, spelling] of this.spellings) if (files.spelling(path) !== spelling) return false;
    for (const [path, list] of this.lists) if (!sameNames(files.list(path), list)) return false;
    for (const [path, text] of this.texts) if (files.read(path) !== text) return false;
    return true;
  }

  /** The same, where nothing but these documents was opened, edited or closed. Such a document shows in no list. */
  holdFor(documents: Iterable<string>, files: Sources): boolean {
    for (const path of documents) {
      if (this.texts.has(path) && files.read(path) !== this.texts.get(path)) return false;
      if (this.kinds.has(path) && files.kind(path) !== this.kinds.get(path)) return false;
    }
    return true;
  }
}

/** The files as an evaluation sees them; what it asks is written down. */
export class Recorder implements FileLoader {
  /** Where questions are written down now. */
  into = new Answers();

  constructor(
    private readonly files: Sources,
    /** Called when an evaluation first reads a file. */
    private readonly onRead: (path: string) => void = () => {},
  ) {}

  parse(path: string): SyntaxTree | undefined {
    this.read(path);
    return this.files.parse(this.spelling(path));
  }

  read(path: string): string | undefined {
    const file = this.spelling(path);
    // Before it is read: that may be what takes too long.
    if (!this.into.texts.has(file)) this.onRead(file);
    const text = this.files.read(file);
    this.into.texts.set(file, text);
    return text;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    const kind = this.files.kind(path);
    this.into.kinds.set(path, kind);
    return kind;
  }

  list(path: string): readonly string[] {
    const names = this.files.list(path);
    this.into.lists.set(path, names);
    return names;
  }

  spelling(path: string): string {
    if (!this.files.foldsCase) return path;
    const spelling = this.files.spelling(path);
    this.into.spellings.set(path, spelling);
    return spelling;
  }
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}
