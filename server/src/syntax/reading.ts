// Reading a text: parsed, repaired where it does not parse, and lowered.
import type { TextEdit } from '../base/text-edit';
import type { ErrorExpr, SyntaxTree } from './ast';
import type { Lowered } from './lower/lower';
import { type Memory, Recorder } from './lower/reuse';
import { maskGaps, masksOfQuotes } from './repair/gaps';
import type { Mask } from './repair/mask';
import type { Repaired } from './repair/patch';
import { repair } from './repair/repair';
import { withoutUnfinished } from './repair/unfinished';
import { isClean, type Parsed, type TreeSitter } from './tree-sitter';

/** A text parsed and lowered, and what of it can be used again. Without `parsed` it could not be parsed. */
export interface Reading {
  readonly parsed: Parsed | undefined;
  readonly tree: SyntaxTree;
  readonly memory: Memory | undefined;
}

/** A text that tree-sitter has gone through; without `parsed` it took too long. */
export interface Started {
  readonly base: Mask;
  readonly parsed: Parsed | undefined;
}

/** What a text is read after: an earlier text; nothing, but it will be edited; or nothing, and it will not. */
export type Before = Reading | 'first' | 'only';

/**
 * Longer texts are not read by tree-sitter: no configuration is as long, and it needs some 20 bytes of memory per
 * character, which it never gives back.
 */
const LONGEST_TEXT = 2_500_000;
const LONGEST_REPAIR = 500_000;

export class Reader {
  constructor(private readonly sitter: TreeSitter) {}

  /** The first half of `read`. */
  start(
    text: string,
    before: Pick<Reading, 'parsed'> | 'first' | 'only',
    edits: readonly TextEdit[],
  ): Started | undefined {
    if (text.length > LONGEST_TEXT) return undefined;
    const base = maskGaps(text);
    const isNew = typeof before === 'string' || before.parsed === undefined;
    return { base, parsed: isNew ? this.sitter.parse(base) : this.sitter.parseAgain(before.parsed, base, edits) };
  }

  /**
   * Reads a text, with the help of an earlier reading if there is one. How tree-sitter recovers from an error depends
   * on what it could reuse, so trees with an error are made from the text alone: what comes out never depends on the
   * history.
   */
  read(text: string, before: Before, edits: readonly TextEdit[], started = this.start(text, before, edits)): Reading {
    const first = started?.parsed;
    if (started === undefined) return unreadable(text, { isTooLong: true });
    if (first === undefined) return unreadable(text, { isTooSlow: true });
    const { base } = started;
    const whole = isClean(first) ? this.lowered(text, first, undefined, before) : undefined;
    if (whole !== undefined && !whole.isSuspicious) return whole;
    const better = text.length > LONGEST_REPAIR ? undefined : this.repaired(text, first, base, before);
    if (better === undefined && whole !== undefined) return whole;
    first.tree.delete();
    return better ?? this.unrepaired(text, base);
  }

  /** Reads a text that does not parse as one that does. */
  private repaired(text: string, first: Parsed, base: Mask, before: Before): Reading | undefined {
    const quoted = isClean(first) ? [] : masksOfQuotes(text, base);
    const choices = function* (): Iterable<{ readonly mask: Mask; readonly fix?: Repaired }> {
      for (const mask of quoted) yield { mask };
      for (const fix of repairs(text, base)) yield { mask: fix.mask, fix };
    };
    for (const { mask, fix } of choices()) {
      const parsed = this.sitter.parseAgain(first, mask, []);
      if (parsed !== undefined && isClean(parsed)) return this.lowered(text, parsed, fix, before);
      parsed?.tree.delete();
    }
    return undefined;
  }

  /** Lowers a tree without errors. */
  private lowered(text: string, parsed: Parsed, fix: Repaired | undefined, before: Before): Reading & Lowered {
    const recorder = before === 'only' ? undefined : new Recorder(text, before === 'first' ? undefined : before.memory);
    const result = this.sitter.lower(text, parsed, fix, recorder);
    return { parsed, ...result, memory: result.isSuspicious || result.hasOwnErrors ? undefined : recorder?.memory() };
  }

  /**
   * Reads a text that cannot be made to parse: as it is or with what repairs there are, whichever leaves less unread.
   */
  private unrepaired(text: string, base: Mask): Reading {
    const fix = text.length > LONGEST_REPAIR ? undefined : repair(text, base);
    const readings = (fix === undefined ? [undefined] : [fix, undefined]).flatMap((choice) => {
      const parsed = this.sitter.parse(choice?.mask ?? base);
      return parsed === undefined
        ? []
        : [{ parsed, tree: this.sitter.lower(text, parsed, choice).tree, memory: undefined }];
    });
    const [best = unreadable(text, { isTooSlow: true }), other] = readings.sort(
      (a, b) => unread(a.tree) - unread(b.tree),
    );
    other?.parsed.tree.delete();
    return best;
  }
}

/** Ways to make a text parse, the best first. A block of whole statements is rather closed than taken out. */
function* repairs(text: string, base: Mask): Iterable<Repaired> {
  const without = withoutUnfinished(text, base);
  const isBlock =
    without?.errors.some(({ start, end }) => /^[^\n]*\{[ \t]*\n[\s\S]*;/.test(text.slice(start, end))) === true;
  if (without !== undefined && !isBlock) yield without;
  const whole = repair(text, base);
  if (whole !== undefined) yield whole;
  if (without !== undefined && isBlock) yield without;
}

/** How much of a text is not understood. */
function unread({ errors }: SyntaxTree): number {
  return errors.reduce((sum, { start, end }) => sum + end - start + 20, 0);
}

/** The reading of a text that is too long for the time or the memory there is; nobody can say that it has errors. */
function unreadable(text: string, why: Pick<ErrorExpr, 'isTooLong' | 'isTooSlow'>): Reading {
  return {
    parsed: undefined,
    tree: { root: { kind: 'error', start: 0, end: text.length, ...why }, errors: [] },
    memory: undefined,
  };
}
