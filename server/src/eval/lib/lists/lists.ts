// lib.lists: what Nix's own list functions do not offer.

import { isExhausted, spend } from '../../budget';
import { binary, ternary, unary } from '../../builtins/row';
import { concatLists } from '../../collections';
import { equal } from '../../compare';
import { decide, expectAttrs, expectClosedList, expectList, itemAt, type Row } from '../../primop';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { isFalse, isTrue } from '../../truth';
import { lift } from '../../unknowns';
import { attrs, EMPTY_LIST, int, list, type Slot, type Value } from '../../values';
import { builtin } from '../builtin';
import { anyOf, call, deeper, filtered, not, optional } from '../support';

/** Each element with its position. */
const indexed = (name: string, first: number): Row =>
  binary(name, (fn, source, site) =>
    expectClosedList(source, site, (items) =>
      list(items.map((item, index) => lazily(site, () => call(fn, [int(index + first), item], site)))),
    ),
  );

/** Nested calls longer than this are computed from the inside, so that a long list needs no deep stack. */
const NESTED_LIMIT = 100;

function foldr(fn: Slot, start: Slot, items: readonly Slot[], site: Site): Value {
  return nested(items.toReversed(), start, (rest, item) => call(fn, [item, rest], site), site);
}

function foldl(fn: Slot, start: Slot, items: readonly Slot[], site: Site): Value {
  return nested(items, start, (before, item) => call(fn, [before, item], site), site);
}

/** Calls inside calls, from the innermost to the outermost, each delayed. */
function nested(items: readonly Slot[], start: Slot, step: (inner: Slot, item: Slot) => Value, site: Site): Value {
  const broke = spend(items.length);
  if (broke !== undefined) return broke;
  let result = start;
  for (const item of items) {
    const inner = result;
    result = lazily(site, () => step(inner, item));
    if (items.length > NESTED_LIMIT) force(result);
  }
  return force(result);
}

/** The elements of nested lists, in order; what is not known to be a list or not leaves the result open. */
function flatten(slot: Slot, site: Site): Value {
  return deeper(() => spend(1) ?? flattened(slot, site));
}

function flattened(slot: Slot, site: Site): Value {
  const value = force(slot);
  if (value.kind === 'choice') return lift(value, (known) => flatten(known, site));
  if (value.kind === 'error') return value;
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'list') return list([slot]);
  const parts: Value[] = [];
  for (const item of value.items) {
    const part = flatten(item, site);
    if (isExhausted(part)) return part;
    parts.push(part);
  }
  return concatLists(value.open === undefined ? parts : [...parts, value.open], site);
}

const filterItems = (source: Slot, site: Site, keep: (item: Slot) => Value): Value =>
  expectList(
    source,
    site,
    ({ items, open }) => spend(items.length) ?? filtered(items, keep, site, (kept, doubt) => list(kept, open ?? doubt)),
  );

/** Whether a list has an element. */
export const elem = (item: Slot, source: Slot, site: Site): Value => builtin('elem', [item, source], site);

/** The first element that passes, by position; undecided ones before it leave the answer open. */
function findIndex(
  predicate: Slot,
  items: readonly Slot[],
  site: Site,
  found: (index: number) => Value,
  none: () => Value,
): Value {
  const from = (start: number): Value => {
    for (let index = start; index < items.length; index++) {
      const broke = spend(1);
      if (broke !== undefined) return broke;
      const passed = call(predicate, [itemAt(items, index)], site);
      if (isFalse(passed)) continue;
      return isTrue(passed)
        ? found(index)
        : decide(
            passed,
            () => found(index),
            () => from(index + 1),
            site,
          );
    }
    return none();
  };
  return from(0);
}

const folded = (name: string, fold: typeof foldr): Row =>
  ternary(name, (fn, start, source, site) => expectClosedList(source, site, (items) => fold(fn, start, items, site)));

export const LIST_ROWS: readonly Row[] = [
  unary('singleton', (item) => list([item])),
  binary('forEach', (source, fn, site) => builtin('map', [fn, source], site)),
  folded('foldr', foldr),
  folded('fold', foldr),
  folded('foldl', foldl),
  indexed('imap0', 0),
  indexed('imap1', 1),
  indexed('imap', 1),
  binary('ifilter0', (predicate, source, site) =>
    expectClosedList(source, site, (items) =>
      filtered(
        [...items.entries()],
        ([index, item]) => call(predicate, [int(index), item], site),
        site,
        (kept, open) =>
          list(
            kept.map(([, item]) => item),
            open,
          ),
      ),
    ),
  ),
  unary('flatten', flatten),
  binary('filter', (predicate, source, site) => filterItems(source, site, (item) => call(predicate, [item], site))),
  binary('remove', (unwanted, source, site) => filterItems(source, site, (item) => not(equal(item, unwanted, site)))),
  binary('intersectLists', (wanted, source, site) => filterItems(source, site, (item) => elem(item, wanted, site))),
  binary('subtractLists', (unwanted, source, site) =>
    filterItems(source, site, (item) => not(elem(item, unwanted, site))),
  ),
  binary('mutuallyExclusive', (left, right, site) =>
    expectList(left, site, ({ items, open }) => not(anyOf(items, (item) => elem(item, right, site), open, site))),
  ),
  ternary('findFirst', (predicate, fallback, source, site) =>
    expectClosedList(source, site, (items) =>
      findIndex(
        predicate,
        items,
        site,
        (index) => force(itemAt(items, index)),
        () => force(fallback),
      ),
    ),
  ),
  ternary('findFirstIndex', (predicate, fallback, source, site) =>
    expectClosedList(source, site, (items) => findIndex(predicate, items, site, int, () => force(fallback))),
  ),
  [
    'findSingle',
    4,
    (args, site) => {
      const [predicate, none, several, source] = args as readonly [Slot, Slot, Slot, Slot];
      return expectClosedList(source, site, (items) =>
        filtered(
          items,
          (item) => call(predicate, [item], site),
          site,
          ([only, ...others], open) => open ?? force(only === undefined ? none : others.length > 0 ? several : only),
        ),
      );
    },
  ],
  binary('count', (predicate, source, site) =>
    expectClosedList(source, site, (items) =>
      filtered(
        items,
        (item) => call(predicate, [item], site),
        site,
        (kept, open) => open ?? int(kept.length),
      ),
    ),
  ),
  binary('optional', (condition, item, site) =>
    decide(
      force(condition),
      () => list([item]),
      () => EMPTY_LIST,
      site,
    ),
  ),
  optional('optionals', EMPTY_LIST),
  [
    "groupBy'",
    4,
    (args, site) => {
      const [fn, start, key, source] = args as readonly [Slot, Slot, Slot, Slot];
      return expectAttrs(builtin('groupBy', [key, source], site), site, (groups) =>
        attrs(
          [...groups.entries].map(([name, { slot }]) => [
            name,
            lazily(site, () => expectClosedList(slot, site, (items) => foldl(fn, start, items, site))),
          ]),
          groups.open,
        ),
      );
    },
  ],
];
