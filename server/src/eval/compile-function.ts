// Functions and calls.
import type { ApplyExpr, Expr, LambdaExpr } from '../syntax/ast';
import { applyAll } from './apply';
import { Code, type CompiledFormal, type LambdaCode, type Run, type Scope } from './code';
import { delayed } from './compile-variable';
import { LambdaValue, type Slot } from './values';

export function lambdaCode(expr: LambdaExpr, site: Code): LambdaCode {
  const names = new Map<string, number>();
  if (expr.param !== undefined) names.set(expr.param.name, 0);
  for (const { name } of expr.formals?.items ?? []) names.set(name.name, names.size);
  const scope: Scope = { names, isWith: false, up: site.scope };
  const formals = expr.formals?.items.map(
    ({ name, fallback }): CompiledFormal => ({
      name: name.name,
      slot: names.get(name.name) ?? 0,
      fallback: fallback === undefined ? undefined : new Code(fallback, site.unit, scope),
    }),
  );
  return {
    expr,
    site,
    paramSlot: expr.param === undefined ? -1 : 0,
    formals,
    ellipsis: expr.formals?.ellipsis ?? true,
    frameSize: names.size,
    body: new Code(expr.body, site.unit, scope),
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
  const [only] = makers;
  if (makers.length === 1 && only !== undefined) return (env) => applyAll(target.run(env), [only(env)], code);
  return (env) => {
    const slots: Slot[] = new Array(makers.length);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as (typeof makers)[number])(env);
    return applyAll(target.run(env), slots, code);
  };
}
