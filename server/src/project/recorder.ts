// What an evaluation asked of the files, and what it was told: as long as the answers are the same, so is its result.
import type { FileLoader, Reading, Use } from '../eval/loader';
import type { SyntaxTree } from '../syntax/ast';
import { type Boundary, isOwn, OUTSIDE, Reach } from './boundary';
import type { Sources } from './sources';

/** Questions with their answers; what is not there is an answer, too. */
export class Answers {
  readonly texts = new Map<string, string | undefined>();
  /** Of the texts those that were read as what they say in Nix. */
  readonly trees = new Map<string, () => SyntaxTree | undefined>();
  /** Those that were read as they are. */
  readonly exact = new Set<string>();
  /** What was looked for in texts. */
  readonly said = new Map<string, Map<RegExp, boolean>>();
  private isComplete = false;
  readonly kinds = new Map<string, ReturnType<FileLoader['kind']>>();
  readonly lists = new Map<string, readonly string[] | undefined>();
  readonly spellings = new Map<string, string>();
  /** Where paths lead. */
  readonly places = new Map<string, string>();
  /** Whether places are the user's own business. */
  readonly own = new Map<string, boolean>();
  /** Whether files elsewhere are open. */
  readonly open = new Map<string, boolean>();
  /** What may be read, which follows from the answers. */
  readonly reach = new Reach();

  /**
   * What was to be found out is: later questions to the same files are those of somebody else, who has to ask again
   * when a text changes.
   */
  complete(): void {
    this.isComplete = true;
  }

  /** A text was read as it is. */
  noteExact(path: string): void {
    if (!this.isComplete) this.exact.add(path);
  }

  /** Something was looked for in a text. */
  noteSaid(path: string, what: RegExp, isThere: boolean): void {
    const known = this.said.get(path) ?? new Map<RegExp, boolean>();
    this.said.set(path, known.set(what, isThere));
  }

  /** Whether all questions would be answered the same now. */
  hold(files: Sources, boundary: Boundary): boolean {
    return this.holdBut(files, boundary)?.length === 0;
  }

  /** The same, where nothing but these documents was opened, edited or closed. Such a document shows in no list. */
  holdFor(documents: Iterable<string>, files: Sources): boolean {
    return this.holdForBut(documents, files)?.length === 0;
  }

  /**
   * The files whose texts are others, all other answers being the same; undefined where it matters that they are, or
   * more is different.
   */
  holdBut(files: Sources, boundary: Boundary): readonly string[] | undefined {
    return this.areElsewhereSame(files, boundary) ? this.rewritten(this.texts.keys(), files) : undefined;
  }

  /** The same, where nothing but these documents was opened, edited or closed. Such a document shows in no list. */
  holdForBut(documents: Iterable<string>, files: Sources): readonly string[] | undefined {
    const asked = [...documents];
    for (const path of asked) {
      if (this.kinds.has(path) && files.kind(path) !== this.kinds.get(path)) return undefined;
      if (this.open.has(path) && files.isOpen(path) !== this.open.get(path)) return undefined;
    }
    return this.rewritten(asked, files);
  }

  private rewritten(paths: Iterable<string>, files: Sources): readonly string[] | undefined {
    const found: string[] = [];
    for (const path of paths) {
      if (!this.texts.has(path)) continue;
      const text = files.read(path);
      if (text === this.texts.get(path)) continue;
      if (text === undefined || this.exact.has(path) || this.trees.get(path)?.() === undefined) return undefined;
      for (const [what, isThere] of this.said.get(path) ?? []) if (what.test(text) !== isThere) return undefined;
      found.push(path);
    }
    return found;
  }

  private areElsewhereSame(files: Sources, boundary: Boundary): boolean {
    for (const [path, kind] of this.kinds) if (files.kind(path) !== kind) return false;
    for (const [path, spelling] of this.spellings) if (files.spelling(path) !== spelling) return false;
    for (const [path, list] of this.lists) if (!sameNames(files.list(path), list)) return false;
    for (const [path, place] of this.places) if (files.place(path) !== place) return false;
    for (const [place, own] of this.own) if (isOwn(place, boundary, files) !== own) return false;
    for (const [path, open] of this.open) if (files.isOpen(path) !== open) return false;
    return true;
  }
}

const NOBODYS = new Answers();

/** The files as an evaluation sees them, as far as it may see them; what it asks is written down. */
export class Recorder implements FileLoader {
  /** Where questions are written down now; outside of a scope nobody reads them. */
  private into = NOBODYS;

