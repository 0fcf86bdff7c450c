// Equality, three-valued: true, false, or not known.

import { meter, spend, spendText, tooDeep } from './budget';
import { byteOrder } from './byte-order';
import { areDistinct, isPackage } from './packages';
import { equalTexts } from './partial-texts';
import type { Site } from './site';
import { force } from './thunk';
import { isFalse, isTrue } from './truth';
import { doubt, reasonOf } from './unknowns';
import {
  type AttrsValue,
  bool,
  type ChoiceValue,
  FALSE,
  type ListValue,
  type OpaqueValue,
  type PartialString,
  type Slot,
  TRUE,
  unknown,
  type Value,
} from './values';
import { sameText } from './written';

/** `left == right`. Functions are never equal; derivations are compared by outPath; opaque things by identity. */
export function equal(left: Slot, right: Slot, site: Site): Value {
  const a = force(left);
  if (a.kind === 'error') return a;
  const b = force(right);
  if (b.kind === 'error') return b;
  if (a.kind === 'string' && b.kind === 'string')
    return (a.size === b.size ? spendText(a.size) : undefined) ?? bool(sameText(a, b));
  if (a.kind === 'int' && b.kind === 'int') return bool(a.value === b.value);
  return equalValues(a, b, site);
}

/** `equal` for what stands in lists and sets: there Nix takes the very same thing for equal, even a function. */
export function equalElements(left: Slot, right: Slot, site: Site): Value {
  if (left !== right) return equal(left, right, site);
  const value = force(left);
  return value.kind === 'error' ? value : TRUE;
}

function equalValues(a: Value, b: Value, site: Site): Value {
  if (a.kind === 'choice' || b.kind === 'choice') return equalChoices(a, b, site);
  if (a.kind === 'unknown') return a;
  if (b.kind === 'unknown') return b;
  if (a.kind === 'opaque' || b.kind === 'opaque') return equalOpaque(a, b, site);
  if (a.kind === 'partial-string' || b.kind === 'partial-string') return equalPartial(a, b, site);
  if ((a.kind === 'int' || a.kind === 'float') && (b.kind === 'int' || b.kind === 'float'))
    return bool(sameNumber(a.value, b.value));
  if (a.kind !== b.kind) return FALSE;
  switch (a.kind) {
    case 'null':
      return TRUE;
    case 'bool':
      return bool(b.kind === 'bool' && a.value === b.value);
    case 'string':
      return bool(b.kind === 'string' && sameText(a, b));
    case 'path':
      return bool(b.kind === 'path' && a.path === b.path);
    case 'list':
      return b.kind === 'list' ? withinDepth(() => equalLists(a, b, site)) : FALSE;
    case 'attrs':
      return b.kind === 'attrs' ? withinDepth(() => equalAttrs(a, b, site)) : FALSE;
    default:
      return FALSE;
  }
}

/** Something opaque beside any value: the same thing, a package beside what is none, or nobody knows. */
function equalOpaque(a: Value, b: Value, site: Site): Value {
  if (a.kind === 'opaque' && b.kind === 'opaque') {
    if (a.path === b.path) return TRUE;
    return areDistinct(a, b) ? FALSE : reasonOf(a, site);
  }
  const [opaque, other] = a.kind === 'opaque' ? [a, b] : [b as OpaqueValue, a];
  return isPackage(opaque) && isScalar(other) ? FALSE : reasonOf(opaque, site);
}

const isScalar = ({ kind }: Value): boolean =>
  kind === 'string' ||
  kind === 'bool' ||
  kind === 'int' ||
  kind === 'float' ||
  kind === 'null' ||
  kind === 'path' ||
  kind === 'list';

/** Comparing nested data is recursion over values, so it counts as depth. */
export function withinDepth(compute: () => Value): Value {
  if (meter.depth >= meter.depthLimit) return tooDeep();
  meter.depth++;
  const result = compute();
  meter.depth--;
  return result;
}

function equalChoices(a: Value, b: Value, site: Site): Value {
  const as = a.kind === 'choice' ? a.options : [a];
  const bs = b.kind === 'choice' ? b.options : [b];
  const results = as.flatMap((x) => bs.map((y) => equalValues(x, y, site)));
  const [first] = results;
  return first !== undefined &&
    first.kind === 'bool' &&
    results.every((result) => result.kind === 'bool' && result.value === first.value)
    ? first
    : reasonOf(a.kind === 'choice' ? a : (b as ChoiceValue), site);
}

