// The place in a text for one of another that says the same: somebody points at it, and what was found out is about the
// text before.
import { covers, type Span, touches } from '../base/span';

/** What stands for one another in two texts. */
export interface Pair {
  readonly was: Span;
  readonly is: Span;
}

/**
 * A place at which the same parts stand; undefined where there is none.
 * @param pairs all parts, what is around others before them
 */
export function placeBefore(offset: number, pairs: readonly Pair[], before: string, after: string): number | undefined {
  const begun = pairs.find(({ is }) => is.start === offset);
  if (begun !== undefined) return begun.was.start;
  const around = innermost(pairs, offset);
  if (around === undefined) return undefined;
  const { was, is } = around;
  const isSame = before.slice(was.start, was.end) === after.slice(is.start, is.end);
  // In a literal that says something else, too, what is meant is the literal.
  if (isSame || !pairs.some((each) => each !== around && covers(is, each.is)))
    return Math.min(was.start + offset - is.start, was.end);
  return between(offset, gapAt(offset, around, pairs), before, after);
}

function innermost(pairs: readonly Pair[], offset: number): Pair | undefined {
  let found: Pair | undefined;
  for (const pair of pairs)
    if (touches(pair.is, offset) && (found === undefined || covers(found.is, pair.is))) found = pair;
  return found;
}

interface Edge {
  readonly was: number;
  readonly is: number;
}

interface Gap {
  readonly left: Edge;
  readonly right: Edge;
}

const start = ({ was, is }: Pair): Edge => ({ was: was.start, is: is.start });
const end = ({ was, is }: Pair): Edge => ({ was: was.end, is: is.end });

const narrowed = ({ left, right }: Gap, edge: Edge, offset: number): Gap => ({
  left: edge.is <= offset && edge.is > left.is ? edge : left,
  right: edge.is >= offset && edge.is < right.is ? edge : right,
});

/** Where no part stands: what is nearest on both sides. */
const gapAt = (offset: number, around: Pair, pairs: readonly Pair[]): Gap =>
  pairs.reduce<Gap>((gap, pair) => narrowed(narrowed(gap, start(pair), offset), end(pair), offset), {
    left: start(around),
    right: end(around),
  });

/** What is written there is no part of the tree: anywhere in a gap is the same, but for its ends. */
function between(offset: number, { left, right }: Gap, before: string, after: string): number | undefined {
  const there = left.was + offset - left.is;
  if (before.slice(left.was, right.was) === after.slice(left.is, right.is)) return there;
  if (offset === left.is) return left.was;
  if (offset === right.is) return right.was;
  return right.was - left.was < 2 ? undefined : Math.min(there, right.was - 1);
}
