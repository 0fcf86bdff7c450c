// What kind of value something is.
import type { Row } from '../primop';
import { typeName } from '../type-name';
import { ofOpaque } from '../unknowns';
import { bool, type Slot, string, type Value } from '../values';
import { known, unary } from './row';

type Known = Exclude<Value, { kind: 'error' | 'unknown' | 'opaque' }>;

const classify = (slot: Slot, answer: (value: Known) => Value): Value =>
  known(slot, (value) => (value.kind === 'opaque' ? ofOpaque(value) : answer(value)));

const is = (name: string, type: string): Row =>
  unary(name, (a) => classify(a, (value) => bool(typeName(value) === type)));

export const TYPES: readonly Row[] = [
  unary('typeOf', (a) => classify(a, (value) => string(typeName(value)))),
  is('isNull', 'null'),
  is('isBool', 'bool'),
  is('isInt', 'int'),
  is('isFloat', 'float'),
  is('isString', 'string'),
  is('isPath', 'path'),
  is('isList', 'list'),
  is('isAttrs', 'set'),
  is('isFunction', 'lambda'),
];
