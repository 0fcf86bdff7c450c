// Arithmetic and order as functions.

import { type ArithmeticOperator, arithmetic } from '../arithmetic';
import { lessThan } from '../order';
import { expect, type Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import { typeName } from '../type-name';
import { lift } from '../unknowns';
import { fail, int, type Slot, unknown, type Value } from '../values';
import { binary, unary } from './row';

const calculate = (name: string, operator: ArithmeticOperator): Row =>
  binary(name, (a, b, site) => {
    const left = force(a);
    return left.kind === 'error' ? left : arithmetic(operator, left, force(b), site);
  });

const bits = (name: string, combine: (a: bigint, b: bigint) => bigint): Row =>
  binary(name, (a, b, site) =>
    expect('int', a, site, (x) =>
      expect('int', b, site, (y) => int(BigInt.asIntN(64, combine(BigInt(x.value), BigInt(y.value))))),
    ),
  );

/** The whole number next to a float. Beyond 64 bits the result depends on the machine. */
function rounded(slot: Slot, round: (value: number) => number, site: Site): Value {
  return lift(force(slot), (value) => {
    if (value.kind === 'int') return int(BigInt(round(Number(value.value))));
    if (value.kind !== 'float') return fail('type', `expected a float but found a ${typeName(value)}`, site);
    const result = round(value.value);
    return Math.abs(result) < 2 ** 63
      ? int(BigInt(result))
      : unknown('environment', 'a float beyond 64-bit integers', site);
  });
}

export const NUMBERS: readonly Row[] = [
  calculate('add', '+'),
  calculate('sub', '-'),
  calculate('mul', '*'),
  calculate('div', '/'),
  binary('lessThan', lessThan),
  bits('bitAnd', (a, b) => a & b),
  bits('bitOr', (a, b) => a | b),
  bits('bitXor', (a, b) => a ^ b),
  unary('ceil', (a, site) => rounded(a, Math.ceil, site)),
  unary('floor', (a, site) => rounded(a, Math.floor, site)),
];
