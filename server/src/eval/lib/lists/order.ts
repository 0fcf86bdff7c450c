// lib.lists: sorting and orders.

import { spend } from '../../budget';
import { binary, ternary, unary } from '../../builtins/row';
import { lessThan } from '../../order';
import { binaryFunction, decide, expectBool, expectClosedList, expectStrings, type Row } from '../../primop';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { isFalse, isTrue } from '../../truth';
import { lift } from '../../unknowns';
import { attrs, bool, fail, int, list, type Slot, string, type Value } from '../../values';
import { builtin } from '../builtin';
import { call } from '../support';

/** -1, 0 or 1. */
export const compare = (left: Slot, right: Slot, site: Site): Value =>
  decide(
    lessThan(left, right, site),
    () => int(-1),
    () =>
      decide(
        lessThan(right, left, site),
        () => int(1),
        () => int(0),
        site,
      ),
    site,
  );

/** Elements sorted by a key that is computed once for each. */
function sortOn(key: Slot, source: Slot, site: Site): Value {
  return expectClosedList(source, site, (items) => {
    const keyed = items.map((item) =>
      attrs([
        ['key', lazily(site, () => call(key, [item], site))],
        ['item', item],
      ]),
    );
    const before = binaryFunction('before', (left, right) => lessThan(keyOf(left), keyOf(right), site));
    return lift(builtin('sort', [before, list(keyed)], site), (sorted) =>
      sorted.kind === 'list' ? list(sorted.items.map(itemOf)) : sorted,
    );
  });
}

const part =
  (name: string) =>
  (slot: Slot): Slot => {
    const value = force(slot);
    return value.kind === 'attrs' ? (value.get(name) ?? value) : value;
  };
const keyOf = part('key');
const itemOf = part('item');

function compareLists(cmp: Slot, left: readonly Slot[], right: readonly Slot[], site: Site): Value {
  for (const [index, item] of left.entries()) {
    const broke = spend(1);
    if (broke !== undefined) return broke;
    const other = right[index];
    if (other === undefined) return int(1);
    const order = call(cmp, [item, other], site);
    if (order.kind !== 'int' || order.value !== 0) return order;
  }
  return int(left.length < right.length ? -1 : 0);
}

/** Numbers inside texts compare as numbers. */
function naturalSort(texts: readonly string[], site: Site): Value {
  const parts = (text: string): Slot[] =>
    text.split(/(0|[1-9][0-9]*)/).map((piece, index) => (index % 2 === 1 ? int(BigInt(piece)) : string(piece)));
  const keyed = texts.map((text) =>
    attrs([
      ['key', list(parts(text))],
      ['item', string(text)],
    ]),
  );
  const cmp = binaryFunction('compare', (left, right) => compare(left, right, site));
  const before = binaryFunction('before', (left, right) =>
    expectClosedList(keyOf(left), site, (a) =>
      expectClosedList(keyOf(right), site, (b) =>
        lift(compareLists(cmp, a, b, site), (order) => bool(order.kind === 'int' && order.value < 0)),
      ),
    ),
  );
  return lift(builtin('sort', [before, list(keyed)], site), (sorted) =>
    sorted.kind === 'list' ? list(sorted.items.map(itemOf)) : sorted,
  );
}

/** What a search for an element without predecessors comes to. */
interface OrderSearch {
  readonly at: Slot;
  readonly visited: readonly Slot[];
  readonly rest: readonly Slot[];
  readonly loops: readonly Slot[];
}

/** Goes to predecessors of the first element until there are none, or until one comes up again. */
function search(stopOnCycles: boolean, before: Slot, items: readonly Slot[], site: Site): OrderSearch | Value {
  const [first, ...others] = items;
  if (first === undefined) return fail('value', "'head' called on an empty list", site);
  let at = first;
  let rest: readonly Slot[] = others;
  let visited: readonly Slot[] = [];
  for (;;) {
    const here = at;
    const precedes = (item: Slot): Value => call(before, [item, here], site);
    const seen = split(visited, precedes, site);
    const ahead = split(rest, precedes, site);
    if (!Array.isArray(seen)) return seen as Value;
    if (!Array.isArray(ahead)) return ahead as Value;
    const [loops = []] = seen;
    const [right = [], wrong = []] = ahead;
    const [next, ...later] = right;
    if ((stopOnCycles && loops.length > 0) || next === undefined)
      return { at, visited, rest, loops: stopOnCycles ? loops : [] };
    visited = [at, ...visited];
    rest = [...later, ...wrong];
    at = next;
  }
}

/** Elements that pass and those that do not; a value when that is not known. */
function split(items: readonly Slot[], test: (item: Slot) => Value, site: Site): readonly Slot[][] | Value {
  const right: Slot[] = [];
  const wrong: Slot[] = [];
  for (const item of items) {
    const result = spend(1) ?? test(item);
    if (isTrue(result)) right.push(item);
    else if (isFalse(result)) wrong.push(item);
    else
      return decide(
        result,
        () => result,
        () => result,
        site,
      );
  }
  return [right, wrong];
}

const isSearch = (value: OrderSearch | Value): value is OrderSearch => 'visited' in value;

function listDfs(stopOnCycles: boolean, before: Slot, items: readonly Slot[], site: Site): Value {
  const found = search(stopOnCycles, before, items, site);
  if (!isSearch(found)) return found;
  const { at, visited, rest, loops } = found;
  const common = [
    ['visited', list(visited)],
    ['rest', list(rest)],
  ] as const;
  return loops.length > 0
    ? attrs([['cycle', at], ['loops', list(loops)], ...common])
    : attrs([['minimal', at], ...common]);
}

/** Elements ordered so that none stands before one of its predecessors. */
function toposort(before: Slot, items: readonly Slot[], site: Site): Value {
  const sorted: Slot[] = [];
  let left = items;
  while (left.length > 1) {
    const found = search(true, before, left, site);
    if (!isSearch(found)) return found;
    const { at, visited, rest, loops } = found;
    if (loops.length > 0)
      return attrs([
        ['cycle', list([at, ...visited].reverse())],
        ['loops', list(loops)],
      ]);
    sorted.push(at);
    left = [...visited, ...rest];
  }
  return attrs([['result', list([...sorted, ...left])]]);
}

export const LIST_ORDER_ROWS: readonly Row[] = [
  binary('sortOn', sortOn),
  ternary('compareLists', (cmp, left, right, site) =>
    expectClosedList(left, site, (a) => expectClosedList(right, site, (b) => compareLists(cmp, a, b, site))),
  ),
  unary('naturalSort', (source, site) => expectStrings(source, site, (texts) => naturalSort(texts, site))),
  ternary('listDfs', (stop, before, source, site) =>
    expectBool(stop, site, ({ value }) =>
      expectClosedList(source, site, (items) => listDfs(value, before, items, site)),
    ),
  ),
  binary('toposort', (before, source, site) =>
    expectClosedList(source, site, (items) => toposort(before, items, site)),
  ),
];
