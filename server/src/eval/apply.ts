// Calling a value.

import { meter, spent, tooDeep } from './budget';
import { NotAFunction, WrongArgument } from './errors';
import { outcomeOf } from './forks';
import { Env, frameOf, type LambdaCode, type Runnable } from './frame';
import { callOpaque } from './identity';
import { selectAttr } from './select';
import type { Site } from './site';
import { force, lazily, Thunk } from './thunk';
import { typeName } from './type-name';
import { choose, distribute, located, reasonOf } from './unknowns';
import {
  type AttrsValue,
  type ChoiceValue,
  fail,
  PrimopValue,
  type Slot,
  type UnknownValue,
  type Value,
} from './values';

export function apply(fn: Value, argument: Slot, site: Site): Value {
  return fn.kind === 'lambda' ? call(fn.code, fn.env, argument, site) : applyAll(fn, [argument], site);
}

/** `fn first second`. */
export function applyTwo(fn: Value, first: Slot, second: Slot, site: Site): Value {
  if (fn.kind === 'lambda' && fn.code.inner !== undefined)
    return call(fn.code.inner, frameOf(first, fn.env), second, site);
  return applyAll(fn, [first, second], site);
}

/** `fn a b …`, as written at `site`. */
export function applyAll(fn: Value, args: readonly Slot[], site: Site): Value {
  let target = fn;
  let next = 0;
  while (next < args.length) {
    switch (target.kind) {
      case 'lambda': {
        let { code, env } = target;
        for (; code.inner !== undefined && next + 1 < args.length; code = code.inner)
          env = frameOf(args[next++] as Slot, env);
        target = call(code, env, args[next++] as Slot, site);
        break;
      }
      case 'primop': {
        const { definition, args: held } = target;
        if (next === 0 && held.length === 0 && args.length === definition.arity)
          return runPrimop(definition.run, args, site);
        const wanted = definition.arity - held.length;
        const taken = args.slice(next, next + wanted);
        next += taken.length;
        const all = held.length === 0 ? taken : [...held, ...taken];
        target = taken.length < wanted ? new PrimopValue(definition, all) : runPrimop(definition.run, all, site);
        break;
      }
      case 'attrs': {
        const functor = target.get('__functor');
        if (functor === undefined) return target.open ?? new NotAFunction('a set', next, site);
        target = apply(force(functor), target, site);
        break;
      }
      case 'opaque': {
        const argument = args[next++] as Slot;
        target = target.known?.call?.(argument, site) ?? callOpaque(target, argument);
        break;
      }
      case 'choice': {
        return applyEach(target, args.slice(next), site);
      }
      case 'error':
      case 'unknown':
        return target;
      default:
        return new NotAFunction(kindOf(target), next, site);
    }
  }
  return target;
}

/** As in Nix's own messages (showType). */
const kindOf = (value: Value): string => KINDS.get(value.kind) ?? `a ${typeName(value)}`;
const KINDS: ReadonlyMap<Value['kind'], string> = new Map([
  ['null', 'null'],
  ['bool', 'a Boolean'],
  ['int', 'an integer'],
]);

// Closures stand in functions of their own throughout: a function that holds one allocates for it at every call,
// also where it is not reached.

function applyEach(choice: ChoiceValue, args: readonly Slot[], site: Site): Value {
  return choose(
    choice.options.map((option) => outcomeOf(site, choice.reason, () => applyAll(option, args, site))),
    choice.reason,
  );
}

function runPrimop(run: (args: readonly Slot[], site: Site) => Value, args: readonly Slot[], site: Site): Value {
  if (meter.depth >= meter.depthLimit) return tooDeep(site);
  meter.depth++;
  meter.fuel--;
  const value = run(args, site);
  meter.depth--;
  return value.kind === 'unknown' && value.site === undefined ? located(value, site) : value;
}

function call(code: LambdaCode, env: Env, argument: Slot, site: Site): Value {
  if (--meter.fuel < 0) {
    const broke = spent(site);
    if (broke !== undefined) return broke;
  }
  if (meter.depth >= meter.depthLimit) return tooDeep(site);
  meter.depth++;
  const value =
    code.formals === undefined ? code.body.run(frameOf(argument, env)) : callWithSet(code, env, force(argument), site);
  meter.depth--;
  return value;
}

function callWithSet(code: LambdaCode, env: Env, argument: Value, site: Site): Value {
  return argument.kind === 'attrs'
    ? callWithFormals(code, env, argument, site)
    : callWithOther(code, env, argument, site);
}

function callWithOther(code: LambdaCode, env: Env, argument: Value, site: Site): Value {
  return distribute(argument, (known) => callWithFormals(code, env, known, site));
}

function callWithFormals(code: LambdaCode, outer: Env, argument: Value, site: Site): Value {
  if (argument.kind !== 'attrs' && argument.kind !== 'opaque')
    return fail('type', `expected a set but found a ${typeName(argument)}`, site);
  meter.fuel -= code.frameSize >> 3;
  const slots: Slot[] = new Array(code.frameSize);
  const env = new Env(slots, outer);
  if (code.paramSlot >= 0) slots[code.paramSlot] = argument;
  let matched = 0;
  for (const { name, slot, fallback } of code.formals ?? []) {
    const given = argument.kind === 'attrs' ? argument.get(name) : argument.resolve?.(name);
    if (given !== undefined) {
      slots[slot] = given;
      matched++;
    } else if (argument.kind === 'opaque') {
      slots[slot] = selectAttr(argument, name, site);
    } else if (argument.open !== undefined) {
      slots[slot] = fallback === undefined ? argument.open : maybeGiven(argument.open, fallback, env);
    } else if (fallback !== undefined) {
      slots[slot] = new Thunk(fallback, env, undefined);
    } else {
      return new WrongArgument(name, 'missing', code, site);
    }
  }
  if (!code.ellipsis && argument.kind === 'attrs' && argument.size > matched) return unexpected(code, argument, site);
  return code.body.run(env);
}

function unexpected(code: LambdaCode, argument: AttrsValue, site: Site): Value {
  const known = new Set(code.formals?.map((formal) => formal.name));
  const name = [...argument.keys()].find((key) => !known.has(key));
  return new WrongArgument(name ?? '', 'unexpected', code, site);
}

/** A formal with a default, called with a set that may or may not have it. */
function maybeGiven(open: UnknownValue, fallback: Runnable, env: Env): Slot {
  return lazily(fallback, () => choose([open, fallback.run(env)], reasonOf(open, fallback)));
}
