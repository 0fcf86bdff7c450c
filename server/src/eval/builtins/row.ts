// Rows of the tables of built-in functions, written with named arguments, and the few questions many of them ask.

import type { Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import { distribute } from '../unknowns';
import { type ErrorValue, NULL, type Slot, type UnknownValue, type Value } from '../values';

export const unary = (name: string, run: (a: Slot, site: Site) => Value): Row => [
  name,
  1,
  ([a = NULL], site) => run(a, site),
];
export const binary = (name: string, run: (a: Slot, b: Slot, site: Site) => Value): Row => [
  name,
  2,
  ([a = NULL, b = NULL], site) => run(a, b, site),
];
export const ternary = (name: string, run: (a: Slot, b: Slot, c: Slot, site: Site) => Value): Row => [
  name,
  3,
  ([a = NULL, b = NULL, c = NULL], site) => run(a, b, c, site),
];

export const quaternary = (name: string, run: (a: Slot, b: Slot, c: Slot, d: Slot, site: Site) => Value): Row => [
  name,
  4,
  ([a = NULL, b = NULL, c = NULL, d = NULL], site) => run(a, b, c, d, site),
];

/**
 * The forced value, its choices told apart: `then` sees neither errors nor unknowns, but opaque
 * things and partly known strings.
 */
export const known = (slot: Slot, then: (value: Exclude<Value, ErrorValue | UnknownValue>) => Value): Value =>
  distribute(force(slot), (value) => then(value as Exclude<Value, ErrorValue | UnknownValue>));
