// `a.b.c`, `a.b or c` and `a ? b.c`, and names that are only known when evaluated.
import type { AttrName, HasAttrExpr, SelectExpr } from '../syntax/ast';
import type { Code, Env, Run } from './code';
import { hasAttr, selectAttr } from './select';
import { choose, lift } from './unknowns';
import { FALSE, fail, typeName, unknown, type Value } from './values';

/** A step of an attribute path: its name, or the code that computes it. */
export type Step = string | Code;

export function step(name: AttrName, code: Code): Step {
  return name.kind === 'static' ? name.name : code.at(name.expr);
}

/** Runs `then` with the step's name; a name that is not known gives unknown. */
export function withName(name: Step, env: Env, site: Code, then: (known: string) => Value): Value {
  if (typeof name === 'string') return then(name);
  return lift(name.run(env), (value) => {
    if (value.kind === 'string') return then(value.text);
    return value.kind === 'partial-string'
      ? unknown('dynamic', 'attribute name with an unknown part', site)
      : fail('type', `expected a string but found a ${typeName(value)}`, site);
  });
}

export function compileSelect(expr: SelectExpr, code: Code): Run {
  const target = code.at(expr.target);
  const steps = expr.path.map((name) => step(name, code));
  const [only] = steps;
  const walk = (env: Env): Value =>
    steps.reduce<Value>((value, name) => withName(name, env, code, (known) => selectAttr(value, known, code)), target.run(env));
  if (expr.fallback === undefined) {
    if (steps.length === 1 && typeof only === 'string') return (env) => selectAttr(target.run(env), only, code);
    return walk;
  }
  const fallback = code.at(expr.fallback);
  return (env) => {
    let value = target.run(env);
    for (const name of steps) {
      const holder = value;
      // Only what is absent falls back; an error on the way is an error, and what is not known may be either.
      const there = holder.kind === 'unknown' ? holder : withName(name, env, code, (known) => hasAttr(holder, known));
      if (there === FALSE) return fallback.run(env);
      if (there.kind === 'error') return there;
      const selected = withName(name, env, code, (known) => selectAttr(holder, known, code));
      if (there.kind !== 'bool') return choose([selected, fallback.run(env)], unknown('choice', 'an attribute that may be absent', code));
      value = selected;
    }
    return value;
  };
}

export function compileHasAttr(expr: HasAttrExpr, code: Code): Run {
  const target = code.at(expr.target);
  const steps = expr.path.map((name) => step(name, code));
  return (env) => {
    let value = target.run(env);
    for (const [index, name] of steps.entries()) {
      const holder = value;
      const there = withName(name, env, code, (known) => hasAttr(holder, known));
      if (there === FALSE || index === steps.length - 1 || there.kind !== 'bool') return there;
      value = withName(name, env, code, (known) => selectAttr(holder, known, code));
    }
    return FALSE;
  };
}
