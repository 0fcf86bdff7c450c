// What was asked of the files, and what the answers were: as long as they are the same, so is what follows from them.
import type { FileLoader } from '../eval/loader';
import { type Boundary, isOwn, Reach } from './boundary';
import { UNTOLD, type Untold } from './file-source';
import type { ReadTree } from './read-tree';
import { sameNames } from './same-names';
import type { Sources } from './sources';

/** Questions with their answers; what is not there is an answer, too. */
export class Answers {
  readonly texts = new Map<string, string | undefined>();
  /** Of the texts those that were read as what they say in Nix. */
  readonly trees = new Map<string, ReadTree>();
  /** Those that were read as they are. */
  readonly exact = new Set<string>();
  /** The same of what was read for answers to questions, since all was found out. */
  readonly exactLater = new Set<string>();
  /** The files whose texts are others by now: whoever asks more is told what they were. */
  past: ReadonlySet<string> = new Set();
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
  /** Why there was no answer: of which path, to which question. */
  readonly untold = new Map<string, readonly [path: string, of: Untold, why: string | undefined]>();
  /** What may be read, which follows from the answers. */
  readonly reach = new Reach();

  /**
   * What was to be found out is: later questions to the same files are those of somebody else, who has to ask again
   * when a text changes.
   */
  complete(): void {
    this.isComplete = true;
  }

  /** A text was read as it is. @param isValue whether it is the value of something */
  noteExact(path: string, isValue: boolean): void {
    if (!this.isComplete) this.exact.add(path);
    else if (isValue) this.exactLater.add(path);
  }

  /** Nobody has answered, for a reason, or everything was told. */
  noteUntold(path: string, of: Untold, why: string | undefined): void {
    this.untold.set(`${of} ${path}`, [path, of, why]);
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
      for (const of of UNTOLD) {
        const known = this.untold.get(`${of} ${path}`);
        if (known !== undefined && files.untold(path, of) !== known[2]) return undefined;
      }
    }
    return this.rewritten(asked, files);
  }

  private rewritten(paths: Iterable<string>, files: Sources): readonly string[] | undefined {
    const found: string[] = [];
    for (const path of paths) {
      if (!this.texts.has(path)) continue;
      const text = files.read(path);
      if (text === this.texts.get(path)) continue;
      if (text === undefined || this.exact.has(path) || this.trees.get(path)?.tree === undefined) return undefined;
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
    for (const [path, of, why] of this.untold.values()) if (files.untold(path, of) !== why) return false;
    return true;
  }
}
