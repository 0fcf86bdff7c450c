// Option types of numbers.

import { binary } from '../../builtins/row';
import { lessThan } from '../../order';
import { decide, primop, type Row } from '../../primop';
import type { Site } from '../../site';
import { type AttrsValue, attrs, FALSE, fail, int, type Slot, string, TRUE, type Value } from '../../values';
import { builtin } from '../builtin';
import { allOf, not } from '../support';
import { CLAUSE, CONJUNCTION, changePayload, changeType, checkKnown, checkWith, describe, noun, passes } from './parts';

const isNumber = (value: Value): boolean => value.kind === 'int' || value.kind === 'float';
const whole = noun(
  'int',
  'signed integer',
  checkKnown((value) => value.kind === 'int'),
);
const number = changeType(noun('either', 'signed integer or floating point number', checkKnown(isNumber)), [
  ['descriptionClass', CONJUNCTION],
]);

interface Bounds {
  readonly lowest?: Slot;
  readonly highest?: Slot;
  /** The lowest value is itself outside. */
  readonly above?: boolean;
}

/** A number type with bounds. */
function bounded(
  base: AttrsValue,
  name: string,
  description: Slot,
  { lowest, highest, above = false }: Bounds,
  descriptionClass?: Slot,
): AttrsValue {
  const inside = (value: Slot, site: Site): Value =>
    allOf(
      [
        lowest === undefined ? TRUE : above ? lessThan(lowest, value, site) : not(lessThan(value, lowest, site)),
        highest === undefined ? TRUE : not(lessThan(highest, value, site)),
      ],
      (result) => result,
      undefined,
      site,
    );
  const check = checkWith((value, site) =>
    decide(
      passes(base, value, site),
      () => inside(value, site),
      () => FALSE,
      site,
    ),
  );
  const payload = attrs([
    ...(lowest === undefined ? [] : [['lowest', lowest] as const]),
    ...(highest === undefined ? [] : [['highest', highest] as const]),
  ]);
  return changePayload(
    changeType(base, [
      ['name', string(name)],
      ['description', description],
      ...(descriptionClass === undefined ? [] : [['descriptionClass', descriptionClass] as const]),
      ['check', check],
    ]),
    payload,
  );
}

/** `ints.between` and `numbers.between`. */
function between(base: AttrsValue, family: string, name: string, what: string): Row {
  return binary('between', (lowest, highest, site) =>
    decide(
      lessThan(highest, lowest, site),
      () => fail('throw', `${family}.between: lowest must be smaller than highest`, site),
      () =>
        bounded(
          base,
          name,
          describe(site, () => [
            `${what} between `,
            builtin('toJSON', [lowest], site),
            ' and ',
            builtin('toJSON', [highest], site),
            ' (both inclusive)',
          ]),
          { lowest, highest },
        ),
      site,
    ),
  );
}

/** Integers of some bits. */
function sized(name: string, what: string, lowest: number, highest: number): AttrsValue {
  return bounded(whole, name, string(`${what}; between ${lowest} and ${highest} (both inclusive)`), {
    lowest: int(lowest),
    highest: int(highest),
  });
}
const unsigned = (bits: number): AttrsValue =>
  sized(`unsignedInt${bits}`, `${bits} bit unsigned integer`, 0, 2 ** bits - 1);
const signed = (bits: number): AttrsValue =>
  sized(`signedInt${bits}`, `${bits} bit signed integer`, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1);

const row = ([name, arity, run]: Row): readonly [string, Slot] => [name, primop(name, arity, run)];

const INTS = attrs([
  row(between(whole, 'ints', 'intBetween', 'integer')),
  ['unsigned', bounded(whole, 'unsignedInt', string('unsigned integer, meaning >=0'), { lowest: int(0) }, CLAUSE)],
  [
    'positive',
    bounded(whole, 'positiveInt', string('positive integer, meaning >0'), { lowest: int(0), above: true }, CLAUSE),
  ],
  ['u8', unsigned(8)],
  ['u16', unsigned(16)],
  ['u32', unsigned(32)],
  ['s8', signed(8)],
  ['s16', signed(16)],
  ['s32', signed(32)],
]);

const NUMBERS = attrs([
  row(between(number, 'numbers', 'numberBetween', 'integer or floating point number')),
  [
    'nonnegative',
    bounded(
      number,
      'numberNonnegative',
      string('nonnegative integer or floating point number, meaning >=0'),
      { lowest: int(0) },
      CLAUSE,
    ),
  ],
  [
    'positive',
    bounded(
      number,
      'numberPositive',
      string('positive integer or floating point number, meaning >0'),
      { lowest: int(0), above: true },
      CLAUSE,
    ),
  ],
]);

export const NUMBER_TYPES = {
  int: whole,
  ints: INTS,
  port: unsigned(16),
  float: noun(
    'float',
    'floating point number',
    checkKnown((value) => value.kind === 'float'),
  ),
  number,
  numbers: NUMBERS,
};
