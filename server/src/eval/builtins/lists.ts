// Lists: elements stay delayed, open lists stay open, and what must run over all elements is a loop.

import { apply, applyTwo } from '../apply';
import { isExhausted, spend, tooLarge } from '../budget';
import { concatLists } from '../collections';
import { equalElements } from '../compare';
import { expectBool, expectClosedList, expectFunction, expectInt, expectList, expectString, type Row } from '../primop';
import type { Site } from '../site';
import { applyLazily, force } from '../thunk';
import { isTrue } from '../truth';
import { doubt } from '../unknowns';
import {
  attrs,
  type BoolValue,
  FALSE,
  fail,
  int,
  type ListValue,
  list,
  type Slot,
  TRUE,
  type UnknownValue,
  type Value,
} from '../values';
import { binary, ternary, unary } from './row';

/** Most elements `genList` makes; each is a delayed computation. */
const GENERATED_LIMIT = 1_000_000;

/**
 * Runs `visit` with `predicate element` for each element, in order, until it gives a value; a predicate that is
 * not known is told by its reason.
 */
function eachVerdict(
  predicate: Value,
  source: ListValue,
  site: Site,
  visit: (item: Slot, verdict: boolean | UnknownValue) => Value | undefined,
): Value | undefined {
  const broke = spend(source.items.length);
  if (broke !== undefined) return broke;
  for (const item of source.items) {
    const verdict = apply(predicate, item, site);
    const reason = doubt(verdict, site);
    if (reason === undefined && verdict.kind !== 'bool') return expectBool(verdict, site, (value) => value);
    const end = visit(item, reason ?? (verdict as BoolValue).value);
    if (end !== undefined) return end;
  }
  return undefined;
}

function filter(predicate: Value, source: ListValue, site: Site): Value {
  const kept: Slot[] = [];
  let open = source.open;
  const failed = eachVerdict(predicate, source, site, (item, verdict) => {
    if (verdict === true) kept.push(item);
    else if (verdict !== false) open ??= verdict;
    return undefined;
  });
  return failed ?? list(kept, open);
}

function partition(predicate: Value, source: ListValue, site: Site): Value {
  const right: Slot[] = [];
  const wrong: Slot[] = [];
  let open = source.open;
  const failed = eachVerdict(predicate, source, site, (item, verdict) => {
    if (verdict === true) right.push(item);
    else if (verdict === false) wrong.push(item);
    else open ??= verdict;
    return undefined;
  });
  return (
    failed ??
    attrs([
      ['right', list(right, open)],
      ['wrong', list(wrong, open)],
    ])
  );
}

/** `any` (decisive true) and `all` (decisive false): one decisive element settles it, even among unknown ones. */
function quantify(decisive: boolean): (predicate: Value, source: ListValue, site: Site) => Value {
  return (predicate, source, site) => {
    let undecided: UnknownValue | undefined;
    const end = eachVerdict(predicate, source, site, (_item, verdict) => {
      if (verdict === decisive) return decisive ? TRUE : FALSE;
      if (typeof verdict !== 'boolean') undecided ??= verdict;
      return undefined;
    });
    // An error behind an element that might have settled it says nothing.
    if (end?.kind === 'error') return undecided ?? end;
    return end ?? undecided ?? source.open ?? (decisive ? FALSE : TRUE);
  };
}

function elem(needle: Slot, source: ListValue, site: Site): Value {
  const broke = spend(source.items.length);
  if (broke !== undefined) return broke;
  let undecided: UnknownValue | undefined;
  for (const item of source.items) {
    const same = equalElements(needle, item, site);
    if (isTrue(same)) return TRUE;
    if (same.kind === 'error') return undecided ?? same;
    undecided ??= doubt(same, site);
  }
  return undecided ?? source.open ?? FALSE;
}

function foldl(step: Value, start: Slot, items: readonly Slot[], site: Site): Value {
  const broke = spend(items.length);
  if (broke !== undefined) return broke;
  let accumulated = start;
  for (const item of items) {
    accumulated = applyTwo(step, accumulated, item, site);
    if (accumulated.kind === 'error') return accumulated;
  }
  return force(accumulated);
}

