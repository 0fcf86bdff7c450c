// lib.attrsets: sets made, filtered and mapped. Values stay delayed; attributes that are kept keep their entry.

import { spend } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { binary, ternary, unary } from '../../builtins/row';
import { update } from '../../collections';
import { expectAttrs, expectClosedAttrs, expectList, expectString, expectStrings, type Row } from '../../primop';
import { argumentEntry, computedOrigin, unlessChanged, writtenElements } from '../../provenance';
import { selectAttr } from '../../select';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { doubt, lift } from '../../unknowns';
import {
  AttrsValue,
  attrs,
  EMPTY_ATTRS,
  type Entry,
  FALSE,
  list,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../../values';
import { builtin } from '../builtin';
import { showAttrPath } from '../option-text';
import { call, filtered, optional } from '../support';
import { isDerivation } from '../tags';
import { attrByPath, getAttrFromPath, hasAttrByPath, longestValidPathPrefix } from './attr-path';
import { mergeSets } from './combine';

/** What a function computes for each attribute, in the order of the names. */
const mapToList = (fn: Slot, set: AttrsValue, site: Site): Value =>
  spend(set.entries.size) ??
  list(
    sortedNames(set).map((name) => lazily(site, () => call(fn, [string(name), set.at(name)], site))),
    set.open,
  );

const filterSet = (predicate: Slot, set: AttrsValue, site: Site): Value =>
  spend(set.entries.size) ??
  filtered(
    set.entries,
    ([name, { slot }]) => call(predicate, [string(name), slot], site),
    site,
    (kept, open) => new AttrsValue(new Map(kept), set.open ?? open),
  );

function filterRecursive(predicate: Slot, set: AttrsValue, site: Site): Value {
  return lift(filterSet(predicate, set, site), (kept) => {
    if (kept.kind !== 'attrs') return kept;
    const inside = ([name, { slot, origin }]: readonly [string, Entry]): readonly [string, Entry] => {
      const inner = (): Value => {
        const value = force(slot);
        return value.kind === 'attrs' ? filterRecursive(predicate, value, site) : value;
      };
      const filtered = lazily(site, inner);
      return [name, { slot: filtered, origin: unlessChanged(origin, slot, filtered, site) }];
    };
    return new AttrsValue(new Map([...kept.entries].map(inside)), kept.open);
  });
}

/** `genAttrs [ "a" ] f`: a name written in the call's own list is where its attribute stands. */
function genAttrs(names: Slot, fn: Slot, site: Site): Value {
  return expectList(names, site, ({ items, open }) => {
    const broke = spend(items.length);
    if (broke !== undefined) return broke;
    const written = writtenElements(items, site, 2);
    const entries = new Map<string, Entry>();
    let rest = open;
    for (const [index, item] of items.entries()) {
      const name = force(item);
      const reason = doubt(name, site);
      rest ??= reason;
      if (reason !== undefined) continue;
      if (name.kind !== 'string') return expectString(name, site, (known) => known);
      if (!entries.has(name.text))
        entries.set(name.text, {
          slot: lazily(site, () => call(fn, [item], site)),
          origin: computedOrigin(written[index], fn, 1, site),
        });
    }
    return new AttrsValue(entries, rest);
  });
}

/** `genAttrs'` and `mapAttrs'`: pairs of name and value, computed from elements. */
const fromPairs = (pairs: Value, site: Site): Value => builtin('listToAttrs', [pairs], site);

const pair = (name: Slot, value: Slot, site: Site): AttrsValue =>
  new AttrsValue(
    new Map([
      ['name', argumentEntry(name, site, 2)],
      ['value', argumentEntry(value, site, 1)],
    ]),
  );

function setAttrByPath(path: Slot, value: Slot, site: Site): Value {
  return expectStrings(path, site, (names) => {
    let entry = argumentEntry(value, site, 1);
    for (const name of names.toReversed())
      entry = { slot: new AttrsValue(new Map([[name, entry]])), origin: entry.origin };
    return force(entry.slot);
  });
}

function getAttrs(names: Slot, set: Slot, site: Site): Value {
  return expectStrings(names, site, (texts) => {
    const value = force(set);
    return new AttrsValue(
      new Map(
        texts.map((name) => {
          const kept = value.kind === 'attrs' ? value.entries.get(name) : undefined;
          return [name, kept ?? { slot: lazily(site, () => selectAttr(value, name, site)), origin: undefined }];
        }),
      ),
    );
  });
}

function foldlAttrs(fn: Slot, start: Slot, set: AttrsValue, site: Site): Value {
  let accumulated = start;
  for (const name of sortedNames(set)) {
    const broke = spend(1);
    if (broke !== undefined) return broke;
    accumulated = call(fn, [accumulated, string(name), set.at(name)], site);
    if (accumulated.kind === 'error') return accumulated;
  }
  return force(accumulated);
}

const mark = (name: string, recurse: Value): Row =>
  unary(name, (set, site) => update(force(set), attrs([['recurseForDerivations', recurse]]), site));

export const ATTRSET_ROWS: readonly Row[] = [
  ternary('attrByPath', attrByPath),
  binary('hasAttrByPath', hasAttrByPath),
  binary('longestValidPathPrefix', longestValidPathPrefix),
  binary('setAttrByPath', setAttrByPath),
  binary('getAttrFromPath', getAttrFromPath),
  unary('showAttrPath', showAttrPath),
  binary("mapAttrs'", (fn, set, site) =>
    expectAttrs(set, site, (value) => fromPairs(mapToList(fn, value, site), site)),
  ),
  binary('mapAttrsToList', (fn, set, site) => expectAttrs(set, site, (value) => mapToList(fn, value, site))),
  unary('attrsToList', (set, site) =>
    expectAttrs(set, site, (value) =>
      list(
        sortedNames(value).map(
          (name) =>
            new AttrsValue(
              new Map([
                ['name', { slot: string(name), origin: undefined }],
                ['value', value.entries.get(name) as Entry],
              ]),
            ),
        ),
        value.open,
      ),
    ),
  ),
  binary('concatMapAttrs', (fn, set, site) =>
    expectAttrs(set, site, (value) =>
      lift(mapToList(fn, value, site), (parts) =>
        parts.kind === 'list'
          ? mergeSets([...parts.items, ...(parts.open === undefined ? [] : [parts.open])], site)
          : parts,
      ),
    ),
  ),
  binary('filterAttrs', (predicate, set, site) => expectAttrs(set, site, (value) => filterSet(predicate, value, site))),
  binary('filterAttrsRecursive', (predicate, set, site) =>
    expectAttrs(set, site, (value) => filterRecursive(predicate, value, site)),
  ),
  binary('genAttrs', genAttrs),
  binary("genAttrs'", (items, fn, site) => fromPairs(builtin('map', [fn, items], site), site)),
  binary('nameValuePair', pair),
  optional('optionalAttrs', EMPTY_ATTRS),
  binary('getAttrs', getAttrs),
  binary('attrVals', (names, set, site) =>
    expectStrings(names, site, (texts) =>
      list(texts.map((name) => lazily(site, () => selectAttr(force(set), name, site)))),
    ),
  ),
  ternary('foldlAttrs', (fn, start, set, site) =>
    expectClosedAttrs(set, site, (value) => foldlAttrs(fn, start, value, site)),
  ),
  unary('isDerivation', isDerivation),
  mark('recurseIntoAttrs', TRUE),
  mark('dontRecurseIntoAttrs', FALSE),
];
