// lib.lists: making lists, taking parts of them, and comparing them with each other.

import { spend, tooLarge } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { binary, ternary, unary } from '../../builtins/row';
import { byteOrder } from '../../byte-order';
import { concatLists } from '../../collections';
import { equal } from '../../compare';
import {
  decide,
  expectAttrs,
  expectClosedList,
  expectInt,
  expectList,
  expectStrings,
  itemAt,
  type Row,
} from '../../primop';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { isFalse, isTrue } from '../../truth';
import { lift } from '../../unknowns';
import { attrs, bool, fail, int, list, type Slot, string, type UnknownValue, unknown, type Value } from '../../values';
import { builtin } from '../builtin';
import { anyOf, call } from '../support';

/** Most elements a list made from a number may have. */
const GENERATED_LIMIT = 1_000_000;

const generated = (count: number, make: (index: number) => Slot): Value =>
  (count > GENERATED_LIMIT ? tooLarge('a list') : spend(count)) ??
  list(Array.from({ length: Math.max(0, count) }, (_, index) => make(index)));

function sublist(start: number, count: number, items: readonly Slot[], site: Site): Value {
  const length = start >= items.length ? 0 : start + count > items.length ? items.length - start : count;
  if (length < 0) return fail('value', `cannot create list of size ${length}`, site);
  const kept: Slot[] = [];
  for (let index = start; index < start + length; index++)
    kept.push(items[index] ?? fail('value', `list index ${index} is out of bounds`, site));
  return spend(length >> 4) ?? list(kept);
}

const cut = (name: string, range: (count: number, length: number) => readonly [start: number, count: number]): Row =>
  binary(name, (amount, source, site) =>
    expectInt(amount, site, (count) =>
      expectClosedList(source, site, (items) => sublist(...range(count, items.length), items, site)),
    ),
  );

/** Elements in order of first appearance, without those that equal an earlier one. */
function unique(items: readonly Slot[], site: Site): Value {
  const kept: Slot[] = [];
  let open: UnknownValue | undefined;
  const texts = new Set<string>();
  for (const item of items) {
    const value = force(item);
    if (value.kind === 'error') return value;
    if (value.kind === 'string') {
      if (texts.has(value.text)) continue;
      texts.add(value.text);
    }
    const others = value.kind === 'string' ? kept.filter((other) => force(other).kind !== 'string') : kept;
    const broke = spend(others.length);
    if (broke !== undefined) return broke;
    const known = anyOf(others, (other) => equal(item, other, site), undefined, site);
    if (isFalse(known)) kept.push(item);
    else if (known.kind === 'error') return known;
    else if (!isTrue(known)) open ??= unknown('open', 'an element that may equal another one', site);
  }
  return list(kept, open);
}

const zipWith = (left: Slot, right: Slot, site: Site, combine: (a: Slot, b: Slot) => Slot): Value =>
  expectClosedList(left, site, (a) =>
    expectClosedList(right, site, (b) =>
      list(a.slice(0, b.length).map((item, index) => combine(item, itemAt(b, index)))),
    ),
  );

/** An element of a list that may not be empty. */
const nonEmpty = (name: string, then: (items: readonly Slot[]) => Value): Row =>
  unary(name, (source, site) =>
    expectClosedList(source, site, (items) =>
      items.length === 0 ? fail('throw', `lists.${name}: list must not be empty!`, site) : then(items),
    ),
  );

function range(first: number, last: number): Value {
  return generated(last - first + 1, (index) => int(first + index));
}

/** The function applied to every combination of one element of each list. */
const crossLists = (fn: Slot, lists: Slot, site: Site): Value =>
  expectClosedList(lists, site, (sources) =>
    sources.reduce<Value>(
      (fns, source) =>
        expectClosedList(fns, site, (known) =>
          concatLists(
            known.map((each) => builtin('map', [each, source], site)),
            site,
          ),
        ),
      list([fn]),
    ),
  );

