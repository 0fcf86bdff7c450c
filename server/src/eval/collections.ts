// Lists and sets put together.

import { SIZE_LIMIT, spend, tooLarge } from './budget';
import type { Site } from './site';
import { force, lazily } from './thunk';
import { typeName } from './type-name';
import { choose, fewOutcomes, reasonOf } from './unknowns';
import {
  AttrsValue,
  type Entry,
  type ErrorValue,
  fail,
  ListValue,
  type OpaqueValue,
  type Slot,
  type UnknownValue,
  type Value,
} from './values';

/** `a ++ b ++ …`. A list that is not known leaves the result open. */
export function concatLists(parts: readonly Value[], site: Site): Value {
  const choice = parts.findIndex((part) => part.kind === 'choice');
  if (choice >= 0) {
    const { options, reason } = parts[choice] as Extract<Value, { kind: 'choice' }>;
    const others = fewOutcomes(parts);
    return choose(
      options.map((option) => concatLists(others.toSpliced(choice, 1, option), site)),
      reason,
    );
  }
  const many = spend(parts.length >> 3);
  if (many !== undefined) return many;
  let size = 0;
  let open: UnknownValue | undefined;
  for (const part of parts) {
    if (part.kind === 'error') return part;
    if (part.kind === 'list') {
      size += part.items.length;
      if (size > SIZE_LIMIT) return tooLarge('a list');
      open ??= part.open;
    } else if (part.kind === 'unknown' || part.kind === 'opaque') {
      open ??= reasonOf(part, site);
    } else {
      return fail('type', `expected a list but found a ${typeName(part)}`, site);
    }
  }
  const broke = spend(size);
  if (broke !== undefined) return broke;
  return open !== undefined && size === 0 && parts.length === 1 ? open : new ListValue(joined(parts, size), open);
}

/** The elements of lists, so many: those of one list, where the others are empty. */
function joined(parts: readonly Value[], size: number): readonly Slot[] {
  const items: Slot[] = new Array(size);
  let next = 0;
  for (const part of parts) {
    if (part.kind !== 'list' || part.items.length === 0) continue;
    if (part.items.length === size) return part.items;
    for (const item of part.items) items[next++] = item;
  }
  return items;
}

/** Up to this many attributes, or an eighth of the set, are laid over a large set without copying it; so many times. */
const LAYER_SIZE = 8;
const LAYERS = 16;
/** Smaller sets are copied for less than it costs to look through layers. */
const LARGE = 32;

/** `left // right`. Where the right side is not fully known, each attribute of the left may have been replaced. */
export function update(left: Value, right: Value, site: Site): Value {
  if (left.kind === 'error') return left;
  // Nix evaluates and checks the left side first.
  if (right.kind === 'error')
    return left.kind === 'attrs' || left.kind === 'choice' || isUnseen(left) ? right : notSet(left, site);
  if (left.kind === 'choice')
    return choose(
      left.options.map((option) => update(option, right, site)),
      left.reason,
    );
  if (right.kind === 'choice')
    return choose(
      right.options.map((option) => update(left, option, site)),
      right.reason,
    );
  return updateSets(wholeOf(left), wholeOf(right), site);
}

/** All that is known of a set-like value. */
const wholeOf = (value: Value): Value => (value.kind === 'opaque' ? (value.known?.whole?.() ?? value) : value);

function updateSets(a: Value, b: Value, site: Site): Value {
  if (a.kind === 'attrs' && b.kind === 'attrs') return layOver(a, b, site);
  if (a.kind !== 'attrs' && !isUnseen(a)) return notSet(a, site);
  if (b.kind !== 'attrs' && !isUnseen(b)) return notSet(b, site);
  if (isUnseen(b))
    return isUnseen(a) ? reasonOf(b, site) : new AttrsValue(doubtful(a, reasonOf(b, site), site), reasonOf(b, site));
  return isUnseen(a) ? new AttrsValue(b.entries, reasonOf(a, site)) : b;
}

function layOver(a: AttrsValue, b: AttrsValue, site: Site): Value {
  const added = b.size;
  if (added === 0 && b.open === undefined) return a;
  const size = a.sizeAtLeast;
  if (size === 0 && a.open === undefined) return b;
  if (b.open === undefined && added <= Math.max(LAYER_SIZE, size >> 3)) {
    const { layers } = a;
    if (layers > 0 && layers < LAYERS) return new AttrsValue(...b.over(a));
    if (a.size >= LARGE) return spend(a.size) ?? new AttrsValue(...b.over(a));
  }
  const broke = spend(a.size + added);
  if (broke !== undefined) return broke;
  const entries = b.open === undefined ? a.copy() : doubtful(a, b.open, site);
  b.addTo(entries);
  return new AttrsValue(entries, b.open ?? a.open);
}

/** Whether nothing is known of what may be a set. */
const isUnseen = (value: Value): value is OpaqueValue | UnknownValue =>
  value.kind === 'opaque' || value.kind === 'unknown';
const notSet = (value: Value, site: Site): ErrorValue =>
  fail('type', `expected a set but found a ${typeName(value)}`, site);

/**
 * The attributes of a set when something with unknown attributes was laid over it: each may have kept its value or not.
 */
function doubtful(value: AttrsValue, over: UnknownValue, site: Site): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [name, { slot, origin }] of value.entries)
    entries.set(name, { slot: lazily(site, () => choose([force(slot), over], over)), origin });
  return entries;
}
