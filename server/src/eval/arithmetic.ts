// Numbers: 64-bit integers that fail on overflow, and floats.
import type { Site } from './site';
import { typeName } from './type-name';
import { lift } from './unknowns';
import { FloatValue, fail, type IntValue, int, type Value } from './values';

export type ArithmeticOperator = '+' | '-' | '*' | '/';
type Numeric = IntValue | FloatValue;

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** `left operator right` for numbers; other operands fail or stay unknown. */
export function arithmetic(operator: ArithmeticOperator, left: Value, right: Value, site: Site): Value {
  if (
    left.kind === 'int' &&
    right.kind === 'int' &&
    typeof left.value === 'number' &&
    typeof right.value === 'number'
  ) {
    const quick = small(operator, left.value, right.value);
    if (quick !== undefined) return quick;
  }
  return arithmeticOf(operator, left, right, site);
}

function arithmeticOf(operator: ArithmeticOperator, left: Value, right: Value, site: Site): Value {
  const second = (a: Numeric): Value =>
    lift(right, (b) => (isNumeric(b) ? compute(operator, a, b, site) : notNumber(b, site)), site);
  // Nix evaluates both before it looks at either.
  return lift(left, (a) => (isNumeric(a) ? second(a) : right.kind === 'error' ? right : notNumber(a, site)), site);
}

/** The result where it stays in the safe range, else undefined. */
function small(operator: ArithmeticOperator, a: number, b: number): Value | undefined {
  const result =
    operator === '+'
      ? a + b
      : operator === '-'
        ? a - b
        : operator === '*'
          ? a * b
          : b === 0
            ? Number.NaN
            : Math.trunc(a / b);
  return Number.isSafeInteger(result) ? int(result === 0 ? 0 : result) : undefined;
}

function compute(operator: ArithmeticOperator, a: Numeric, b: Numeric, site: Site): Value {
  if (a.kind === 'float' || b.kind === 'float') return floats(operator, Number(a.value), Number(b.value), site);
  const [x, y] = [BigInt(a.value), BigInt(b.value)];
  if (operator === '/' && y === 0n) return fail('arithmetic', 'division by zero', site);
  const result = operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y;
  return result < MIN || result > MAX
    ? fail('arithmetic', `integer overflow in ${x} ${operator} ${y}`, site)
    : int(result);
}

function floats(operator: ArithmeticOperator, a: number, b: number, site: Site): Value {
  if (operator === '/' && b === 0) return fail('arithmetic', 'division by zero', site);
  return new FloatValue(operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : a / b);
}

export function negate(operand: Value, site: Site): Value {
  return lift(
    operand,
    (value) => {
      if (value.kind === 'float') return new FloatValue(0 - value.value);
      return value.kind === 'int' ? compute('-', int(0) as IntValue, value, site) : notNumber(value, site);
    },
    site,
  );
}

const isNumeric = (value: Value): value is Numeric => value.kind === 'int' || value.kind === 'float';
const notNumber = (value: Value, site: Site): Value =>
  fail('type', `expected a number but found a ${typeName(value)}`, site);