const startsWith = (prefix: Slot, source: Slot, site: Site): Value =>
  expectClosedList(prefix, site, (start) =>
    expectClosedList(source, site, (items) => equal(list(items.slice(0, start.length)), list(start), site)),
  );

export const LIST_PART_ROWS: readonly Row[] = [
  unary('toList', (item) => lift(force(item), (value) => (value.kind === 'list' ? value : list([item])))),
  binary('range', (first, last, site) =>
    expectInt(first, site, (start) => expectInt(last, site, (end) => range(start, end))),
  ),
  binary('replicate', (count, item, site) =>
    expectInt(count, site, (times) =>
      times < 0 ? fail('value', `cannot create list of size ${times}`, site) : generated(times, () => item),
    ),
  ),
  ternary('zipListsWith', (fn, left, right, site) =>
    zipWith(left, right, site, (a, b) => lazily(site, () => call(fn, [a, b], site))),
  ),
  binary('zipLists', (left, right, site) =>
    zipWith(left, right, site, (fst, snd) =>
      attrs([
        ['fst', fst],
        ['snd', snd],
      ]),
    ),
  ),
  unary('reverseList', (source, site) => expectList(source, site, ({ items, open }) => list(items.toReversed(), open))),
  cut('take', (count) => [0, count]),
  cut('drop', (count, length) => [count, length]),
  cut('takeEnd', (count, length) => [Math.max(0, length - count), length]),
  cut('dropEnd', (count, length) => [0, Math.max(0, length - count)]),
  ternary('sublist', (start, count, source, site) =>
    expectInt(start, site, (from) =>
      expectInt(count, site, (amount) => expectClosedList(source, site, (items) => sublist(from, amount, items, site))),
    ),
  ),
  nonEmpty('last', (items) => force(itemAt(items, -1))),
  nonEmpty('init', (items) => list(items.slice(0, -1))),
  unary('unique', (source, site) => expectClosedList(source, site, (items) => unique(items, site))),
  unary('uniqueStrings', (source, site) =>
    expectStrings(source, site, (texts) => list([...new Set(texts)].sort(byteOrder).map(string))),
  ),
  unary('allUnique', (source, site) =>
    expectClosedList(source, site, (items) =>
      lift(unique(items, site), (kept) =>
        kept.kind === 'list' ? (kept.open ?? bool(kept.items.length === items.length)) : kept,
      ),
    ),
  ),
  unary('concatAttrValues', (set, site) =>
    expectAttrs(set, site, (value) =>
      concatLists(
        [...sortedNames(value).map((name) => force(value.at(name))), ...(value.open === undefined ? [] : [value.open])],
        site,
      ),
    ),
  ),
  binary('crossLists', crossLists),
  binary('hasPrefix', (prefix, source, site) => startsWith(prefix, source, site)),
  binary('removePrefix', (prefix, source, site) =>
    decide(
      startsWith(prefix, source, site),
      () =>
        expectClosedList(prefix, site, (start) =>
          expectClosedList(source, site, (items) => list(items.slice(start.length))),
        ),
      () => fail('throw', 'lib.lists.removePrefix: First argument is not a list prefix of the second argument', site),
      site,
    ),
  ),
  binary('commonPrefix', (left, right, site) =>
    expectClosedList(left, site, (a) =>
      expectClosedList(right, site, (b) => {
        let length = 0;
        for (; length < Math.min(a.length, b.length); length++) {
          const same = spend(1) ?? equal(itemAt(a, length), itemAt(b, length), site);
          if (isFalse(same)) break;
          if (!isTrue(same)) return same;
        }
        return list(a.slice(0, length));
      }),
    ),
  ),
  ternary('replaceElemAt', (source, position, item, site) =>
    expectClosedList(source, site, (items) =>
      expectInt(position, site, (index) =>
        index < 0 || index >= items.length
          ? fail('throw', `'lists.replaceElemAt' called with index ${index} on a list of size ${items.length}`, site)
          : list(items.with(index, item)),
      ),
    ),
  ),
];
