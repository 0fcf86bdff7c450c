// Turns an expression into a closure: one function per kind of expression, chosen once, when the code first runs.

import type { Expr, IfExpr, IntExpr, PathExpr, StringExpr, UnaryExpr, WithExpr } from '../../syntax/ast';
import { applyAll } from '../apply';
import { negate } from '../arithmetic';
import { giveUp, meter } from '../budget';
import type { Code, Run, Scope } from '../code';
import { type Env, frameOf } from '../frame';
import { joinPath, resolveHome } from '../paths';
import { decide } from '../primop';
import { concatPieces, concatTexts, interpolated } from '../strings';
import { isFalse, isTrue } from '../truth';
import { doubt, lift } from '../unknowns';
import { FALSE, FloatValue, fail, int, ListValue, type Slot, string, TRUE, unknown, type Value } from '../values';
import { joinedText, writtenFloat, writtenInt, writtenText } from '../written';
import { compileBinary } from './binary';
import { compileApply, compileLambda } from './function';
import { compileHasAttr, compileSelect } from './select';
import { compileAttrs, compileField, compileLet } from './set';
import { delayed, globalSlot, variableRun } from './variable';

export function compile(code: Code): Run {
  const { expr, set } = code;
  if (set !== undefined) return compileField(set, code);
  switch (expr.kind) {
    case 'int':
      return constant(integer(expr, code));
    case 'float':
      return constant(code.unit.isWatched ? writtenFloat(expr) : new FloatValue(expr.value));
    case 'string':
      return compileString(expr, code);
    case 'path':
      return compilePath(expr, code);
    case 'search-path':
      return compileSearchPath(expr.text, code);
    case 'variable':
      return variableRun(expr.name, code);
    case 'select':
      return compileSelect(expr, code);
    case 'has-attr':
      return compileHasAttr(expr, code);
    case 'apply':
      return compileApply(expr, code);
    case 'lambda':
      return compileLambda(expr, code);
    case 'let':
      return compileLet(expr, code);
    case 'with':
      return compileWith(expr, code);
    case 'if':
      return compileIf(expr, code);
    case 'assert':
      return compileAssert(code.at(expr.condition), code.at(expr.body), code);
    case 'list':
      return compileList(expr.items, code);
    case 'attrs':
      return compileAttrs(expr, code);
    case 'unary':
      return compileUnary(expr, code);
    case 'binary':
      return compileBinary(expr, code);
    case 'paren':
      return compileParen(expr.inner, code);
    case 'error':
      // What is constant is not given up anew, and so would be noted once only.
      if (expr.isTooSlow) return () => giveUp('time', 'a text takes too long to be read', code);
      return constant(
        expr.isTooLong
          ? unknown('size', 'the text is too long to read', code)
          : unknown('syntax', 'text that is not Nix', code),
      );
  }
}

const constant =
  (value: Value): Run =>
  () =>
    value;

function integer(expr: IntExpr, code: Code): Value {
  const value = BigInt(expr.digits);
  if (value > 9223372036854775807n) return fail('syntax', `invalid integer '${expr.digits}'`, code);
  return code.unit.isWatched ? writtenInt(int(value), expr) : int(value);
}

/** `<a/b>` is `__findFile __nixPath "a/b"`, whatever these names mean there. */
function compileSearchPath(text: string, code: Code): Run {
  const paths = globalSlot('__nixPath', code.scope);
  if (globalSlot('__findFile', code.scope) !== undefined && paths?.kind === 'unknown')
    return constant(unknown('search-path', `<${text}>`, code));
  const find = variableRun('__findFile', code);
  const searchPath = variableRun('__nixPath', code);
  return (env) => applyAll(find(env), [searchPath(env), string(text)], code);
}

/** Parentheses cost nothing and may be nested without limit. */
function compileParen(inner: Expr, code: Code): Run {
  let expr = inner;
  while (expr.kind === 'paren') expr = expr.inner;
  const target = code.at(expr);
  return (env) => target.run(env);
}

