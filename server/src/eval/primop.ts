// Helpers for writing built-in functions: every one is a row of a table, total, and passes on what is not known.

import { spend, spendText } from './budget';
import { outcomeOf } from './forks';
import type { Site } from './site';
import { force } from './thunk';
import { typeName } from './type-name';
import { choose, lift, reasonOf } from './unknowns';
import {
  type AttrsValue,
  type BoolValue,
  fail,
  type ListValue,
  NULL,
  PrimopValue,
  type Slot,
  type StringValue,
  type Value,
} from './values';

export type Run = (args: readonly Slot[], site: Site) => Value;
/** `[name, arity, run]`: one built-in function. */
export type Row = readonly [name: string, arity: number, run: Run];

export function primop(name: string, arity: number, run: Run): PrimopValue {
  return new PrimopValue({ name, arity, run }, []);
}

/** A function of one argument. */
export const unaryFunction = (name: string, run: (a: Slot, site: Site) => Value): PrimopValue =>
  primop(name, 1, ([a = NULL], site) => run(a, site));
/** A function of two arguments. */
export const binaryFunction = (name: string, run: (a: Slot, b: Slot, site: Site) => Value): PrimopValue =>
  primop(name, 2, ([a = NULL, b = NULL], site) => run(a, b, site));
/** A function of three arguments. */
export const ternaryFunction = (name: string, run: (a: Slot, b: Slot, c: Slot, site: Site) => Value): PrimopValue =>
  primop(name, 3, ([a = NULL, b = NULL, c = NULL], site) => run(a, b, c, site));

/** An element that is certainly there; a negative index counts from the end. */
export const itemAt = (items: readonly Slot[], index: number): Slot => items.at(index) ?? NULL;

type Wanted<K extends Value['kind']> = Extract<Value, { kind: K }>;

/**
 * Runs `then` on the argument when it is of the wanted kind. Choices distribute, unknowns and errors pass, opaque
 * values are unknown, any other kind is Nix's type error.
 */
export function expect<K extends Value['kind']>(
  kind: K,
  slot: Slot,
  site: Site,
  then: (value: Wanted<K>) => Value,
): Value {
  const value = force(slot);
  return value.kind === kind ? then(value as Wanted<K>) : expectOther(kind, value, site, then);
}

function expectOther<K extends Value['kind']>(
  kind: K,
  value: Value,
  site: Site,
  then: (value: Wanted<K>) => Value,
): Value {
  if (value.kind === 'opaque' && kind === 'attrs' && value.known?.whole !== undefined)
    return expect(kind, value.known.whole(), site, then);
  return lift(value, (known) => {
    if (known.kind === kind) return then(known as Wanted<K>);
    if (known.kind === 'partial-string' && kind === 'string') return reasonOf(known, site);
    return fail('type', `expected a ${kind === 'attrs' ? 'set' : kind} but found a ${typeName(known)}`, site);
  });
}

export const expectAttrs = (slot: Slot, site: Site, then: (value: AttrsValue) => Value): Value =>
  expect('attrs', slot, site, then);
/** What is done with a string takes time by its length, so long ones are paid for. */
export const expectString = (slot: Slot, site: Site, then: (value: StringValue) => Value): Value =>
  expect('string', slot, site, (value) => spendText(value.length) ?? then(value));
export const expectBool = (slot: Slot, site: Site, then: (value: BoolValue) => Value): Value =>
  expect('bool', slot, site, then);
export const expectInt = (slot: Slot, site: Site, then: (value: number) => Value): Value =>
  expect('int', slot, site, (value) => then(Number(value.value)));

/** A list; `then` must itself respect `open` (further elements that are not known). */
export const expectList = (slot: Slot, site: Site, then: (value: ListValue) => Value): Value =>
  expect('list', slot, site, then);
/** A list all of whose elements are there; an open one gives its reason. */
export const expectClosedList = (slot: Slot, site: Site, then: (items: readonly Slot[]) => Value): Value =>
  expect('list', slot, site, (value) => value.open ?? then(value.items));
/** A set all of whose attributes are there; an open one gives its reason. */
export const expectClosedAttrs = (slot: Slot, site: Site, then: (value: AttrsValue) => Value): Value =>
  expect('attrs', slot, site, (value) => value.open ?? then(value));

/**
 * What can be called: a function, a set that says how it is called, or what is not known, the calls
 * of which are not known either.
 */
export function expectFunction(slot: Slot, site: Site, then: (fn: Value) => Value): Value {
  const value = force(slot);
  switch (value.kind) {
    case 'error':
      return value;
    case 'lambda':
    case 'primop':
    case 'opaque':
    case 'choice':
    case 'unknown':
      return then(value);
    default:
      if (value.kind === 'attrs' && (value.open !== undefined || value.entries.has('__functor'))) return then(value);
      return fail('type', `expected a function but found a ${typeName(value)}`, site);
  }
}

/** A list of strings, all known. */
export function expectStrings(slot: Slot, site: Site, then: (texts: readonly string[]) => Value): Value {
  return expectClosedList(slot, site, (items) => {
    const texts: string[] = [];
    for (const item of items) {
      const value = force(item);
      const broke = spend(1) ?? (value.kind === 'string' ? spendText(value.length) : undefined);
      if (broke !== undefined) return broke;
      if (value.kind === 'string') texts.push(value.text);
      else
        return lift(value, (known) =>
          known.kind === 'partial-string'
            ? reasonOf(known, site)
            : fail('type', `expected a string but found a ${typeName(known)}`, site),
        );
    }
    return then(texts);
  });
}

/** Both outcomes of a condition, or the right one; branches run only when they count. */
export function decide(condition: Value, then: () => Value, otherwise: () => Value, site: Site): Value {
  switch (condition.kind) {
    case 'bool':
      return condition.value ? then() : otherwise();
    case 'error':
      return condition;
    case 'unknown':
    case 'opaque':
    case 'choice': {
      const reason = reasonOf(condition, site);
      return choose([outcomeOf(site, reason, then), outcomeOf(site, reason, otherwise)], reason);
    }
    default:
      return fail('type', `expected a Boolean but found a ${typeName(condition)}`, site);
  }
}
