// lib.attrsets: several sets become one, and lists in a set become sets. Values stay delayed.

import { SIZE_LIMIT, spend, tooLarge } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { binary, ternary, unary } from '../../builtins/row';
import { update } from '../../collections';
import {
  binaryFunction,
  expectAttrs,
  expectClosedAttrs,
  expectClosedList,
  expectList,
  expectStrings,
  type Row,
} from '../../primop';
import { computedOrigin } from '../../provenance';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { lift } from '../../unknowns';
import {
  AttrsValue,
  attrs,
  EMPTY_ATTRS,
  fail,
  list,
  type Slot,
  string,
  type UnknownValue,
  type Value,
} from '../../values';
import { builtin } from '../builtin';
import { call } from '../support';

export const mergeSets = (sets: readonly Slot[], site: Site): Value =>
  sets.reduce<Value>((merged, set) => update(merged, force(set), site), EMPTY_ATTRS);

const overrideExisting = (old: Slot, fresh: Slot, site: Site): Value =>
  expectAttrs(old, site, (before) => {
    const names = before.entries;
    return expectAttrs(fresh, site, (after) =>
      update(before, new AttrsValue(new Map([...after.entries].filter(([name]) => names.has(name))), after.open), site),
    );
  });

function foldAttrs(fn: Slot, start: Slot, sets: readonly Slot[], site: Site): Value {
  const values = new Map<string, Slot[]>();
  let open: UnknownValue | undefined;
  for (const slot of sets) {
    const set = force(slot);
    if (set.kind !== 'attrs') return expectAttrs(set, site, (known) => known);
    const broke = spend(set.entries.size);
    if (broke !== undefined) return broke;
    open ??= set.open;
    for (const [name, { slot: value }] of set.entries) {
      const known = values.get(name);
      if (known === undefined) values.set(name, [value]);
      else known.push(value);
    }
  }
  const folded = (slots: readonly Slot[]): Slot =>
    slots.reduceRight((rest, value) => lazily(site, () => call(fn, [value, rest], site)), start);
  return attrs(
    [...values].map(([name, slots]) => [name, folded(slots)]),
    open,
  );
}

/** All sets with one element of each list, the first name varying slowest. */
function cartesianProduct(set: AttrsValue, site: Site): Value {
  let products: (readonly (readonly [string, Slot])[])[] = [[]];
  for (const name of sortedNames(set)) {
    const elements = expectClosedList(set.at(name), site, (items) => list(items));
    if (elements.kind !== 'list') return elements;
    const count = products.length * elements.items.length;
    const broke = count > SIZE_LIMIT ? tooLarge('a list') : spend(2 * count);
    if (broke !== undefined) return broke;
    products = products.flatMap((product) => elements.items.map((item) => [...product, [name, item] as const]));
  }
  return list(products.map((product) => attrs(product)));
}

/** Both sets, which must not share a name: a shared one fails when it is read. */
const unionOfDisjoint = (left: AttrsValue, right: AttrsValue, site: Site): Value =>
  lift(update(left, right, site), (union) => {
    const shared = [...right.entries.keys()].filter((name) => left.entries.has(name));
    return update(
      union,
      attrs(
        shared.map((name) => [
          name,
          fail('throw', `unionOfDisjoint: collision on ${name}; complete list: ${shared.join(' ')}`, site),
        ]),
      ),
      site,
    );
  });

/** Keeps the values collected under a name. */
const VALUES = binaryFunction('zipAttrs', (_, values) => force(values));

export const COMBINED_ATTRSET_ROWS: readonly Row[] = [
  unary('mergeAttrsList', (sets, site) =>
    expectList(sets, site, ({ items, open }) => mergeSets([...items, ...(open === undefined ? [] : [open])], site)),
  ),
  binary('overrideExisting', overrideExisting),
  ternary('foldAttrs', (fn, start, sets, site) =>
    expectClosedList(sets, site, (items) => foldAttrs(fn, start, items, site)),
  ),
  unary('cartesianProduct', (set, site) => expectClosedAttrs(set, site, (value) => cartesianProduct(value, site))),
  unary('cartesianProductOfSets', (set, site) =>
    expectClosedAttrs(set, site, (value) => cartesianProduct(value, site)),
  ),
  binary('mapCartesianProduct', (fn, set, site) =>
    expectClosedAttrs(set, site, (value) => builtin('map', [fn, cartesianProduct(value, site)], site)),
  ),
  ternary('zipAttrsWithNames', (names, fn, sets, site) =>
    expectStrings(
      names,
      site,
      (texts) =>
        new AttrsValue(
          new Map(
            texts.map((name) => [
              name,
              {
                slot: lazily(site, () =>
                  call(fn, [string(name), builtin('catAttrs', [string(name), sets], site)], site),
                ),
                origin: computedOrigin(undefined, fn, 2, site),
              },
            ]),
          ),
        ),
    ),
  ),
  unary('zipAttrs', (sets, site) => expectList(sets, site, (value) => builtin('zipAttrsWith', [VALUES, value], site))),
  binary('unionOfDisjoint', (left, right, site) =>
    expectAttrs(left, site, (a) => expectAttrs(right, site, (b) => unionOfDisjoint(a, b, site))),
  ),
];
