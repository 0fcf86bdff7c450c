// Where the parts of a text stand in another one that says the same.
import { memo } from '../base/memo';
import type { Span } from '../base/span';
import type { Expr, StringExpr, SyntaxTree } from './ast';
import { contentOf, isPlainText, isWatched, plainText, writtenAs } from './literals';
import { pathTo } from './locate';
import { type Pair, placeBefore } from './place-before';
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
  /** The way back; undefined where that cannot be told. */
  back(offset: number): number | undefined;
  /** What texts of the one that nobody has looked at say in the other, where that is something else. */
  readonly said: ReadonlyMap<StringExpr, string>;
  /** The same of all literals, as `writtenAs` has it. */
  readonly literals: ReadonlyMap<Expr, string>;
  /** Whether what is evaluated of the one can say what they say. */
  readonly isWhole: boolean;
}

/**
 * How to get from places of one text to those of another that says the same; undefined where it says something else.
 * What lies before or behind all that differs is found by counting, what lies within by what stands there.
 */
export function moveTo(before: Written, after: Written): Moved | undefined {
  const { from, to, by } = differing(before.text, after.text);
  const starts = new Offsets(from, to, by);
  const ends = new Offsets(from, to, by);
  const isUnseen = isWatched(before.tree);
  const said = new Map<StringExpr, string>();
  const literals = new Map<Expr, string>();
  let isWhole = true;
  const isSame = isSameTree(
    before.tree,
    after.tree,
    (was, is) => {
      if (was.kind === 'string' && is.kind === 'string' && isPlainText(was.parts)) said.set(was, plainText(is));
      // One that is still there, elsewhere, cannot say two things.
      if ((was.kind === 'string' && !isPlainText(was.parts)) || isIn(after.tree, was)) isWhole = false;
      literals.set(was, writtenAs(is));
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
  const pairs = memo(() => pairsOf(before.tree, after.tree));
  const back = (offset: number): number | undefined =>
    offset < from ? offset : offset > to + by ? offset - by : placeBefore(offset, pairs(), before.text, after.text);
  return { move, back, said, literals, isWhole };
}

/** What stands for one another, what is around others before them. */
function pairsOf(before: SyntaxTree, after: SyntaxTree): readonly Pair[] {
  const pairs: Pair[] = [];
  const everything = (): boolean => true;
  isSameTree(before, after, everything, (was, is) => pairs.push({ was, is }));
  return pairs;
}

const isIn = ({ root }: SyntaxTree, expr: Expr): boolean => pathTo(root, expr.start).includes(expr);

/**
 * Whether texts that say something else equal what they equalled, and nothing that they did not.
 * @param said what all those say that say something else
 * @param had what they said when they were compared, where that was not what is written in their tree
 */
export function compareAlike(said: ReadonlyMap<Expr, string>, had: ReadonlyMap<Expr, string> = NOTHING): boolean {
  for (const literal of new Set([...said.keys(), ...had.keys()])) {
    const before = had.get(literal) ?? writtenAs(literal);
    const now = said.get(literal) ?? writtenAs(literal);
    if (before === now) continue;
    for (const other of contentOf(literal).others) {
      const was = typeof other === 'string' ? other : (had.get(other) ?? writtenAs(other));
      const is = typeof other === 'string' ? other : (said.get(other) ?? writtenAs(other));
      if ((before === was) !== (now === is)) return false;
    }
  }
  return true;
}

const NOTHING: ReadonlyMap<Expr, string> = new Map();

/** What stands at offsets within a part of the text. */
class Offsets {
  readonly found = new Map<number, number>();
  /** Something is not where counting finds it, or two things at one place are at two places now. */
  isTorn = false;

  constructor(
    private readonly from: number,
    private readonly to: number,
    private readonly by: number,
  ) {}

  pair(before: number, after: number): void {
    const known = before < this.from ? before : before > this.to ? before + this.by : (this.found.get(before) ?? after);
    // Behind what is begun, a set may end elsewhere than what it was made of.
    if (known !== after) this.isTorn = true;
    if (before >= this.from && before <= this.to) this.found.set(before, after);
  }
}

/** The part of a text that another one has otherwise, and by how much what follows it is moved. */
function differing(before: string, after: string): { readonly from: number; readonly to: number; readonly by: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from + PIECE <= shorter && before.startsWith(after.slice(from, from + PIECE), from)) from += PIECE;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  const rest = shorter - from;
  let behind = 0;
  while (behind + PIECE <= rest && before.endsWith(fromEnd(after, behind, PIECE), before.length - behind))
    behind += PIECE;
  while (behind < rest && fromEnd(before, behind, 1) === fromEnd(after, behind, 1)) behind++;
  return { from, to: before.length - behind, by: after.length - before.length };
}

/** Pieces are compared at once. */
const PIECE = 256;

const fromEnd = (text: string, behind: number, length: number): string =>
  text.slice(text.length - behind - length, text.length - behind);
