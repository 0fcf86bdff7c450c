// The place in a text for one of another that says the same: somebody points at it, and what was found out is about the
// text before.
import { type Span, touches } from '../base/span';

/** What stands for one another in two texts. */
export interface Pair {
  readonly was: Span;
  readonly is: Span;
}

/**
 * A place at which the same parts stand; undefined where there is none.
 * @param pairs all that reach to the offset, those around others before them
 */
export function placeBefore(offset: number, pairs: readonly Pair[], before: string, after: string): number | undefined {
  const begun = pairs.find(({ is }) => is.start === offset);
  if (begun !== undefined) return begun.was.start;
  const around = innermost(pairs, offset);
  if (around === undefined) return undefined;
  const { was, is } = around;
  const isSame = before.slice(was.start, was.end) === after.slice(is.start, is.end);
  // In a literal that says something else, too, what is meant is the literal.
  if (isSame || !pairs.some((each) => each !== around && isWithin(each.is, is)))
    return Math.min(was.start + offset - is.start, was.end);
  return between(offset, around, pairs, before, after);
}

const isWithin = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function innermost(pairs: readonly Pair[], offset: number): Pair | undefined {
  let found: Pair | undefined;
  for (const pair of pairs)
    if (touches(pair.is, offset) && (found === undefined || isWithin(pair.is, found.is))) found = pair;
  return found;
}

/** Where no part stands: between the two that are nearest. */
function between(offset: number, around: Pair, pairs: readonly Pair[], before: string, after: string) {
  let [left, right] = [start(around), end(around)];
  for (const pair of pairs)
    for (const edge of [start(pair), end(pair)]) {
      if (edge.is <= offset && edge.is > left.is) left = edge;
      if (edge.is >= offset && edge.is < right.is) right = edge;
    }
  const there = left.was + offset - left.is;
  if (before.slice(left.was, right.was) === after.slice(left.is, right.is)) return there;
  if (offset === left.is) return left.was;
  if (offset === right.is) return right.was;
  // What is written there is no part of the tree: anywhere between them is the same.
  return right.was - left.was < 2 ? undefined : Math.min(there, right.was - 1);
}

interface Edge {
  readonly was: number;
  readonly is: number;
}

const start = ({ was, is }: Pair): Edge => ({ was: was.start, is: is.start });
const end = ({ was, is }: Pair): Edge => ({ was: was.end, is: is.end });