  /** The texts of the files that were evaluated, wherever they lie. */
  readonly evaluated = {
    read: (path: string): string | undefined => this.read(path, 'import'),
    parse: (path: string): SyntaxTree | undefined => this.parse(path),
    says: (path: string, what: RegExp): boolean => this.says(path, what),
  };

  constructor(
    private readonly files: Sources,
    readonly boundary: Boundary,
    /** Called when an evaluation first reads a file. */
    private readonly onRead: (path: string) => void = () => {},
    /** Called when answers are recorded for two at a time, or for nobody. */
    private readonly onMisuse: (message: string) => void = () => {},
  ) {}

  /** From now on, questions are written down there. Gives what is to be passed to `stopRecording`. */
  recordInto(answers: Answers): Answers {
    const before = this.into;
    if (before !== NOBODYS) this.onMisuse('one evaluation scope inside of another');
    this.into = answers;
    return before;
  }

  stopRecording(before: Answers): void {
    this.into = before;
  }

  /** Undefined also for what is withheld. */
  parse(path: string): SyntaxTree | undefined {
    const file = this.spelling(path);
    return this.refusal(file) === undefined ? this.treeOf(file) : undefined;
  }

  read(path: string, use: Reading = 'contents'): string | undefined {
    const file = this.spelling(path);
    if (this.withheld(file, use === 'errors' ? 'import' : use) !== undefined) return undefined;
    if (use !== 'errors') this.into.noteExact(file);
    return this.textOf(file);
  }

  says(path: string, what: RegExp): boolean {
    const file = this.spelling(path);
    const text = this.withheld(file, 'import') === undefined ? this.textOf(file) : undefined;
    const isThere = text !== undefined && what.test(text);
    if (text !== undefined) this.into.noteSaid(file, what, isThere);
    return isThere;
  }

  kind(path: string, use: Use = 'contents'): 'file' | 'directory' | undefined {
    return this.byPlace(path, use) === undefined ? this.kindOf(path) : undefined;
  }

  list(path: string): readonly string[] | undefined {
    if (this.byPlace(path, 'contents') !== undefined) return undefined;
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

  admit(folder: string, isFetched: boolean): void {
    const { files } = this;
    const [place, kind] = [(path: string) => this.place(path), (path: string) => this.kindOf(path)];
    this.into.reach.admit(folder, isFetched, { place, kind, anySpelling: (path) => files.anySpelling(path) });
  }

  withheld(path: string, use: Use): string | undefined {
    return use === 'import' ? this.refusal(this.spelling(path)) : this.byPlace(path, use);
  }

  /** Why nothing is said of what lies at a path. */
  private byPlace(path: string, use: Use): string | undefined {
    return this.into.reach.withholds(this.place(path), use, this.isOwn(path), this.files);
  }

  /** Why a file is not evaluated. Elsewhere it has to be a Nix file, unless the editor shows it anyway. */
  private refusal(file: string): string | undefined {
    const reason = this.byPlace(file, 'import');
    if (reason !== undefined || this.isOwn(file)) return reason;
    const open = this.files.isOpen(file);
    this.into.open.set(file, open);
    if (open) return undefined;
    return this.place(file).endsWith('.nix') && !this.treeOf(file)?.errors.length ? undefined : OUTSIDE;
  }

  private place(path: string): string {
    const place = this.files.place(path);
    this.into.places.set(path, place);
    return place;
  }

  private isOwn(path: string): boolean {
    const place = this.place(path);
    const known = this.into.own.get(place);
    if (known !== undefined) return known;
    const own = isOwn(place, this.boundary, this.files);
    this.into.own.set(place, own);
    return own;
  }

  private textOf(file: string): string | undefined {
    if (this.into === NOBODYS) this.onMisuse(`${file} is read outside of an evaluation scope`);
    // Before it is read: that may be what takes too long.
    if (!this.into.texts.has(file)) this.onRead(file);
    const text = this.files.read(file);
    this.into.texts.set(file, text);
    return text;
  }

  private treeOf(file: string): SyntaxTree | undefined {
    this.textOf(file);
    const tree = this.files.parse(file);
    this.into.trees.set(file, () => tree);
    return tree;
  }

  private kindOf(path: string): 'file' | 'directory' | undefined {
    const kind = this.files.kind(path);
    this.into.kinds.set(path, kind);
    return kind;
  }
}

export function sameNames(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return (
    a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((name, i) => name === b[i]))
  );
}
