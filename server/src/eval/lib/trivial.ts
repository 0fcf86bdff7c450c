// lib.trivial and lib.fixedPoints: functions of functions, Booleans and numbers.

import { binary, ternary, unary } from '../builtins/row';
import { concatLists, update } from '../collections';
import { lessThan } from '../order';
import {
  decide,
  expectBool,
  expectClosedList,
  expectInt,
  expectString,
  primop,
  type Row,
  unaryFunction,
} from '../primop';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { coerce } from '../strings';
import { force, lazily } from '../thunk';
import { lift } from '../unknowns';
import {
  type AttrsValue,
  attrs,
  type BoolValue,
  bool,
  FALSE,
  fail,
  int,
  list,
  NULL,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../values';
import { builtin } from './builtin';
import { compare } from './lists/order';
import { call, not } from './support';

const IDENTITY = unaryFunction('id', (value) => force(value));

/** A function, or a set that can be called. */
export const isFunction = (slot: Slot, site: Site): Value =>
  lift(force(slot), (value) => {
    if (value.kind === 'lambda' || value.kind === 'primop') return TRUE;
    return value.kind === 'attrs'
      ? decide(
          hasAttr(value, '__functor'),
          () => isFunction(call(selectAttr(value, '__functor', site), [value], site), site),
          () => FALSE,
          site,
        )
      : FALSE;
  });

export function functionArgs(slot: Slot, site: Site): Value {
  return lift(force(slot), (value) => {
    if (value.kind !== 'attrs') return builtin('functionArgs', [value], site);
    if (value.get('__functor') === undefined) return value.open ?? builtin('functionArgs', [value], site);
    return value.get('__functionArgs') === undefined
      ? builtin('functionArgs', [call(selectAttr(value, '__functor', site), [value], site)], site)
      : selectAttr(value, '__functionArgs', site);
  });
}

/** A set that can be called like a function with these arguments. */
export const callable = (fn: Slot, args: Slot): AttrsValue =>
  attrs([
    ['__functor', primop('__functor', 1, () => force(fn))],
    ['__functionArgs', args],
  ]);

const flag = (name: string, yes: string, no: string): Row =>
  unary(name, (value, site) =>
    decide(
      force(value),
      () => string(yes),
      () => string(no),
      site,
    ),
  );

/** The second operand where the first decides nothing, as `&&` and `||` do. */
const logical = (name: string, decisive: BoolValue): Row =>
  binary(name, (left, right, site) => {
    const value = force(left);
    const decides = (known: Value): boolean => known.kind === 'bool' && known.value === decisive.value;
    if (decides(value)) return decisive;
    if (value.kind === 'bool') return expectBool(right, site, (known) => known);
    return value.kind === 'unknown' || value.kind === 'opaque' || value.kind === 'choice'
      ? decides(force(right))
        ? decisive
        : lift(value, (known) => expectBool(known, site, () => force(right)))
      : expectBool(value, site, (known) => known);
  });

/** One of two functions that a condition chooses: the identity, or one with an effect. */
const guard = (name: string, when: boolean, effect: (message: Slot, site: Site) => Value): Row =>
  binary(name, (condition, message, site) => {
    const [yes, no] = [(): Value => effect(message, site), (): Value => IDENTITY];
    return when ? decide(force(condition), yes, no, site) : decide(force(condition), no, yes, site);
  });

const failing = (message: Slot, site: Site): Value => builtin('throw', [message], site);
/** A warning changes nothing. */
const quiet = (): Value => IDENTITY;

/** A number's digits in a base, the highest first. */
function digits(base: Slot, number: Slot, site: Site, then: (known: readonly number[]) => Value): Value {
  return expectInt(base, site, (radix) =>
    expectInt(number, site, (known) => {
      if (radix < 2 || known < 0)
        return fail('assert', 'toBaseDigits: base must be at least 2 and the number not negative', site);
      const found: number[] = [];
      for (let rest = known; found.length === 0 || rest > 0; rest = Math.floor(rest / radix))
        found.unshift(rest % radix);
      return then(found);
    }),
  );
}

function checkListOfEnum(message: Slot, valid: Slot, given: Slot, site: Site): Value {
  const wrong = unaryFunction('wrong', (item) => not(builtin('elem', [item, valid], site)));
  return expectClosedList(builtin('filter', [wrong, given], site), site, (unexpected) =>
    unexpected.length === 0
      ? IDENTITY
      : lift(coerce(force(message), site, true), (text) =>
          fail('throw', `${text.kind === 'string' ? text.text : ''}: unexpected elements`, site),
        ),
  );
}

export const TRIVIAL_ROWS: readonly Row[] = [
  unary('id', force),
  binary('const', force),
  binary('pipe', (value, fns, site) =>
    expectClosedList(fns, site, (steps) =>
      force(steps.reduce<Slot>((current, fn) => call(fn, [current], site), value)),
    ),
  ),
  ternary('flip', (fn, left, right, site) => call(fn, [right, left], site)),
  binary('concat', (left, right, site) => concatLists([force(left), force(right)], site)),
  logical('or', TRUE),
  logical('and', FALSE),
  binary('xor', (left, right, site) =>
    expectBool(left, site, (a) => expectBool(right, site, (b) => bool(a.value !== b.value))),
  ),
  unary('bitNot', (number, site) => builtin('sub', [int(-1), number], site)),
  flag('boolToString', 'true', 'false'),
  flag('boolToYesNo', 'yes', 'no'),
  binary('mergeAttrs', (left, right, site) => update(force(left), force(right), site)),
  binary('defaultTo', (fallback, value) =>
    lift(force(value), (known) => (known.kind === 'null' ? force(fallback) : known)),
  ),
  binary('mapNullable', (fn, value, site) =>
    lift(force(value), (known) => (known.kind === 'null' ? NULL : call(fn, [known], site))),
  ),
  binary('min', (left, right, site) =>
    decide(
      lessThan(left, right, site),
      () => force(left),
      () => force(right),
      site,
    ),
  ),
  binary('max', (left, right, site) =>
    decide(
      lessThan(right, left, site),
      () => force(left),
      () => force(right),
      site,
    ),
  ),
  binary('mod', (left, right, site) =>
    builtin('sub', [left, builtin('mul', [right, builtin('div', [left, right], site)], site)], site),
  ),
  binary('compare', compare),
  [
    'splitByAndCompare',
    5,
    (args, site) => {
      const [predicate, yes, no, left, right] = args as readonly [Slot, Slot, Slot, Slot, Slot];
      const passes = (item: Slot): Value => call(predicate, [item], site);
      return decide(
        passes(left),
        () =>
          decide(
            passes(right),
            () => call(yes, [left, right], site),
            () => int(-1),
            site,
          ),
        () =>
          decide(
            passes(right),
            () => int(1),
            () => call(no, [left, right], site),
            site,
          ),
        site,
      );
    },
  ],
  guard('warnIf', true, quiet),
  guard('warnIfNot', false, quiet),
  guard('throwIf', true, failing),
  guard('throwIfNot', false, failing),
  binary('warn', (_message, value) => force(value)),
  binary('info', (_message, value) => force(value)),
  binary('showWarnings', (_warnings, value) => force(value)),
  ternary('checkListOfEnum', checkListOfEnum),
  binary('setFunctionArgs', (fn, args) => callable(fn, args)),
  binary('mirrorFunctionArgs', (fn, other, site) =>
    callable(
      other,
      lazily(site, () => functionArgs(fn, site)),
    ),
  ),
  unary('functionArgs', functionArgs),
  unary('isFunction', isFunction),
  unary('toFunction', (value, site) =>
    decide(
      isFunction(value, site),
      () => force(value),
      () => primop('constant', 1, () => force(value)),
      site,
    ),
  ),
  unary('toHexString', (number, site) =>
    digits(int(16), number, site, (known) => string(known.map((digit) => digit.toString(16).toUpperCase()).join(''))),
  ),
  binary('toBaseDigits', (base, number, site) => digits(base, number, site, (known) => list(known.map(int)))),
  unary('fromHexString', (text, site) =>
    expectString(text, site, (known) =>
      /^(0x)?[0-9A-Fa-f]{1,16}$/i.test(known.text)
        ? int(BigInt.asIntN(64, BigInt(`0x${known.text.replace(/^0x/i, '')}`)))
        : fail('value', `${known.text} is not a valid input`, site),
    ),
  ),
];
