// Operators.

import type { BinaryExpr, Expr } from '../../syntax/ast';
import { applyAll } from '../apply';
import { arithmetic } from '../arithmetic';
import { isExhausted } from '../budget';
import type { Code, Run } from '../code';
import { concatLists, update } from '../collections';
import { equal } from '../compare';
import { outcomeOf } from '../forks';
import type { Env } from '../frame';
import { lessThan } from '../order';
import { joinPath } from '../paths';
import { coerce, concatPieces, concatTexts } from '../strings';
import { isFalse, isTrue } from '../truth';
import { typeName } from '../type-name';
import { distribute, lift, ofOpaque, reasonOf } from '../unknowns';
import { type BoolValue, FALSE, fail, type Slot, TRUE, type UnknownValue, unknown, type Value } from '../values';
import { delayed } from './variable';

export function compileBinary(expr: BinaryExpr, code: Code): Run {
  if (isLong(expr)) return compileChain(expr, code);
  const left = code.at(expr.left);
  const right = code.at(expr.right);
  const { operator } = expr;
  switch (operator) {
    case '+':
      return (env) => plus(left.run(env), right.run(env), code);
    case '-':
    case '*':
    case '/':
      return (env) => arithmetic(operator, left.run(env), right.run(env), code);
    case '++':
      return (env) => concat(left.run(env), right.run(env), code);
    case '//':
      return (env) => update(left.run(env), right.run(env), code);
    case '==':
      return (env) => equal(left.run(env), right.run(env), code);
    case '!=':
      return (env) => not(equal(left.run(env), right.run(env), code));
    case '<':
      return (env) => lessThan(left.run(env), right.run(env), code);
    case '>':
      return (env) => lessThan(right.run(env), left.run(env), code);
    case '<=':
      return (env) => not(lessThan(right.run(env), left.run(env), code));
    case '>=':
      return (env) => not(lessThan(left.run(env), right.run(env), code));
    case '&&':
      return logical(left, right, FALSE, code);
    case '||':
      return logical(left, right, TRUE, code);
    case '->':
      return logical({ run: (env: Env) => not(left.run(env)) }, right, TRUE, code);
    case '|>':
      return call(right, left);
    case '<|':
      return call(left, right);
  }

  function call(fn: Code, argument: Code): Run {
    const make: (env: Env) => Slot = delayed(argument);
    return (env) => applyAll(fn.run(env), [make(env)], code);
  }
}

/** More operators in a row than this are not run by recursion: a deep stack makes collecting garbage dear. */
const LONG = 16;

/** Whether `++` or `//`, which group to the right, follow one another often. */
function isLong({ operator, right }: BinaryExpr): boolean {
  if (operator !== '++' && operator !== '//') return false;
  let rest = right;
  let count = 1;
  while (count <= LONG && rest.kind === 'binary' && rest.operator === operator) {
    rest = rest.right;
    count++;
  }
  return count > LONG;
}

/**
 * Many `++` or `//`: the operands are run in order and then put together, for `//` from the left, which is the same.
 */
function compileChain(expr: BinaryExpr, code: Code): Run {
  const operands: Code[] = [];
  let rest: Expr = expr;
  for (; rest.kind === 'binary' && rest.operator === expr.operator; rest = rest.right)
    operands.push(code.at(rest.left));
  const last = code.at(rest);
  return expr.operator === '++' ? concatAll([...operands, last], code) : updateAll(operands, last, code);
}

function concatAll(operands: readonly Code[], code: Code): Run {
  return (env) => {
    const values = operands.map((operand) => operand.run(env));
    return values.find(({ kind }) => kind === 'error') ?? concatLists(values, code);
  };
}

function updateAll(operands: readonly Code[], last: Code, code: Code): Run {
  return (env) => {
    let whole: Value | undefined;
    for (const operand of operands) {
      const value = operand.run(env);
      whole = whole === undefined ? value : update(whole, value, code);
      if (whole.kind === 'error' || isExhausted(whole)) return whole;
    }
    return whole === undefined ? last.run(env) : update(whole, last.run(env), code);
  };
}

const not = (value: Value): Value => (isTrue(value) ? FALSE : isFalse(value) ? TRUE : value);

/** `++`: Nix evaluates both sides before it looks at either. */
const concat = (left: Value, right: Value, code: Code): Value =>
  right.kind === 'error' && left.kind !== 'error' ? right : concatLists([left, right], code);

/**
 * `&&` and `||`: `decisive` on the left ends it; a left side that is not known may still be decided by the right one.
 */
function logical(left: { run(env: Env): Value }, right: Code, decisive: BoolValue, code: Code): Run {
  return (env) => {
    const a = left.run(env);
    if (a.kind === 'error') return a;
    if (a.kind === 'bool') return a.value === decisive.value ? decisive : boolean(right.run(env), code);
    if (a.kind !== 'unknown' && a.kind !== 'opaque' && a.kind !== 'choice') return boolean(a, code);
    // Where the left side were decisive the right one would not be looked at, so its failing says nothing.
    return undecided(reasonOf(a, code), right, decisive, env, code);
  };
}

function undecided(reason: UnknownValue, right: Code, decisive: BoolValue, env: Env, code: Code): Value {
  const outcome = outcomeOf(code, reason, () => right.run(env));
  return outcome.kind === 'bool' && outcome.value === decisive.value ? decisive : reason;
}

function boolean(value: Value, code: Code): Value {
  return value.kind === 'bool' ? value : booleanOf(value, code);
}

function booleanOf(value: Value, code: Code): Value {
  return lift(
    value,
    (known) =>
      known.kind === 'bool' ? known : fail('type', `expected a Boolean but found a ${typeName(known)}`, code),
    code,
  );
}

/** `+`: numbers, strings, or a path with something behind it. */
function plus(left: Value, right: Value, code: Code): Value {
  if (left.kind === 'int' || left.kind === 'float') return arithmetic('+', left, right, code);
  if (left.kind === 'string' && right.kind === 'string') return concatTexts(left.joinable, right.joinable);
  return plusOther(left, right, code);
}

function plusOther(left: Value, right: Value, code: Code): Value {
  // What stands behind it counts: `<nixpkgs> + "/nixos"` is another file than `<nixpkgs>`.
  if (left.kind === 'unknown' && left.code === 'search-path') return concatPieces([left, appendable(right, code)]);
  return distribute(left, (a) => {
    switch (a.kind) {
      case 'int':
      case 'float':
        return arithmetic('+', a, right, code);
      case 'opaque':
        // It may be a number as well as a text.
        return right.kind === 'int' || right.kind === 'float'
          ? ofOpaque(a, code)
          : concatPieces([coerce(a, code, false), appendable(right, code)]);
      case 'string':
      case 'partial-string':
        return concatPieces([a, coerce(right, code, false)]);
      // Behind a set a path is not copied, behind a text it is (ExprConcatStrings).
      case 'attrs':
        return concatPieces([coerce(a, code, false), appendable(right, code)]);
      case 'path':
        return lift(appendable(right, code), (b) =>
          b.kind === 'string' ? joinPath('/', a.path + b.text) : unknown('dynamic', 'path with an unknown part', code),
        );
      default:
        return cannotAdd(a, code);
    }
  });
}

/** What may stand behind a path, or a set that has one: text, or another path. */
function appendable(value: Value, code: Code): Value {
  return coerce(value, code, value.kind === 'path');
}

const cannotAdd = (value: Value, code: Code): Value => fail('type', `cannot add a ${typeName(value)}`, code);
