// Where the parts of a text stand in another one that says the same.
import type { Span } from '../base/span';
import type { StringExpr, SyntaxTree } from './ast';
import { contentOf, isPlainText, isWatched, plainText } from './literals';
import { isSameTree } from './same-tree';

/** A text with its tree. */
export interface Written {
  readonly text: string;
  readonly tree: SyntaxTree;
}

/** Where a span of the one text is in the other; undefined where that cannot be told. */
export type Move = (span: Span) => Span | undefined;

export interface Moved {
  readonly move: Move;
  /** What texts of the one that nobody has looked at say in the other, where that is something else. */
  readonly said: ReadonlyMap<StringExpr, string>;
}

/**
 * How to get from places of one text to those of another that says the same; undefined where it says something else.
 * What lies before or behind all that differs is found by counting, what lies within by what stands there.
 */
export function moveTo(before: Written, after: Written): Moved | undefined {
  const { from, to, by } = differing(before.text, after.text);
  const starts = new Offsets(from, to);
  const ends = new Offsets(from, to);
  const isUnseen = isWatched(before.tree);
  const said = new Map<StringExpr, string>();
  const isSame = isSameTree(
    before.tree,
    after.tree,
    (was, is) => {
      if (was.kind === 'string' && is.kind === 'string' && isPlainText(was.parts)) said.set(was, plainText(is));
      return isUnseen && !contentOf(was).isLookedAt;
    },
    (was, is) => {
      starts.pair(was.start, is.start);
      ends.pair(was.end, is.end);
    },
  );
  if (!isSame || starts.isTorn || ends.isTorn) return undefined;
  const moved = (offset: number, known: Offsets): number | undefined =>
    offset < from ? offset : offset > to ? offset + by : known.found.get(offset);
  const move: Move = (span) => {
    // Of a file as a whole, where nothing in it is meant.
    if (span.start === 0 && span.end === 0) return span;
    const start = moved(span.start, starts);
    const end = moved(span.end, ends);
    return start === undefined || end === undefined ? undefined : { start, end };
  };
  return { move, said };
}

/**
 * Whether texts that say something else equal what they equalled, and nothing that they did not.
 * @param said what all those say that say something else
 */
export function compareAlike(said: ReadonlyMap<StringExpr, string>): boolean {
  for (const [literal, now] of said) {
    const before = plainText(literal);
    for (const other of contentOf(literal).others) {
      const was = typeof other === 'string' ? other : plainText(other);
      const is = (typeof other === 'string' ? undefined : said.get(other)) ?? was;
      if ((before === was) !== (now === is)) return false;
    }
  }
  return true;
}

/** What stands at offsets within a part of the text. */
class Offsets {
  readonly found = new Map<number, number>();
  /** Two things at one place are at two places now. */
  isTorn = false;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  pair(before: number, after: number): void {
    if (before < this.from || before > this.to) return;
    if ((this.found.get(before) ?? after) !== after) this.isTorn = true;
    this.found.set(before, after);
  }
}

/** The part of a text that another one has otherwise, and by how much what follows it is moved. */
function differing(before: string, after: string): { readonly from: number; readonly to: number; readonly by: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let behind = 0;
  while (
    behind < shorter - from &&
    before.charCodeAt(before.length - 1 - behind) === after.charCodeAt(after.length - 1 - behind)
  )
    behind++;
  return { from, to: before.length - behind, by: after.length - before.length };
}
