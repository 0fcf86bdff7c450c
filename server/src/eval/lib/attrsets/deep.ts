// lib.attrsets: functions that go into nested sets.

import { isExhausted, spend } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { binary, ternary } from '../../builtins/row';
import { concatLists } from '../../collections';
import { equal } from '../../compare';
import { decide, expectAttrs, type Row } from '../../primop';
import { computedOrigin } from '../../provenance';
import { hasAttr, selectAttr } from '../../select';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { lift } from '../../unknowns';
import {
  AttrsValue,
  bool,
  type Entry,
  FALSE,
  list,
  type Slot,
  string,
  TRUE,
  type UnknownValue,
  type Value,
} from '../../values';
import { allOf, call, deeper } from '../support';

export const isSet = (value: Value): Value => lift(value, (known) => bool(known.kind === 'attrs'));

/** A path as Nix has it. */
export const texts = (path: readonly string[]): Slot => list(path.map((name) => string(name)));

/** Maps what is no set, or a set that `into` does not want to be gone into. */
function mapDeep(
  into: (set: AttrsValue) => Value,
  fn: Slot,
  set: AttrsValue,
  path: readonly string[],
  site: Site,
): Value {
  const mapped = ([name, { slot, origin }]: readonly [string, Entry]): readonly [string, Entry] => {
    const here = [...path, name];
    const apply = (): Value => call(fn, [texts(here), slot], site);
    const inner = (): Value => {
      const value = force(slot);
      if (value.kind !== 'attrs')
        return value.kind === 'choice' || value.kind === 'unknown'
          ? lift(value, (known) =>
              known.kind === 'attrs' ? mapDeep(into, fn, known, here, site) : call(fn, [texts(here), known], site),
            )
          : apply();
      return decide(into(value), () => mapDeep(into, fn, value, here, site), apply, site);
    };
    return [name, { slot: lazily(site, inner), origin: computedOrigin(origin, fn, 2, site) }];
  };
  // Each has a path of its own, and waits with all that it takes to map it.
  const broke = spend(set.entries.size * (4 + path.length));
  return broke ?? new AttrsValue(new Map([...set.entries].map(mapped)), set.open);
}

/** As `mapDeep`, with the results in one list. */
function listDeep(
  into: (path: Slot, set: Value) => Value,
  fn: Slot,
  set: AttrsValue,
  path: readonly string[],
  site: Site,
): Value {
  return listOf(sortedNames(set), set.open, site, (name) => {
    const here = [...path, name];
    const slot = set.at(name);
    const value = force(slot);
    const leaf = (): Value => list([lazily(site, () => call(fn, [texts(here), slot], site))]);
    if (value.kind !== 'attrs')
      return value.kind === 'error' || value.kind === 'unknown' || value.kind === 'choice' ? lift(value, leaf) : leaf();
    return decide(into(texts(here), value), () => listDeep(into, fn, value, here, site), leaf, site);
  });
}

/** The lists that come of some names, one after the other, one level deeper. */
const listOf = (
  names: readonly string[],
  open: UnknownValue | undefined,
  site: Site,
  each: (name: string) => Value,
): Value =>
  deeper(() => {
    const parts: Value[] = [];
    for (const name of names) {
      const part = spend(1) ?? each(name);
      if (isExhausted(part)) return part;
      parts.push(part);
    }
    return concatLists(open === undefined ? parts : [...parts, open], site);
  });

function collect(predicate: Slot, slot: Slot, site: Site): Value {
  return decide(
    call(predicate, [slot], site),
    () => list([slot]),
    () =>
      lift(force(slot), (value) => {
        if (value.kind !== 'attrs') return list([]);
        return listOf(sortedNames(value), value.open, site, (name) => collect(predicate, value.at(name), site));
      }),
    site,
  );
}

export function matchAttrs(pattern: Slot, set: Slot, site: Site): Value {
  return expectAttrs(pattern, site, (wanted) => {
    const value = force(set);
    return allOf(
      wanted.entries,
      ([name, { slot }]) =>
        decide(
          hasAttr(value, name),
          () =>
            lift(force(slot), (left) => {
              const right = selectAttr(value, name, site);
              return left.kind === 'attrs'
                ? decide(
                    isSet(right),
                    () => deeper(() => matchAttrs(left, right, site)),
                    () => FALSE,
                    site,
                  )
                : equal(left, right, site);
            }),
          () => FALSE,
          site,
        ),
      wanted.open,
      site,
    );
  });
}

export const DEEP_ATTRSET_ROWS: readonly Row[] = [
  binary('mapAttrsRecursive', (fn, set, site) =>
    expectAttrs(set, site, (value) => mapDeep(() => TRUE, fn, value, [], site)),
  ),
  ternary('mapAttrsRecursiveCond', (into, fn, set, site) =>
    expectAttrs(set, site, (value) => mapDeep((inner) => call(into, [inner], site), fn, value, [], site)),
  ),
  binary('mapAttrsToListRecursive', (fn, set, site) =>
    expectAttrs(set, site, (value) => listDeep(() => TRUE, fn, value, [], site)),
  ),
  ternary('mapAttrsToListRecursiveCond', (into, fn, set, site) =>
    expectAttrs(set, site, (value) => listDeep((path, inner) => call(into, [path, inner], site), fn, value, [], site)),
  ),
  binary('collect', collect),
  binary('matchAttrs', matchAttrs),
];
