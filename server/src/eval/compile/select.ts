// `a.b.c`, `a.b or c` and `a ? b.c`, and names that are only known when evaluated.

import type { AttrName, HasAttrExpr, SelectExpr } from '../../syntax/ast';
import type { Code, Run } from '../code';
import { orOtherwise } from '../errors';
import { outcomeOf } from '../forks';
import type { Env } from '../frame';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { isFalse } from '../truth';
import { typeName } from '../type-name';
import { choose, doubt, lift } from '../unknowns';
import { FALSE, fail, type UnknownValue, unknown, type Value } from '../values';

/** A step of an attribute path: its name, or the code that computes it. */
export type Step = string | Code;

function step(name: AttrName, code: Code): Step {
  return name.kind === 'static' ? name.name : code.at(name.expr);
}

/** Runs `then` with the step's name; a name that is not known gives unknown. */
function withName(name: Step, env: Env, site: Site, then: (known: string) => Value): Value {
  if (typeof name === 'string') return then(name);
  return lift(
    name.run(env),
    (value) => {
      if (value.kind === 'string') return then(value.text);
      return value.kind === 'partial-string'
        ? unknown('dynamic', 'attribute name with an unknown part', site)
        : fail('type', `expected a string but found a ${typeName(value)}`, site);
    },
    site,
  );
}

export function compileSelect(expr: SelectExpr, code: Code): Run {
  const target = code.at(expr.target);
  const steps = expr.path.map((name) => step(name, code));
  if (expr.fallback !== undefined) return selectOr(target, steps, code.at(expr.fallback), code);
  const [only] = steps;
  if (steps.length === 1 && typeof only === 'string') return (env) => selectAttr(target.run(env), only, code);
  return (env) => {
    let value = target.run(env);
    for (const name of steps) value = selectStep(value, name, env, code);
    return value;
  };
}

function selectStep(value: Value, name: Step, env: Env, code: Code): Value {
  return typeof name === 'string'
    ? selectAttr(value, name, code)
    : withName(name, env, code, (known) => selectAttr(value, known, code));
}

function hasStep(value: Value, name: Step, env: Env, code: Code): Value {
  return typeof name === 'string' ? hasAttr(value, name) : withName(name, env, code, (known) => hasAttr(value, known));
}

function selectOr(target: Code, steps: readonly Step[], fallback: Code, code: Code): Run {
  return (env) => {
    let value = target.run(env);
    let uncertain: UnknownValue | undefined;
    for (const name of steps) {
      // Only what is absent falls back; an error on the way is an error, and what is not known may be either.
      const there = value.kind === 'unknown' ? value : hasStep(value, name, env, code);
      if (isFalse(there)) return fallback.run(env);
      if (there.kind === 'error' && uncertain === undefined) return there;
      uncertain ??= doubt(there, code);
      value = orOtherwise(selectStep(value, name, env, code));
    }
    return uncertain === undefined ? value : orFallback(value, uncertain, fallback, env, code);
  };
}

function orFallback(value: Value, uncertain: UnknownValue, fallback: Code, env: Env, code: Code): Value {
  return choose([value, outcomeOf(code, uncertain, () => fallback.run(env))], uncertain);
}

export function compileHasAttr(expr: HasAttrExpr, code: Code): Run {
  const target = code.at(expr.target);
  const steps = expr.path.map((name) => step(name, code));
  return (env) => {
    let value = target.run(env);
    for (let i = 0; i < steps.length; i++) {
      const name = steps[i] as Step;
      const there = hasStep(value, name, env, code);
      if (isFalse(there) || i === steps.length - 1 || there.kind !== 'bool') return there;
      value = selectStep(value, name, env, code);
    }
    return FALSE;
  };
}
