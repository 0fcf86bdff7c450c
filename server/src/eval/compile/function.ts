// Functions and calls.

import type { ApplyExpr, Expr, LambdaExpr } from '../../syntax/ast';
import { apply, applyAll, applyTwo } from '../apply';
import { Code, type Run, type Scope } from '../code';
import type { CompiledFormal, LambdaCode } from '../frame';
import { LambdaValue, type Slot } from '../values';
import { delayed } from './variable';

/** How many functions of `a: b: c: …` are compiled at once. */
const AT_ONCE = 8;

export function lambdaCode(expr: LambdaExpr, site: Code, nested = 1): LambdaCode {
  const names = new Map<string, number>();
  if (expr.param !== undefined) names.set(expr.param.name, 0);
  for (const { name } of expr.formals?.items ?? []) names.set(name.name, names.size);
  const scope: Scope = { names, isWith: false, up: site.scope, single: expr.formals === undefined };
  const formals = expr.formals?.items.map(
    ({ name, fallback }): CompiledFormal => ({
      name: name.name,
      slot: names.get(name.name) ?? 0,
      fallback: fallback === undefined ? undefined : new Code(fallback, site.unit, scope),
    }),
  );
  const body = new Code(expr.body, site.unit, scope);
  return {
    expr,
    site,
    paramSlot: expr.param === undefined ? -1 : 0,
    formals,
    ellipsis: expr.formals?.ellipsis ?? true,
    frameSize: names.size,
    body,
    inner:
      expr.formals === undefined && expr.body.kind === 'lambda' && nested < AT_ONCE
        ? lambdaCode(expr.body, body, nested + 1)
        : undefined,
  };
}

export function compileLambda(expr: LambdaExpr, code: Code): Run {
  const lambda = lambdaCode(expr, code);
  return (env) => new LambdaValue(lambda, env);
}

/** `f a b c` is one call with three arguments, so that a built-in of three needs no values in between. */
export function compileApply(expr: ApplyExpr, code: Code): Run {
  const args: Expr[] = [];
  let fn: Expr = expr;
  while (fn.kind === 'apply') {
    args.push(fn.argument);
    fn = fn.fn;
  }
  args.reverse();
  const target = code.at(fn);
  const makers = args.map((argument) => delayed(code.at(argument)));
  const [first, second] = makers;
  if (makers.length === 1 && first !== undefined) return (env) => apply(target.run(env), first(env), code);
  if (makers.length === 2 && first !== undefined && second !== undefined)
    return (env) => applyTwo(target.run(env), first(env), second(env), code);
  return (env) => {
    const slots: Slot[] = new Array(makers.length);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as (typeof makers)[number])(env);
    return applyAll(target.run(env), slots, code);
  };
}
