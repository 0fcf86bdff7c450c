// Sets: values stay delayed, open sets stay open, and each attribute keeps who wrote it.

import { applyTwo } from '../apply';
import { meter, spend } from '../budget';
import { byteOrder } from '../byte-order';
import { rekeyed } from '../origin';
import { expectAttrs, expectFunction, expectList, expectString, expectStrings, type Row } from '../primop';
import { builtOrigin } from '../provenance';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily, sourceOf } from '../thunk';
import { typeName } from '../type-name';
import { doubt, lift } from '../unknowns';
import {
  AttrsValue,
  attrs,
  bool,
  EMPTY_ATTRS,
  type Entry,
  fail,
  list,
  type Origin,
  type Slot,
  string,
  type UnknownValue,
  type Value,
} from '../values';
import { binary, unary } from './row';

/** The names of a set in Nix's order. */
export function sortedNames(set: AttrsValue): string[] {
  const { size } = set;
  meter.fuel -= (size * Math.ceil(Math.log2(size + 1))) >> 3;
  return [...set.keys()].sort(byteOrder);
}

/** A set of what a function computes for each attribute, names kept. */
function mapAttrs(fn: Slot, set: AttrsValue, site: Site): Value {
  const broke = spend(set.size);
  if (broke !== undefined) return broke;
  const entries = new Map<string, Entry>();
  for (const name of set.keys()) {
    const { slot, origin } = set.entry(name) as Entry;
    const mapped = lazily(site, () => applyTwo(force(fn), string(name), slot, site));
    entries.set(name, { slot: mapped, origin: builtOrigin(origin, fn, 2, site) });
  }
  return new AttrsValue(entries, set.open);
}

/**
 * Both sets' names, the second one's values. The smaller one is gone through: packages choose their arguments this way
 * from a set of all packages.
 */
function intersect(left: AttrsValue, right: AttrsValue): Value {
  const few = left.sizeAtLeast <= right.sizeAtLeast ? left : right;
  const broke = spend(few.size >> 1);
  if (broke !== undefined) return broke;
  const entries = new Map<string, Entry>();
  for (const name of few.keys()) {
    const entry = right.entry(name);
    if (entry !== undefined && (few === left || left.entry(name) !== undefined)) entries.set(name, entry);
  }
  // A set that may have more counts only for names that the other one may still offer.
  const more = (some: AttrsValue, other: AttrsValue): UnknownValue | undefined =>
    other.open !== undefined || other.size > entries.size ? some.open : undefined;
  return new AttrsValue(entries, more(left, right) ?? more(right, left));
}

function remove(set: AttrsValue, names: readonly string[]): Value {
  const broke = spend(set.size >> 1);
  if (broke !== undefined) return broke;
  const entries = set.copy();
  for (const name of names) entries.delete(name);
  return new AttrsValue(entries, set.open);
}

/** Who wrote an attribute that `listToAttrs` makes: its name where that is written, and the value's expression. */
function pairOrigin(pair: AttrsValue, value: Entry, site: Site): Origin {
  const name = pair.entries.get('name')?.origin;
  if (value.origin !== undefined) {
    const key =
      name !== undefined && !name.inherited && name.file === value.origin.file ? name.value : value.origin.key;
    return rekeyed(value.origin, { start: key.start, end: key.end });
  }
  const source = sourceOf(value.slot) ?? site;
  const { start, end } = source.expr;
  return { file: source.unit.file, key: { start, end }, value: source.expr, inherited: source === site };
}

function listToAttrs(items: readonly Slot[], unknownRest: UnknownValue | undefined, site: Site): Value {
  const broke = spend(items.length);
  if (broke !== undefined) return broke;
  const entries = new Map<string, Entry>();
  let open = unknownRest;
  for (const item of items) {
    const pair = force(item);
    const reason = doubt(pair, site);
    if (reason !== undefined) {
      open ??= reason;
      continue;
    }
    if (pair.kind !== 'attrs') return expectAttrs(pair, site, (value) => value);
    const name = selectAttr(pair, 'name', site);
    const unknownName = doubt(name, site);
    if (unknownName !== undefined) {
      open ??= unknownName;
      continue;
    }
    if (name.kind !== 'string') return expectString(name, site, (value) => value);
    if (entries.has(name.text)) continue;
    const value = pair.entries.get('value');
    if (value !== undefined) entries.set(name.text, { slot: value.slot, origin: pairOrigin(pair, value, site) });
    else if (pair.open !== undefined) entries.set(name.text, { slot: pair.open, origin: undefined });
    else return fail('missing-attribute', "attribute 'value' missing", site);
  }
  return new AttrsValue(entries, open);
}

