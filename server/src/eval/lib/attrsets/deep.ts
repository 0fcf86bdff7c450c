// lib.attrsets: functions that go into nested sets.

import { isExhausted, spend } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { binary, ternary } from '../../builtins/row';
import { concatLists, update } from '../../collections';
import { equal } from '../../compare';
import { decide, expectAttrs, expectClosedList, expectStrings, type Row } from '../../primop';
import { computedOrigin, unlessChanged } from '../../provenance';
import { hasAttr, selectAttr } from '../../select';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { lift } from '../../unknowns';
import {
  AttrsValue,
  attrs,
  bool,
  EMPTY_ATTRS,
  type Entry,
  FALSE,
  fail,
  list,
  type Slot,
  string,
  TRUE,
  type UnknownValue,
  type Value,
} from '../../values';
import { nixIdentifier } from '../option-text';
import { allOf, call, deeper, not } from '../support';

const isSet = (value: Value): Value => lift(value, (known) => bool(known.kind === 'attrs'));

/** Whether the right value replaces the left one instead of being merged into it. */
type Stop = (path: readonly string[], left: Slot, right: Slot) => Value;

/** `//` that goes on inside attributes both sides have, until `stop` holds. */
function updateUntil(stop: Stop, left: Value, right: Value, path: readonly string[], site: Site): Value {
  // What is not known may change anything, but keeps what it does not change.
  if (right.kind === 'unknown' || right.kind === 'opaque') return update(left, right, site);
  return expectAttrs(left, site, (a) =>
    expectAttrs(right, site, (b) => {
      const broke = spend(a.entries.size + b.entries.size);
      if (broke !== undefined) return broke;
      const merged = update(a, b, site);
      if (merged.kind !== 'attrs') return merged;
      const entries = new Map(merged.entries);
      for (const [name, theirs] of b.entries) {
        const ours = a.entries.get(name);
        if (ours === undefined) continue;
        const here = [...path, name];
        const inside = (): Value =>
          decide(
            stop(here, ours.slot, theirs.slot),
            () => force(theirs.slot),
            () => updateUntil(stop, force(ours.slot), force(theirs.slot), here, site),
            site,
          );
        const slot = lazily(site, inside);
        entries.set(name, { slot, origin: unlessChanged(theirs.origin, theirs.slot, slot, site) });
      }
      return new AttrsValue(entries, merged.open);
    }),
  );
}

const recursiveUpdate = (left: Slot, right: Slot, site: Site): Value =>
  updateUntil(
    (_path, ours, theirs) => not(allOf([theirs, ours], (slot) => isSet(force(slot)), undefined, site)),
    force(left),
    force(right),
    [],
    site,
  );

const texts = (path: readonly string[]): Slot => list(path.map((name) => string(name)));

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

interface Update {
  readonly path: readonly string[];
  readonly change: Slot;
}

/** `{ path; update; }` elements, read. */
function readUpdates(updates: Slot, site: Site, then: (known: readonly Update[]) => Value): Value {
  return expectClosedList(updates, site, (items) => {
    const known: Update[] = [];
    for (const item of items) {
      const value = force(item);
      const path = expectStrings(selectAttr(value, 'path', site), site, (names) => list(names.map(string)));
      if (path.kind !== 'list') return path;
      known.push({
        path: path.items.map((name) => (force(name) as { text: string }).text),
        change: lazily(site, () => selectAttr(value, 'update', site)),
      });
    }
    return then(known);
  });
}

/** Applies updates to nested attributes, inner ones first; `value` undefined where there is none yet. */
function updateMany(depth: number, value: Slot | undefined, updates: readonly Update[], site: Site): Value {
  const here = updates.filter((known) => known.path.length === depth);
  const below = new Map<string, Update[]>();
  for (const known of updates) {
    const name = known.path[depth];
    if (name !== undefined) below.set(name, [...(below.get(name) ?? []), known]);
  }
  const inside = (holder: AttrsValue): Value =>
    update(
      holder,
      attrs(
        [...below].map(([name, inner]) => [
          name,
          lazily(site, () => updateMany(depth + 1, holder.get(name), inner, site)),
        ]),
      ),
      site,
    );
  const shown = (path: readonly string[]): string =>
    path.length === 0 ? '<root attribute path>' : path.map(nixIdentifier).join('.');
  let result: Slot;
  if (below.size === 0) {
    const missing = fail(
      'throw',
      `updateManyAttrsByPath: Path '${shown(here[0]?.path ?? [])}' does not exist in the given value, but the first update to this path tries to access the existing value.`,
      site,
    );
    result = value ?? missing;
  } else if (value === undefined) {
    result = inside(EMPTY_ATTRS);
  } else {
    result = lift(force(value), (known) =>
      known.kind === 'attrs'
        ? inside(known)
        : fail(
            'throw',
            `updateManyAttrsByPath: path '${shown((updates[0]?.path ?? []).slice(0, depth))}' of the given value is not an attribute set`,
            site,
          ),
    );
  }
  return force(here.reduce<Slot>((current, { change }) => lazily(site, () => call(change, [current], site)), result));
}

export const DEEP_ATTRSET_ROWS: readonly Row[] = [
  binary('recursiveUpdate', recursiveUpdate),
  ternary('recursiveUpdateUntil', (stop, left, right, site) =>
    updateUntil(
      (path, ours, theirs) => call(stop, [texts(path), ours, theirs], site),
      force(left),
      force(right),
      [],
      site,
    ),
  ),
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
  binary('updateManyAttrsByPath', (updates, value, site) =>
    readUpdates(updates, site, (known) => updateMany(0, value, known, site)),
  ),
];
