// Attribute paths given as lists of names.
import type { Code } from '../code';
import { decide, expectStrings } from '../primop';
import { hasAttr, selectAttr } from '../select';
import { force } from '../thunk';
import { choose } from '../unknowns';
import { FALSE, fail, list, type Slot, string, TRUE, unknown, type Value } from '../values';
import { isUndecided } from './support';

/** The value at a path, or the fallback where the path ends early; both where that is not known. */
export function attrByPath(path: Slot, fallback: Slot, set: Slot, site: Code): Value {
  return expectStrings(path, site, (names) => {
    let value = force(set);
    let doubtful = false;
    for (const name of names) {
      const there = hasAttr(value, name);
      // Behind a step that may be absent the rest of the path says nothing more.
      if (there === FALSE) return force(fallback);
      if (there.kind === 'error') return there;
      doubtful ||= isUndecided(there);
      value = selectAttr(value, name, site);
    }
    return doubtful ? either(value, force(fallback), site) : value;
  });
}

const either = (value: Value, fallback: Value, site: Code): Value =>
  choose([value, fallback], unknown('choice', 'an attribute that may be absent', site));

export function getAttrFromPath(path: Slot, set: Slot, site: Code): Value {
  return expectStrings(path, site, (names) =>
    attrByPath(path, fail('abort', `cannot find attribute '${names.join('.')}'`, site), set, site),
  );
}

export function hasAttrByPath(path: Slot, set: Slot, site: Code): Value {
  return expectStrings(path, site, (names) => {
    let value = force(set);
    for (const [index, name] of names.entries()) {
      const there = hasAttr(value, name);
      if (there !== TRUE || index === names.length - 1) return there;
      value = selectAttr(value, name, site);
    }
    return TRUE;
  });
}

/** `value.name or fallback`. */
export const attrOr = (value: Value, name: string, fallback: () => Value, site: Code): Value =>
  decide(hasAttr(value, name), () => selectAttr(value, name, site), fallback, site);

/** The part of a path that is there. */
export function longestValidPathPrefix(path: Slot, set: Slot, site: Code): Value {
  return expectStrings(path, site, (names) => {
    let value = force(set);
    for (const [index, name] of names.entries()) {
      const there = hasAttr(value, name);
      if (there === FALSE) return list(names.slice(0, index).map(string));
      if (there !== TRUE) return there;
      value = selectAttr(value, name, site);
    }
    return list(names.map(string));
  });
}