function genList(fn: Slot, count: number, site: Site): Value {
  if (count < 0) return fail('value', `cannot create list of size ${count}`, site);
  if (count > GENERATED_LIMIT) return tooLarge('a list');
  const broke = spend(count);
  if (broke !== undefined) return broke;
  const items: Slot[] = new Array(count);
  return expectFunction(fn, site, (known) => {
    for (let index = 0; index < count; index++) items[index] = applyLazily(site, known, index);
    return list(items);
  });
}

function elementAt(items: readonly Slot[], index: number, site: Site): Value {
  const item = items[index];
  return item === undefined ? fail('value', `list index ${index} is out of bounds`, site) : force(item);
}

function groupBy(key: Value, source: ListValue, site: Site): Value {
  const broke = spend(source.items.length);
  if (broke !== undefined) return broke;
  const groups = new Map<string, Slot[]>();
  let open = source.open;
  for (const item of source.items) {
    const name = apply(key, item, site);
    const reason = doubt(name, site);
    if (reason !== undefined) open ??= reason;
    else if (name.kind !== 'string') return expectString(name, site, (value) => value);
    else if (groups.get(name.text)?.push(item) === undefined) groups.set(name.text, [item]);
  }
  const slots = [...groups].map(([name, items]): [string, Slot] => [name, list(items, open)]);
  return attrs(slots, open);
}

function concatMap(step: Value, source: ListValue, site: Site): Value {
  const broke = spend(source.items.length);
  if (broke !== undefined) return broke;
  const parts: Value[] = [];
  for (const item of source.items) {
    const part = apply(step, item, site);
    if (isExhausted(part)) return part;
    parts.push(part);
  }
  return concatLists(source.open === undefined ? parts : [...parts, source.open], site);
}

/** `fn list`, where Nix looks at the function first. */
const fnFirst = (name: string, run: (fn: Value, source: ListValue, site: Site) => Value): Row =>
  binary(name, (fn, source, site) =>
    expectFunction(fn, site, (known) => expectList(source, site, (value) => run(known, value, site))),
  );

/** `fn list`, where Nix looks at the function last, and not at all when the list is empty (Nix 2.28). */
const listFirst = (name: string, run: (fn: Value, source: ListValue, site: Site) => Value): Row =>
  binary(name, (fn, source, site) =>
    expectList(source, site, (value) =>
      isEmpty(value) ? value : expectFunction(fn, site, (known) => run(known, value, site)),
    ),
  );

const isEmpty = ({ items, open }: ListValue): boolean => items.length === 0 && open === undefined;

function map(fn: Value, { items, open }: ListValue, site: Site): Value {
  const made = (item: Slot): Slot => applyLazily(site, fn, item);
  return spend(items.length) ?? list(items.map(made), open);
}

export const LISTS: readonly Row[] = [
  listFirst('map', map),
  listFirst('filter', filter),
  fnFirst('partition', partition),
  fnFirst('groupBy', groupBy),
  fnFirst('any', quantify(true)),
  fnFirst('all', quantify(false)),
  binary('elem', (needle, source, site) => expectList(source, site, (value) => elem(needle, value, site))),
  ternary("foldl'", (fn, start, source, site) =>
    expectFunction(fn, site, (step) => expectClosedList(source, site, (items) => foldl(step, start, items, site))),
  ),
  unary('length', (source, site) => expectClosedList(source, site, (items) => int(items.length))),
  unary('head', (source, site) => expectClosedList(source, site, (items) => elementAt(items, 0, site))),
  unary('tail', (source, site) =>
    expectClosedList(source, site, (items) =>
      items.length === 0 ? fail('value', "'tail' called on an empty list", site) : list(items.slice(1)),
    ),
  ),
  binary('elemAt', (source, index, site) =>
    expectInt(index, site, (at) => expectClosedList(source, site, (items) => elementAt(items, at, site))),
  ),
  binary('genList', (fn, count, site) => expectInt(count, site, (known) => genList(fn, known, site))),
  unary('concatLists', (source, site) =>
    expectList(source, site, ({ items, open }) =>
      concatLists([...items.map(force), ...(open === undefined ? [] : [open])], site),
    ),
  ),
  fnFirst('concatMap', concatMap),
];
