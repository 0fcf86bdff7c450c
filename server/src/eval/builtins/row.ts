// Rows of the tables of built-in functions, written with named arguments, and the few questions many of them ask.

import type { Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import { distribute } from '../unknowns';
import type { ErrorValue, Slot, UnknownValue, Value } from '../values';

export const unary = (name: string, run: (a: Slot, site: Site) => Value): Row => [
  name,
  1,
  (args, site) => run(args[0] as Slot, site),
];
export const binary = (name: string, run: (a: Slot, b: Slot, site: Site) => Value): Row => [
  name,
  2,
  (args, site) => run(args[0] as Slot, args[1] as Slot, site),
];
export const ternary = (name: string, run: (a: Slot, b: Slot, c: Slot, site: Site) => Value): Row => [
  name,
  3,
  (args, site) => run(args[0] as Slot, args[1] as Slot, args[2] as Slot, site),
];

/**
 * The forced value, its choices told apart: `then` sees neither errors nor unknowns, but opaque
 * things and partly known strings.
 */
export const known = (slot: Slot, then: (value: Exclude<Value, ErrorValue | UnknownValue>) => Value): Value =>
  distribute(force(slot), (value) => then(value as Exclude<Value, ErrorValue | UnknownValue>));
