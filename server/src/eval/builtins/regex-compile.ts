// POSIX extended regular expressions as real Nix reads them (the C++ standard library's `extended` grammar),
// compiled to a small automaton.
import { type ByteSet, RegexError } from './regex-class';
import { parseRegex, type RegexNode } from './regex-parse';

/** One state: what it does, and where to go on. */
export type State =
  | { readonly op: 'byte'; readonly set: ByteSet; next: number }
  /** Try `body` first; `next` only when that leads nowhere. */
  | { readonly op: 'repeat'; readonly body: number; next: number }
  /** Both ways are tried, and the longer match wins. */
  | { readonly op: 'either'; readonly body: number; next: number }
  | { readonly op: 'group-start' | 'group-end'; readonly group: number; next: number }
  | { readonly op: 'begin' | 'end' | 'pass'; next: number }
  | { readonly op: 'accept' };

export interface Regex {
  readonly states: readonly State[];
  readonly start: number;
  readonly groups: number;
  /** A loop's body may match nothing, so that the same place can be reached in different moods. */
  readonly nullableLoop: boolean;
}

/** As in the C++ library. */
const STATE_LIMIT = 100_000;

/** The automaton of a pattern (given as bytes); the reason why where it is invalid. */
export function compileRegex(pattern: string): Regex | { readonly invalid: string } {
  try {
    const { root, groups } = parseRegex(pattern);
    return assemble(root, groups);
  } catch (error) {
    if (error instanceof RegexError) return { invalid: error.message };
    throw error;
  }
}

/**
 * Emits states from the back to the front, so that every state knows its follower; only loops are closed afterwards.
 */
function assemble(root: RegexNode, groups: number): Regex {
  const states: State[] = [{ op: 'accept' }];
  let nullableLoop = false;
  const add = (state: State): number => {
    if (states.length >= STATE_LIMIT) throw new RegexError('too large');
    return states.push(state) - 1;
  };

  function emit(node: RegexNode, next: number): number {
    switch (node.kind) {
      case 'byte':
        return add({ op: 'byte', set: node.set, next });
      case 'begin':
      case 'end':
        return add({ op: node.kind, next });
      case 'group':
        return add({
          op: 'group-start',
          group: node.group,
          next: emit(node.inner, add({ op: 'group-end', group: node.group, next })),
        });
      case 'sequence':
        return node.items.reduceRight((follower, item) => emit(item, follower), next);
      case 'either':
        return node.ways
          .map((way) => emit(way, next))
          .reduceRight((otherwise, body) => add({ op: 'either', body, next: otherwise }));
      case 'repeat':
        return repeat(node.inner, node.least, node.most, next);
    }
  }

  function repeat(inner: RegexNode, least: number, most: number, next: number): number {
    let at = next;
    if (most === Number.POSITIVE_INFINITY) {
      const back = { op: 'pass' as const, next: 0 };
      const body = emit(inner, add(back));
      nullableLoop ||= nullable(inner);
      at = add({ op: 'repeat', body, next });
      back.next = at;
      if (least > 0) at = body;
    } else {
      for (let i = least; i < most; i++) at = add({ op: 'repeat', body: emit(inner, at), next });
    }
    const copies = most === Number.POSITIVE_INFINITY ? least - 1 : least;
    for (let i = 0; i < copies; i++) at = emit(inner, at);
    return at;
  }

  const start = emit(root, 0);
  return { states, start, groups, nullableLoop };
}

function nullable(node: RegexNode): boolean {
  switch (node.kind) {
    case 'byte':
      return false;
    case 'begin':
    case 'end':
      return true;
    case 'group':
      return nullable(node.inner);
    case 'sequence':
      return node.items.every(nullable);
    case 'either':
      return node.ways.some(nullable);
    case 'repeat':
      return node.least === 0 || nullable(node.inner);
  }
}