const sameNumber = (a: number | bigint, b: number | bigint): boolean =>
  typeof a === typeof b ? a === b : Number(a) === Number(b);

function equalLists(a: ListValue, b: ListValue, site: Site): Value {
  const open = a.open ?? b.open;
  if (open !== undefined) return open;
  if (a.items.length !== b.items.length) return FALSE;
  const broke = spend(a.items.length);
  if (broke !== undefined) return broke;
  return allOf(a.items.length, (i) => equalElements(a.items[i] as Slot, b.items[i] as Slot, site));
}

function equalAttrs(a: AttrsValue, b: AttrsValue, site: Site): Value {
  const derivations = bothDerivations(a, b, site);
  if (derivations.kind === 'error') return derivations;
  const [x, y] = [a.get('outPath'), b.get('outPath')];
  const byPath = x !== undefined && y !== undefined;
  if (isTrue(derivations) && byPath) return equalElements(x, y, site);
  const known = equalMembers(a, b, site);
  // Other members may differ between sets that are the same derivation.
  return isFalse(known) && derivations.kind === 'unknown' && byPath ? derivations : known;
}

function equalMembers(a: AttrsValue, b: AttrsValue, site: Site): Value {
  if (!mayHaveAll(a, b) || !mayHaveAll(b, a)) return FALSE;
  const names = [...a.entries.keys()].filter((name) => b.entries.has(name)).sort(byteOrder);
  const broke = spend(names.length);
  if (broke !== undefined) return broke;
  // Nix looks at them in the order in which it ever met their names, which is not known here: one that fails may come
  // before or behind one that differs.
  let failed: Value | undefined;
  const known = allOf(names.length, (i) => {
    const name = names[i] as string;
    const same = equalElements(a.at(name), b.at(name), site);
    if (same.kind === 'error') failed ??= same;
    return same.kind === 'error' ? TRUE : same;
  });
  if (failed !== undefined && !isTrue(known)) return unknown('order', 'one attribute differs and another fails', site);
  if (!isTrue(known)) return known;
  return failed ?? a.open ?? b.open ?? TRUE;
}

const mayHaveAll = (some: AttrsValue, others: AttrsValue): boolean =>
  some.open !== undefined || [...others.entries.keys()].every((name) => some.entries.has(name));

function bothDerivations(a: AttrsValue, b: AttrsValue, site: Site): Value {
  const first = isDerivation(a, site);
  return isFalse(first) || first.kind === 'error' ? first : isDerivation(b, site);
}

function isDerivation(value: AttrsValue, site: Site): Value {
  const type = value.get('type');
  if (type === undefined) return value.open ?? FALSE;
  const forced = force(type);
  if (forced.kind === 'error') return forced;
  if (forced.kind === 'string') return bool(forced.text === 'derivation');
  return doubt(forced, site) ?? FALSE;
}

/** False as soon as one is false, even behind ones that are not known; errors stop where Nix would meet them. */
function allOf(count: number, at: (index: number) => Value): Value {
  let undecided: Value | undefined;
  for (let i = 0; i < count; i++) {
    const result = at(i);
    if (isFalse(result)) return FALSE;
    if (result.kind === 'error') return undecided ?? result;
    if (!isTrue(result)) undecided ??= result;
  }
  return undecided ?? TRUE;
}

function equalPartial(a: Value, b: Value, site: Site): Value {
  if ((a.kind !== 'string' && a.kind !== 'partial-string') || (b.kind !== 'string' && b.kind !== 'partial-string'))
    return FALSE;
  const same = equalTexts(a, b);
  return same === undefined ? reasonOf(a.kind === 'partial-string' ? a : (b as PartialString), site) : bool(same);
}

/** Whether two values are surely the same scalar or the same thing; cheap, forces nothing. */
export function sameScalar(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'string') return b.kind === 'string' && sameText(a, b);
  if (a.kind === 'int' || a.kind === 'float' || a.kind === 'bool') return b.kind === a.kind && a.value === b.value;
  if (a.kind === 'path') return b.kind === 'path' && a.path === b.path;
  return a.kind === 'opaque' && b.kind === 'opaque' && a.path === b.path;
}
