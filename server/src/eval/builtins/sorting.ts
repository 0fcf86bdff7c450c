// `sort` and `genericClosure`: loops that call back.

import { apply, applyTwo } from '../apply';
import { spend, tooLarge } from '../budget';
import { expectAttrs, expectBool, expectClosedList, expectFunction, type Row } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force } from '../thunk';
import { typeName } from '../type-name';
import { doubt } from '../unknowns';
import { fail, list, type Slot, type Value } from '../values';
import { binary, unary } from './row';

/** Stable merge sort from the bottom up. Any comparison that is not known makes the order unknown. */
function sort(fn: Value, items: readonly Slot[], site: Site): Value {
  const broke = spend(items.length * Math.ceil(Math.log2(items.length + 1)));
  if (broke !== undefined) return broke;
  for (const item of items) {
    const value = force(item);
    if (value.kind === 'error') return value;
  }
  if (fn.kind === 'unknown') return fn;
  let failed: Value | undefined;
  const before = (a: Slot, b: Slot): boolean => {
    const verdict = applyTwo(fn, a, b, site);
    if (verdict.kind === 'bool') return verdict.value;
    failed ??= doubt(verdict, site) ?? expectBool(verdict, site, (value) => value);
    return false;
  };
  let from = [...items];
  let into: Slot[] = new Array(items.length);
  for (let width = 1; width < items.length && failed === undefined; width *= 2) {
    for (let start = 0; start < items.length && failed === undefined; start += 2 * width)
      merge(from, into, start, width, before);
    [from, into] = [into, from];
  }
  return failed ?? list(from);
}

/**
 * Merges the runs at `start` and `start + width`; the first run's element goes first unless the second's is smaller.
 */
function merge(
  from: readonly Slot[],
  into: Slot[],
  start: number,
  width: number,
  before: (a: Slot, b: Slot) => boolean,
): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeRight = left >= middle || (right < end && before(from[right] as Slot, from[left] as Slot));
    into[at] = from[takeRight ? right++ : left++] as Slot;
  }
}

/** Most elements of a closure. */
const CLOSURE_LIMIT = 200_000;

/** Texts that tell keys apart; undefined for keys that have no such text. */
function keyText(key: Value): string | undefined {
  switch (key.kind) {
    case 'int':
    case 'float':
      return `number ${Number(key.value)}`;
    case 'string':
      return `string ${key.text}`;
    case 'path':
      return `path ${key.path}`;
    default:
      return undefined;
  }
}

/** All elements reachable from `startSet` through `operator`, each key once, in the order they are found. */
function genericClosure(start: readonly Slot[], operator: Value, site: Site): Value {
  const found: Slot[] = [];
  const seen = new Set<string>();
  let kind: string | undefined;
  const pending = [...start];
  for (let next = 0; next < pending.length; next++) {
    const broke = next > CLOSURE_LIMIT ? tooLarge('a closure') : spend(1);
    if (broke !== undefined) return broke;
    const item = force(pending[next] as Slot);
    const key = expectAttrs(item, site, (value) => selectAttr(value, 'key', site));
    if (key.kind === 'error') return key;
    const text = keyText(key);
    if (text === undefined) return doubt(key, site) ?? fail('type', `cannot compare a ${typeName(key)}`, site);
    const type = text.slice(0, text.indexOf(' '));
    kind ??= type;
    if (type !== kind) return fail('type', `cannot compare a ${type} with a ${kind}`, site);
    if (seen.has(text)) continue;
    seen.add(text);
    found.push(item);
    const more = expectClosedList(apply(operator, item, site), site, (items) => list(items));
    if (more.kind !== 'list') return doubt(more, site) ?? more;
    for (const slot of more.items) pending.push(slot);
  }
  return list(found);
}

export const SORTING: readonly Row[] = [
  binary('sort', (comparator, source, site) =>
    expectClosedList(source, site, (items) =>
      items.length === 0 ? list(items) : expectFunction(comparator, site, (fn) => sort(fn, items, site)),
    ),
  ),
  unary('genericClosure', (args, site) =>
    expectAttrs(args, site, (value) =>
      expectClosedList(selectAttr(value, 'startSet', site), site, (start) => {
        if (start.length === 0) return list([]);
        const operator = selectAttr(value, 'operator', site);
        return operator.kind === 'error' || operator.kind === 'unknown'
          ? operator
          : genericClosure(start, operator, site);
      }),
    ),
  ),
];
