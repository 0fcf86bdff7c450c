// Order, three-valued as equality is.

import { spendText } from './budget';
import { byteOrder } from './byte-order';
import { equal, withinDepth } from './compare';
import type { Site } from './site';
import { force } from './thunk';
import { isFalse, isTrue } from './truth';
import { typeName } from './type-name';
import { lift, reasonOf } from './unknowns';
import { bool, FALSE, fail, type ListValue, type Slot, TRUE, type Value } from './values';

/** `left < right` for numbers, strings, paths and lists. */
export function lessThan(left: Slot, right: Slot, site: Site): Value {
  const a = force(left);
  if (a.kind === 'error') return a;
  const b = force(right);
  if (a.kind === 'int' && b.kind === 'int') return bool(a.value < b.value);
  if (a.kind === 'string' && b.kind === 'string')
    return spendText(Math.min(a.length, b.length)) ?? bool(byteOrder(a.text, b.text) < 0);
  return lessThanOther(a, b, site);
}

function lessThanOther(left: Value, right: Value, site: Site): Value {
  return lift(left, (a) => lift(right, (b) => orderValues(a, b, site), site), site);
}

function orderValues(a: Value, b: Value, site: Site): Value {
  if ((a.kind === 'int' || a.kind === 'float') && (b.kind === 'int' || b.kind === 'float'))
    return bool(a.value < b.value);
  if (a.kind === 'path' && b.kind === 'path') return bool(byteOrder(a.path, b.path) < 0);
  if (a.kind === 'list' && b.kind === 'list') return withinDepth(() => lessLists(a, b, site));
  if (a.kind === 'partial-string') return reasonOf(a, site);
  if (b.kind === 'partial-string') return reasonOf(b, site);
  return fail('type', `cannot compare a ${typeName(a)} with a ${typeName(b)}`, site);
}

function lessLists(a: ListValue, b: ListValue, site: Site): Value {
  const open = a.open ?? b.open;
  if (open !== undefined) return open;
  for (let i = 0; ; i++) {
    const [x, y] = [a.items[i], b.items[i]];
    if (y === undefined) return FALSE;
    if (x === undefined) return TRUE;
    const same = equal(x, y, site);
    if (!isTrue(same)) return isFalse(same) ? lessThan(x, y, site) : same;
  }
}
