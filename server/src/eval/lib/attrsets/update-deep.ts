// lib.attrsets: functions that change nested sets.

import { groupBy } from '../../../base/group-by';
import { spend } from '../../budget';
import { binary, ternary } from '../../builtins/row';
import { update } from '../../collections';
import { decide, expectAttrs, expectClosedList, expectStrings, type Row } from '../../primop';
import { unlessChanged } from '../../provenance';
import { selectAttr } from '../../select';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { lift } from '../../unknowns';
import { AttrsValue, attrs, EMPTY_ATTRS, fail, list, type Slot, string, type Value } from '../../values';
import { nixIdentifier } from '../option-text';
import { allOf, call, not } from '../support';
import { isSet, texts } from './deep';

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
  const over = spend(updates.length);
  if (over !== undefined) return over;
  const deeperOnes = updates.filter((known) => known.path.length > depth);
  const below = groupBy(deeperOnes, ({ path }) => path[depth] ?? '');
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

export const ATTRSET_UPDATE_ROWS: readonly Row[] = [
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
  binary('updateManyAttrsByPath', (updates, value, site) =>
    readUpdates(updates, site, (known) => updateMany(0, value, known, site)),
  ),
];
