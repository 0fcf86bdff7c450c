// Writing a repair down: characters covered by others, and what that means for the tree.
import type { Span } from '../../base/span';
import { covered, type Mask } from './mask';

/** A text made to parse. */
export interface Repaired {
  readonly mask: Mask;
  /**
   * Where a value was made up: the offset of a `0` in the masked text → the end of what it stands
   * for. Nothing is known of these.
   */
  readonly holes: ReadonlyMap<number, number>;
  readonly errors: readonly Span[];
}

/** How often a text may be written over before it is given up. */
const TIMES = 8;

/** Collects the changes that make a text parse. */
export class Patch {
  private readonly covers: Map<number, string>;
  private readonly holes = new Map<number, number>();
  private readonly errors: Span[] = [];
  private filled = 0;
  private written = 0;

  constructor(
    private readonly text: string,
    base: Mask,
  ) {
    this.covers = new Map(base.covers);
  }

  /** The repaired text; undefined when nothing needed to change. */
  result(): Repaired | undefined {
    if (this.errors.length === 0) return undefined;
    return { mask: covered(this.text, this.covers), holes: this.holes, errors: this.errors };
  }

  /** Whether the same text was written over again and again: then it is not half-typed, but no Nix at all. */
  get isHopeless(): boolean {
    return this.written > 1000 + TIMES * this.text.length;
  }

  /** Hides a stretch of text. */
  blank(start: number, end: number): void {
    this.errors.push({ start, end });
    for (let at = start; at < end; at++) this.cover(at, ' ');
  }

  /** Puts an unknown value in the place of a stretch of text. */
  unknown(start: number, end: number): void {
    this.blank(start, end);
    const glued = /[\w'.-]/.test(this.text.charAt(start - 1));
    // Without room for a blank the value would be read as the end of the word before it.
    if (!glued) this.makeHole(start, end);
    else if (end - start > 1) this.makeHole(start + 1, end);
  }

  /** Writes one character over another. */
  replace(at: number, character: string): void {
    this.errors.push({ start: at, end: at + 1 });
    this.cover(at, character);
  }

  /** How many characters can still be written between two offsets. */
  room(from: number, to: number): number {
    return to - Math.max(from, this.filled);
  }

  /**
   * Writes single-character tokens into the blanks between two offsets, behind what was written there before, or over
   * comments when the blanks do not do. `0` becomes an unknown value. Without enough room nothing is written.
   */
  insert(tokens: string, from: number, to: number): void {
    const start = Math.max(from, this.filled);
    if (to - start < tokens.length) return;
    const blanks = /^\s*/.exec(this.text.slice(start, to))?.[0].length ?? 0;
    // A comment only ever stands whole: the rest of half a comment would be read as code.
    if (blanks < tokens.length) for (let at = start; at < to; at++) if (this.text[at] !== '\n') this.cover(at, ' ');
    this.errors.push({ start: from, end: from });
    [...tokens].forEach((token, index) => {
      if (token === '0') this.makeHole(start + index, start + index);
      else this.cover(start + index, token);
    });
    this.filled = start + tokens.length;
  }

  private makeHole(at: number, end: number): void {
    this.cover(at, '0');
    this.holes.set(at, end);
  }

  private cover(at: number, character: string): void {
    this.written++;
    if (this.text[at] === character) this.covers.delete(at);
    else this.covers.set(at, character);
  }
}
