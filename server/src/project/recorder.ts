// The files as evaluations see them: what they ask, and what they are told, is written down.
import type { FileLoader, Reading, Use } from '../eval/loader';
import type { SyntaxTree } from '../syntax/ast';
import { mislead } from '../syntax/content';
import { Answers } from './answers';
import { type Boundary, isOwn, OUTSIDE } from './boundary';
import type { Untold } from './file-source';
import { readTree } from './read-tree';
import type { Sources } from './sources';

/** The files as an evaluation sees them, as far as it may see them; what it asks is written down. */
export class Recorder implements FileLoader {
  private readonly nobodys = new Answers();
  /** Where questions are written down now; outside of a scope nobody reads them. */
  private into = this.nobodys;

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
    if (before !== this.nobodys) this.onMisuse('one evaluation scope inside of another');
    this.into = answers;
    return before;
  }

  stopRecording(before: Answers): void {
    this.into = before;
  }

  /** Undefined also for what is withheld. */
  parse(path: string): SyntaxTree | undefined {
    const file = this.spelling(path);
    return this.refusal(file, 'text') === undefined ? this.treeOf(file) : undefined;
  }

  read(path: string, use: Reading = 'contents'): string | undefined {
    const file = this.spelling(path);
    if (this.withheld(file, use === 'errors' ? 'import' : use, 'text') !== undefined) return undefined;
    if (use !== 'errors') this.into.noteExact(file, use === 'contents');
    return this.textOf(file);
  }

  says(path: string, what: RegExp): boolean {
    const file = this.spelling(path);
    const text = this.withheld(file, 'import', 'text') === undefined ? this.textOf(file) : undefined;
    const isThere = text !== undefined && what.test(text);
    if (text !== undefined) this.into.noteSaid(file, what, isThere);
    return isThere;
  }

  kind(path: string, use: Use = 'contents'): 'file' | 'directory' | undefined {
    return this.byPlace(path, use, 'kind') === undefined ? this.kindOf(path) : undefined;
  }

  list(path: string): readonly string[] | undefined {
    if (this.byPlace(path, 'contents', 'names') !== undefined) return undefined;
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

  withheld(path: string, use: Use, of: Untold = 'anything'): string | undefined {
    return use === 'import' ? this.refusal(this.spelling(path), of) : this.byPlace(path, use, of);
  }

  /** Why nothing is said of what lies at a path. */
  private byPlace(path: string, use: Use, of: Untold): string | undefined {
    const place = this.place(path);
    return this.into.reach.withholds(place, use, this.isOwn(place), this.files) ?? this.untold(path, of);
  }

  private untold(path: string, of: Untold): string | undefined {
    if (this.files.tellsAll) return undefined;
    const why = this.files.untold(path, of);
    this.into.noteUntold(path, of, why);
    return why;
  }

  /** Why a file is not evaluated. Elsewhere it has to be a Nix file, unless the editor shows it anyway. */
  private refusal(file: string, of: Untold): string | undefined {
    const reason = this.byPlace(file, 'import', of);
    if (reason !== undefined || this.isOwn(this.place(file))) return reason;
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

  private isOwn(place: string): boolean {
    const known = this.into.own.get(place);
    if (known !== undefined) return known;
    const own = isOwn(place, this.boundary, this.files);
    this.into.own.set(place, own);
    return own;
  }

  private textOf(file: string): string | undefined {
    if (this.into.past.has(file)) return this.into.texts.get(file);
    if (this.into === this.nobodys) this.onMisuse(`${file} is read outside of an evaluation scope`);
    // Before it is read: that may be what takes too long.
    if (!this.into.texts.has(file)) this.onRead(file);
    const text = this.files.read(file);
    this.into.texts.set(file, text);
    return text;
  }

  private treeOf(file: string): SyntaxTree | undefined {
    const before = this.into.texts.get(file);
    const text = this.textOf(file);
    const known = this.into.trees.get(file)?.tree;
    if (this.into.past.has(file)) return known ?? mislead();
    // What was evaluated stands in that one. The same text that was left meanwhile, and came back, has another.
    if (known !== undefined && before === text) return known;
    const tree = this.files.parse(file);
    this.into.trees.set(file, readTree(tree));
    return tree;
  }

  private kindOf(path: string): 'file' | 'directory' | undefined {
    const kind = this.files.kind(path);
    this.into.kinds.set(path, kind);
    return kind;
  }
}