/** The sets in a list, and why it is not known to be all of them; an error where an element is no set. */
function eachSet(
  items: readonly Slot[],
  open: UnknownValue | undefined,
  site: Site,
  visit: (set: AttrsValue) => void,
): Value | UnknownValue | undefined {
  let rest = open;
  for (const item of items) {
    const set = force(item);
    const broke = spend(1);
    if (broke !== undefined) return broke;
    if (set.kind === 'attrs') {
      visit(set);
      rest ??= set.open;
    } else {
      const reason = doubt(set, site);
      if (reason === undefined) return expectAttrs(set, site, (value) => value);
      rest ??= reason;
    }
  }
  return rest;
}

function catAttrs(name: string, items: readonly Slot[], open: UnknownValue | undefined, site: Site): Value {
  const found: Slot[] = [];
  const rest = eachSet(items, open, site, (set) => {
    const slot = set.get(name);
    if (slot !== undefined) found.push(slot);
  });
  return rest?.kind === 'error' ? rest : list(found, rest?.kind === 'unknown' ? rest : undefined);
}

function zipAttrsWith(fn: Value, items: readonly Slot[], open: UnknownValue | undefined, site: Site): Value {
  const groups = new Map<string, { readonly slots: Slot[]; readonly origin: Origin | undefined }>();
  const rest = eachSet(items, open, site, (set) => {
    meter.fuel -= set.entries.size;
    for (const [name, { slot, origin }] of set.entries) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { slots: [slot], origin });
      else group.slots.push(slot);
    }
  });
  if (rest?.kind === 'error') return rest;
  const more = rest?.kind === 'unknown' ? rest : undefined;
  const entries = new Map<string, Entry>();
  for (const [name, { slots, origin }] of groups) {
    const zipped = lazily(site, () => applyTwo(fn, string(name), list(slots, more), site));
    entries.set(name, { slot: zipped, origin: builtOrigin(origin, fn, 2, site) });
  }
  return new AttrsValue(entries, more);
}

function functionArgs(value: Value, site: Site): Value {
  return lift(value, (fn) => {
    if (fn.kind === 'primop') return EMPTY_ATTRS;
    if (fn.kind !== 'lambda') return fail('type', `'functionArgs' requires a function but got a ${typeName(fn)}`, site);
    return attrs((fn.code.formals ?? []).map(({ name, fallback }) => [name, bool(fallback !== undefined)]));
  });
}

export const ATTRS: readonly Row[] = [
  unary('attrNames', (set, site) =>
    expectAttrs(set, site, (value) => list(sortedNames(value).map(string), value.open)),
  ),
  unary('attrValues', (set, site) =>
    expectAttrs(set, site, (value) =>
      list(
        sortedNames(value).map((name) => value.at(name)),
        value.open,
      ),
    ),
  ),
  binary('getAttr', (name, set, site) => expectString(name, site, ({ text }) => selectAttr(force(set), text, site))),
  binary('hasAttr', (name, set, site) =>
    expectString(name, site, ({ text }) => {
      const holder = force(set);
      return holder.kind === 'opaque'
        ? hasAttr(holder, text)
        : expectAttrs(holder, site, (value) => hasAttr(value, text));
    }),
  ),
  binary('mapAttrs', (fn, set, site) => expectAttrs(set, site, (value) => mapAttrs(fn, value, site))),
  binary('intersectAttrs', (left, right, site) =>
    expectAttrs(left, site, (a) => expectAttrs(right, site, (b) => intersect(a, b))),
  ),
  binary('removeAttrs', (set, names, site) =>
    expectAttrs(set, site, (value) => expectStrings(names, site, (texts) => remove(value, texts))),
  ),
  unary('listToAttrs', (source, site) => expectList(source, site, ({ items, open }) => listToAttrs(items, open, site))),
  binary('catAttrs', (name, source, site) =>
    expectString(name, site, ({ text }) =>
      expectList(source, site, ({ items, open }) => catAttrs(text, items, open, site)),
    ),
  ),
  binary('zipAttrsWith', (fn, source, site) =>
    expectFunction(fn, site, (known) =>
      expectList(source, site, ({ items, open }) => zipAttrsWith(known, items, open, site)),
    ),
  ),
  unary('functionArgs', (fn, site) => functionArgs(force(fn), site)),
];
