// Names: resolved to a frame and slot when compiling; only names that reach a `with` are looked up by name.
import { tick } from '../../base/time-limit';
import { meter, spend } from '../budget';
import type { Code, Run, Scope } from '../code';
import { AbsentAttribute, MissingAttribute, orOtherwise, UndefinedVariable } from '../errors';
import type { Env, LambdaCode } from '../frame';
import { isMisspelt, selectAttr } from '../select';
import { force, Thunk } from '../thunk';
import { typeName } from '../type-name';
import { choose } from '../unknowns';
import { type AttrsValue, type BoolValue, fail, LambdaValue, type Slot, unknown, type Value } from '../values';
import { writtenBool } from '../written';
import { lambdaCode } from './function';

type Resolution =
  | { readonly kind: 'slot'; readonly depth: number; readonly slot: number; readonly scope: Scope }
  | { readonly kind: 'with'; readonly depths: readonly number[] };

function resolve(name: string, scope: Scope | undefined): Resolution {
  const withs: number[] = [];
  let depth = 0;
  let found: Resolution | undefined;
  for (let at = scope; at !== undefined && found === undefined; at = at.up, depth++) {
    // What is compiled is kept, so it cannot be cut short otherwise.
    tick();
    if (at.isWith) withs.push(depth);
    const slot = at.names.get(name);
    if (slot !== undefined) found = { kind: 'slot', depth, slot, scope: at };
  }
  meter.fuel -= depth >> 3;
  return found ?? { kind: 'with', depths: withs };
}

function frame(env: Env, depth: number): Env {
  let at = env;
  for (let i = 0; i < depth; i++) at = at.up as Env;
  return at;
}

/** The slot of a lexical variable, shared and not forced; undefined when the name is not lexical. */
function slotReader(name: string, scope: Scope | undefined): ((env: Env) => Slot) | undefined {
  const found = resolve(name, scope);
  if (found.kind !== 'slot') return undefined;
  const { depth, slot } = found;
  // The frames of a scope always have the slots the compiler gave them.
  const { constants, single } = found.scope;
  if (constants !== undefined) return () => constants[slot] as Slot;
  if (single === true) return depth === 0 ? (env) => env.only as Slot : (env) => frame(env, depth).only as Slot;
  if (depth === 0) return (env) => env.slots[slot] as Slot;
  if (depth === 1) return (env) => (env.up as Env).slots[slot] as Slot;
  return (env) => frame(env, depth).slots[slot] as Slot;
}

/** What a name stands for that nobody has defined anew; undefined for all others. */
export function globalSlot(name: string, scope: Scope | undefined): Slot | undefined {
  const found = resolve(name, scope);
  return found.kind === 'slot' ? found.scope.constants?.[found.slot] : undefined;
}

/** What `true` and `false` are where note is taken of who looks. */
export function writtenTruth({ unit, scope, expr }: Code): BoolValue | undefined {
  if (unit.isWatched !== true || expr.kind !== 'variable' || (expr.name !== 'true' && expr.name !== 'false'))
    return undefined;
  const value = globalSlot(expr.name, scope);
  return value?.kind === 'bool' ? writtenBool(value, expr) : undefined;
}

export function variableRun(name: string, code: Code): Run {
  const truth = writtenTruth(code);
  if (truth !== undefined) return () => truth;
  const read = slotReader(name, code.scope);
  if (read !== undefined) return (env) => force(read(env));
  const found = resolve(name, code.scope);
  const depths = found.kind === 'with' ? found.depths : [];
  if (name === '__curPos') return () => unknown('environment', '__curPos', code);
  return (env) => lookupWith(name, depths, env, code);
}

/**
 * Innermost `with` first. A set that may have more attributes than we know leaves the name open; one that is opaque may
 * or may not hide an outer one.
 * What our own library lacks hides nothing that is certain: nixpkgs takes care that `with lib; with types;` works; nor
 * does what a newer Nix may have among its built-ins.
 */
function lookupWith(name: string, depths: readonly number[], env: Env, code: Code): Value {
  const candidates: Value[] = [];
  let lacking: Value | undefined;
  let absent: Value | undefined;
  let maybeBuiltin: Value | undefined;
  let at = env;
  let reached = 0;
  for (const depth of depths) {
    at = frame(at, depth - reached);
    reached = depth;
    const broke = spend(1);
    if (broke !== undefined) return broke;
    const scope = force(at.only as Slot);
    if (scope.kind === 'attrs') {
      const slot = scope.get(name);
      if (slot !== undefined) {
        const found = force(slot);
        return candidates.length === 0 ? found : choose([...candidates, found], unknown('unknown-name', name, code));
      }
      switch (scope.open?.code) {
        case undefined:
          break;
        case 'missing-lib':
          lacking ??= notInOurs(scope, name, code);
          break;
        case 'missing-builtin':
          maybeBuiltin = unknown('unknown-name', name, code);
          break;
        default:
          candidates.push(unknown('unknown-name', name, code));
      }
    } else if (scope.kind === 'opaque') {
      const known = lacking ?? orOtherwise(selectAttr(scope, name, code));
      if (known instanceof AbsentAttribute) absent ??= known;
      else candidates.push(known);
    } else if (scope.kind === 'error') {
      return scope;
    } else if (scope.kind === 'unknown' || scope.kind === 'choice') {
      candidates.push(unknown('unknown-name', name, code));
    } else {
      return fail('type', `expected a set but found a ${typeName(scope)}`, code);
    }
  }
  // Nothing certain has it: the innermost set that may have it is where it comes from.
  return candidates[0] ?? lacking ?? maybeBuiltin ?? absent ?? new UndefinedVariable(name, code);
}

/** Whether a library may have a name: what modules take as arguments is in none. */
export const inLibrary = (name: string): boolean => name !== 'pkgs' && name !== 'config';

/** A name that our library lacks: nixpkgs has it, or nobody. */
function notInOurs(lib: AttrsValue, name: string, code: Code): Value | undefined {
  if (!inLibrary(name)) return undefined;
  return isMisspelt(lib, name) ? new MissingAttribute(name, lib, code) : unknown('missing-lib', name, code);
}

/** How to make the slot of an expression: shared for variables, at once for literals and functions, else delayed. */
export function delayed(code: Code): (env: Env) => Slot {
  const { expr } = code;
  if (expr.kind !== 'variable') return delayedInFrame(code);
  const truth = writtenTruth(code);
  if (truth !== undefined) return () => truth;
  return slotReader(expr.name, code.scope) ?? delayedInFrame(code);
}

/** As `delayed`, for expressions of a frame that is still being filled: variables are not read yet. */
export function delayedInFrame(code: Code): (env: Env) => Slot {
  const { expr } = code;
  switch (expr.kind) {
    case 'int':
    case 'float':
      return (env) => code.run(env);
    case 'string':
      return expr.parts.every((part) => typeof part === 'string')
        ? (env) => code.run(env)
        : (env) => new Thunk(code, env, undefined);
    case 'lambda': {
      let lambda: LambdaCode | undefined;
      return (env) => {
        lambda ??= lambdaCode(expr, code);
        return new LambdaValue(lambda, env);
      };
    }
    default:
      return (env) => new Thunk(code, env, undefined);
  }
}