function compileString(expr: StringExpr, code: Code): Run {
  const [only = ''] = expr.parts;
  if (expr.parts.length <= 1 && typeof only === 'string')
    return constant(code.unit.isWatched ? writtenText(only, expr, code.unit) : string(only));
  const joined = joinParts(expr, code);
  return code.unit.isWatched ? (env) => joinedText(joined(env), expr) : joined;
}

function joinParts(expr: StringExpr, code: Code): Run {
  const parts = expr.parts.map((part) => (typeof part === 'string' ? part : code.at(part)));
  return (env) => {
    let text = '';
    for (let i = 0; i < parts.length; i++) {
      const value = runPart(parts[i] as string | Code, env, code);
      if (typeof value === 'string') text += value;
      else if (value.kind === 'string') text += value.joinable;
      else return concatPieces([text, value, ...runParts(parts.slice(i + 1), env, code)]);
    }
    return concatTexts(text, '');
  };
}

const runPart = (part: string | Code, env: Env, code: Code): string | Value =>
  typeof part === 'string' ? part : interpolated(part.run(env), code);

const runParts = (parts: readonly (string | Code)[], env: Env, code: Code): (string | Value)[] =>
  parts.map((part) => runPart(part, env, code));

function compilePath(expr: PathExpr, code: Code): Run {
  const [only] = expr.parts;
  if (expr.parts.length === 1 && typeof only === 'string') {
    return constant(only.startsWith('~') ? resolveHome(only, code) : joinPath(code.unit.folder, only));
  }
  const parts = expr.parts.map((part) => (typeof part === 'string' ? part : code.at(part)));
  return (env) => {
    const text = concatPieces(runParts(parts, env, code));
    return lift(
      text,
      (known) =>
        known.kind === 'string'
          ? joinPath(code.unit.folder, known.text)
          : unknown('dynamic', 'path with an unknown part', code),
      code,
    );
  };
}

function compileList(items: readonly Expr[], code: Code): Run {
  meter.bytes -= 256 * items.length;
  const makers = items.map((item) => delayed(code.at(item)));
  return (env) => {
    meter.fuel -= makers.length >> 3;
    const slots: Slot[] = new Array(makers.length);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as (typeof makers)[number])(env);
    return new ListValue(slots);
  };
}

function compileWith(expr: WithExpr, code: Code): Run {
  const scope: Scope = { names: new Map(), isWith: true, up: code.scope, single: true };
  const make = delayed(code.at(expr.scope));
  const body = code.in(scope, expr.body);
  return (env) => body.run(frameOf(make(env), env));
}

function compileIf(expr: IfExpr, code: Code): Run {
  const condition = code.at(expr.condition);
  const then = code.at(expr.then);
  const otherwise = code.at(expr.otherwise);
  return (env) => {
    const value = condition.run(env);
    if (isTrue(value)) return then.run(env);
    if (isFalse(value)) return otherwise.run(env);
    return decideIf(value, then, otherwise, env, code);
  };
}

function decideIf(value: Value, then: Code, otherwise: Code, env: Env, code: Code): Value {
  return decide(
    value,
    () => then.run(env),
    () => otherwise.run(env),
    code,
  );
}

function compileAssert(condition: Code, body: Code, code: Code): Run {
  return (env) => {
    const value = condition.run(env);
    if (isTrue(value)) return body.run(env);
    if (isFalse(value)) return fail('assert', 'assertion failed', code);
    // An assertion that is not known to fail lets the evaluation go on, as a configuration that builds would.
    if (value.kind === 'error') return value;
    if (doubt(value, code) === undefined || value.kind === 'partial-string')
      return fail('type', 'expected a Boolean', code);
    meter.leftOut++;
    return body.run(env);
  };
}

function compileUnary(expr: UnaryExpr, code: Code): Run {
  const operand = code.at(expr.operand);
  if (expr.operator === '-') return (env) => negate(operand.run(env), code);
  const not = (value: Value): Value =>
    value.kind === 'bool'
      ? value.value
        ? FALSE
        : TRUE
      : fail('type', `expected a Boolean but found a ${value.kind}`, code);
  return (env) => {
    const value = operand.run(env);
    return isTrue(value) ? FALSE : isFalse(value) ? TRUE : lift(value, not, code);
  };
}
