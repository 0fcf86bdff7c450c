// What the tables of the library share: calling back, laziness, three-valued tests, and sets of functions.

import { applyAll } from '../apply';
import { isExhausted, meter, spend, tooDeep } from '../budget';
import { binary } from '../builtins/row';
import { callOpaque } from '../identity';
import { decide, expectAttrs, primop, type Row } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force } from '../thunk';
import { isFalse, isTrue } from '../truth';
import { typeName } from '../type-name';
import { choose, distribute, reasonOf } from '../unknowns';
import {
  AttrsValue,
  type ChoiceValue,
  type Entry,
  FALSE,
  fail,
  OpaqueValue,
  PartialString,
  type Slot,
  TRUE,
  type UnknownValue,
  unknown,
  type Value,
} from '../values';

/** A value of the library that is no function. */
export type Constant = readonly [name: string, slot: Slot];

/** A set of the library; what we do not have in it is unknown by its name. */
export function library(name: string, rows: readonly Row[], constants: readonly Constant[] = []): AttrsValue {
  const entries = new Map<string, Entry>();
  for (const [row, arity, run] of rows) entries.set(row, { slot: primop(row, arity, run), origin: undefined });
  for (const [constant, slot] of constants) entries.set(constant, { slot, origin: undefined });
  return new AttrsValue(entries, unknown('missing-lib', name));
}

/** `name condition value`: the value, or `otherwise` where the condition does not hold. */
export const optional = (name: string, otherwise: Value): Row =>
  binary(name, (condition, value, site) =>
    decide(
      force(condition),
      () => force(value),
      () => otherwise,
      site,
    ),
  );

/** `fn a b …` for a function that was given as an argument. */
export const call = (fn: Slot, args: readonly Slot[], site: Site): Value => applyAll(force(fn), args, site);

/** `value.name`. */
export const select = (value: Slot, name: string, site: Site): Value => selectAttr(force(value), name, site);

export const not = (value: Value): Value => (isTrue(value) ? FALSE : isFalse(value) ? TRUE : value);

/** Whether a test that was answered neither true nor false is at least an answer that may still be one. */
export const isUndecided = (value: Value): value is UnknownValue | OpaqueValue | ChoiceValue =>
  value.kind === 'unknown' || value.kind === 'opaque' || value.kind === 'choice';

/** True as soon as one element passes; false only when none can. */
export function anyOf<T>(
  items: Iterable<T>,
  test: (item: T) => Value,
  open: UnknownValue | undefined,
  site: Site,
): Value {
  let undecided: Value | undefined;
  for (const item of items) {
    const result = spend(1) ?? test(item);
    if (isTrue(result)) return TRUE;
    if (isFalse(result)) continue;
    if (!isUndecided(result)) return undecided ?? (result.kind === 'error' ? result : notBoolean(result, site));
    undecided ??= result;
  }
  return undecided ?? open ?? FALSE;
}

/** False as soon as one element fails; true only when none can. */
export const allOf = <T>(
  items: Iterable<T>,
  test: (item: T) => Value,
  open: UnknownValue | undefined,
  site: Site,
): Value => not(anyOf(items, (item) => not(test(item)), open, site));

const notBoolean = (value: Value, site: Site): Value =>
  fail('type', `expected a Boolean but found a ${typeName(value)}`, site);

/** Most elements of which it is not known whether they stay, before the rest of a collection is left open. */
const DOUBTFUL_LIMIT = 2;

/**
 * What stays of `items` where `keep` holds. One or two undecided elements give a choice of all
 * outcomes, more leave the result open.
 */
export function filtered<T>(
  items: Iterable<T>,
  keep: (item: T) => Value,
  site: Site,
  build: (kept: readonly T[], open: UnknownValue | undefined) => Value,
): Value {
  let outcomes: T[][] = [[]];
  let doubtful = 0;
  let reason: UnknownValue | undefined;
  for (const item of items) {
    const result = spend(1) ?? keep(item);
    if (isFalse(result)) continue;
    if (isExhausted(result)) return result;
    if (isTrue(result)) {
      for (const outcome of outcomes) outcome.push(item);
    } else if (result.kind === 'error') {
      return result;
    } else if (!isUndecided(result)) {
      return notBoolean(result, site);
    } else {
      reason ??= reasonOf(result, site);
      if (++doubtful > DOUBTFUL_LIMIT) continue;
      outcomes = outcomes.flatMap((outcome) => [[...outcome, item], outcome]);
    }
  }
  if (reason === undefined) return build(outcomes[0] as T[], undefined);
  if (doubtful > DOUBTFUL_LIMIT) return build(outcomes.at(-1) as T[], reason);
  return choose(
    outcomes.map((outcome) => build(outcome, undefined)),
    reason,
  );
}

/** The arguments a function takes in a set: what it was given by name, or what is unknown of it. */
export function withArguments(
  slot: Slot,
  site: Site,
  then: (given: (name: string) => Slot | undefined) => Value,
): Value {
  return expectAttrs(slot, site, (set) => then((name) => set.get(name) ?? set.open));
}

/** What a function makes of a package whose inside is not evaluated: text that is the same for the same package. */
export function ofPackage(slot: Slot, name: string, then: (value: Value) => Value): Value {
  return distribute(force(slot), (value) =>
    value.kind === 'opaque' ? new PartialString([callOpaque(new OpaqueValue(name, 'plain'), value)]) : then(value),
  );
}

/**
 * What a function makes of a package whose inside is not evaluated: a package that is the same for the same arguments.
 */
export function asPackage(slot: Slot, name: string, args: readonly Slot[], then: (value: Value) => Value): Value {
  return distribute(force(slot), (value) =>
    value.kind === 'opaque'
      ? [...args, value].reduce<OpaqueValue>(callOpaque, new OpaqueValue(name, 'package'))
      : then(value),
  );
}

/**
 * Recursion over values of a configuration counts as depth, and each step is paid for: values may share their parts.
 */
export function deeper(compute: () => Value): Value {
  const over = spend(1);
  if (over !== undefined) return over;
  if (meter.depth >= meter.depthLimit) return tooDeep();
  meter.depth++;
  const value = compute();
  meter.depth--;
  return value;
}
