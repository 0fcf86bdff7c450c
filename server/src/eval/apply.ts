// Calling a value.
import { meter, tooDeep } from './budget';
import { type Code, Env } from './code';
import { callOpaque } from './identity';
import { selectAttr } from './select';
import { force, lazily, Thunk } from './thunk';
import { choose, distribute } from './unknowns';
import { fail, type LambdaValue, PrimopValue, type Slot, typeName, unknown, type Value } from './values';

export function apply(fn: Value, argument: Slot, site: Code): Value {
  return applyAll(fn, [argument], site);
}

/** `fn a b …`, as written at `site`. */
export function applyAll(fn: Value, args: readonly Slot[], site: Code): Value {
  let target = fn;
  let next = 0;
  while (next < args.length) {
    switch (target.kind) {
      case 'lambda': {
        target = call(target, args[next++] as Slot, site);
        break;
      }
      case 'primop': {
        const { definition, args: held } = target;
        const wanted = definition.arity - held.length;
        const taken = args.slice(next, next + wanted);
        next += taken.length;
        const all = held.length === 0 ? taken : [...held, ...taken];
        target = taken.length < wanted ? new PrimopValue(definition, all) : runPrimop(definition.run, all, site);
        break;
      }
      case 'attrs': {
        const functor = target.get('__functor');
        if (functor === undefined) return target.open ?? fail('type', 'attempt to call something which is not a function but a set', site);
        target = apply(force(functor), target, site);
        break;
      }
      case 'opaque': {
        target = callOpaque(target, args[next++] as Slot);
        break;
      }
      case 'choice': {
        const rest = args.slice(next);
        return choose(
          target.options.map((option) => applyAll(option, rest, site)),
          target.reason,
        );
      }
      case 'error':
      case 'unknown':
        return target;
      default:
        return fail('type', `attempt to call something which is not a function but a ${typeName(target)}`, site);
    }
  }
  return target;
}

function runPrimop(run: (args: readonly Slot[], site: Code) => Value, args: readonly Slot[], site: Code): Value {
  if (meter.depth >= meter.depthLimit) return tooDeep();
  meter.depth++;
  const value = run(args, site);
  meter.depth--;
  return value;
}

function call(fn: LambdaValue, argument: Slot, site: Code): Value {
  if (--meter.fuel < 0) return unknown('fuel', 'evaluation takes too long', site);
  if (meter.depth >= meter.depthLimit) return tooDeep();
  const { code } = fn;
  meter.depth++;
  const value =
    code.formals === undefined
      ? code.body.run(new Env([argument], fn.env))
      : distribute(force(argument), (known) => callWithFormals(fn, known, site));
  meter.depth--;
  return value;
}

function callWithFormals(fn: LambdaValue, argument: Value, site: Code): Value {
  const { code } = fn;
  if (argument.kind !== 'attrs' && argument.kind !== 'opaque')
    return fail('type', `expected a set but found a ${typeName(argument)}`, site);
  const slots: Slot[] = new Array(code.frameSize);
  const env = new Env(slots, fn.env);
  if (code.paramSlot >= 0) slots[code.paramSlot] = argument;
  for (const { name, slot, fallback } of code.formals ?? []) {
    const given = argument.kind === 'attrs' ? argument.get(name) : argument.resolve?.(name);
    if (given !== undefined) {
      slots[slot] = given;
    } else if (argument.kind === 'opaque') {
      slots[slot] = selectAttr(argument, name, site);
    } else if (argument.open !== undefined) {
      slots[slot] = fallback === undefined ? argument.open : maybeGiven(argument.open, fallback, env);
    } else if (fallback !== undefined) {
      slots[slot] = new Thunk(fallback, env, undefined);
    } else {
      return fail('argument', `function called without required argument '${name}'`, site);
    }
  }
  if (!code.ellipsis && argument.kind === 'attrs') {
    for (const name of argument.entries.keys()) {
      if (!code.formals?.some((formal) => formal.name === name))
        return fail('argument', `function called with unexpected argument '${name}'`, site);
    }
  }
  return code.body.run(env);
}

/** A formal with a default, called with a set that may or may not have it. */
function maybeGiven(open: Value, fallback: Code, env: Env): Slot {
  return lazily(fallback, () => choose([open, fallback.run(env)], unknown('choice', 'an argument that may be absent', fallback)));
}
