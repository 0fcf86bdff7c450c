// Attribute paths given as lists of names.

import { decide, expectClosedList, expectString, expectStrings } from '../../primop';
import { hasAttr, selectAttr } from '../../select';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { isTrue } from '../../truth';
import { choose, doubt } from '../../unknowns';
import { fail, list, type Slot, TRUE, type Value } from '../../values';

/**
 * Follows a path as far as it is surely there. `end` is called with the value reached, the number of steps taken, and
 * what is known of the next step: FALSE when it is absent, TRUE at the end of the path. A name is looked at
 * only when the walk gets to it.
 */
function walk(path: Slot, set: Slot, site: Site, end: (value: Value, steps: number, next: Value) => Value): Value {
  return expectClosedList(path, site, (names) => {
    const from = (value: Value, index: number): Value => {
      const name = names[index];
      if (name === undefined) return end(value, index, TRUE);
      return expectString(name, site, ({ text }) => {
        const there = hasAttr(value, text);
        if (there.kind === 'error') return there;
        return isTrue(there) ? from(selectAttr(value, text, site), index + 1) : end(value, index, there);
      });
    };
    return from(force(set), 0);
  });
}

/** The value at a path, or the fallback where the path ends early; both where that is not known. */
export function attrByPath(path: Slot, fallback: Slot, set: Slot, site: Site): Value {
  return walk(path, set, site, (value, steps, next) => {
    if (isTrue(next)) return value;
    const reason = doubt(next, site);
    return reason === undefined
      ? force(fallback)
      : choose([throughUnknown(path, value, steps, site), force(fallback)], reason);
  });
}

/** The value at the rest of a path some step of which may be absent, if it is all there. */
function throughUnknown(path: Slot, value: Value, steps: number, site: Site): Value {
  return expectStrings(path, site, (names) =>
    names.slice(steps).reduce((at, name) => selectAttr(at, name, site), value),
  );
}

export function getAttrFromPath(path: Slot, set: Slot, site: Site): Value {
  return attrByPath(
    path,
    lazily(site, () =>
      expectStrings(path, site, (names) => fail('abort', `cannot find attribute '${names.join('.')}'`, site)),
    ),
    set,
    site,
  );
}

export const hasAttrByPath = (path: Slot, set: Slot, site: Site): Value =>
  walk(path, set, site, (_value, _steps, next) => next);

/** `value.name or fallback`. */
export const attrOr = (value: Value, name: string, fallback: () => Value, site: Site): Value =>
  decide(hasAttr(value, name), () => selectAttr(value, name, site), fallback, site);

/** The part of a path that is there. */
export const longestValidPathPrefix = (path: Slot, set: Slot, site: Site): Value =>
  walk(path, set, site, (_value, steps, next) =>
    next.kind === 'bool' ? expectClosedList(path, site, (names) => list(names.slice(0, steps))) : next,
  );
