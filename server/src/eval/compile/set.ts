// `{ … }`, `rec { … }` and `let … in`: from a plan of bindings to slots.

import type { AttrsExpr, Expr, LetExpr } from '../../syntax/ast';
import type { WrittenNames } from '../attribute-set';
import { Code, type Run, type Scope } from '../code';
import { Env } from '../frame';
import { selectAttr } from '../select';
import type { Site, Unit } from '../site';
import { force, lazily, Thunk } from '../thunk';
import { typeName } from '../type-name';
import {
  AttrsValue,
  type ErrorValue,
  fail,
  type Origin,
  type Slot,
  type UnknownValue,
  unknown,
  type Value,
} from '../values';
import { type Field, planBindings, type SetPlan } from './binding-plan';
import { delayed, delayedInFrame } from './variable';

/**
 * The scopes a field's parts are written in: values see `inner` (with `rec`, the set's own names),
 * plain `inherit` sees `outer`.
 */
interface BindingPlace {
  readonly unit: Unit;
  readonly inner: Scope | undefined;
  readonly outer: Scope | undefined;
  readonly recursive: boolean;
}

/** Makes the slot of a field when the set is built; `froms` are the sources of `inherit (…)`. */
type Maker = (inner: Env, outer: Env, froms: readonly Slot[]) => Slot;

export function compileAttrs(expr: AttrsExpr, code: Code): Run {
  return setRun(planBindings(expr.bindings, expr.recursive), code);
}

/** @param site the set, or what implies it: `a.b = 1`. */
function setRun(plan: SetPlan, site: Code): Run {
  const { unit, scope } = site;
  const duplicate = duplicateError(plan, site);
  if (duplicate !== undefined) return () => duplicate;
  const names = writtenNames(plan, unit);
  const { recursive } = plan;
  const inner = recursive ? { names: names.numbers, isWith: false, up: scope } : scope;
  const place: BindingPlace = { unit, inner, outer: scope, recursive };
  const makers = [...plan.fields.values()].map((field) => maker(field, place));
  const makeFroms = plan.froms.map((from) => slotMaker(from, place));
  const written = (env: Env, within: Env, slots: Slot[]): AttrsValue => {
    const froms = slotsOf(makeFroms, within);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as Maker)(within, env, froms);
    return new AttrsValue(slots, undefined, undefined, names);
  };
  const computed = plan.dynamic.map(
    ({ name, field }): ComputedField => ({
      name: site.in(inner, name),
      make: maker(field, place),
      origin: originOf(field, unit),
    }),
  );
  const build = computed.length === 0 ? written : withComputed(written, computed, site);
  return (env) => {
    const slots: Slot[] = new Array(makers.length);
    return build(env, recursive ? new Env(slots, env) : env, slots);
  };
}

function writtenNames({ fields }: SetPlan, unit: Unit): WrittenNames {
  const numbers = new Map<string, number>();
  const origins: Origin[] = [];
  for (const [name, field] of fields) {
    numbers.set(name, numbers.size);
    origins.push(originOf(field, unit));
  }
  return { numbers, origins };
}

/** An attribute whose name is computed when the set is built; it is never written as `inherit`. */
interface ComputedField {
  readonly name: Code;
  readonly make: Maker;
  readonly origin: Origin;
}

function withComputed(
  written: (env: Env, within: Env, slots: Slot[]) => AttrsValue,
  fields: readonly ComputedField[],
  site: Code,
): (env: Env, within: Env, slots: Slot[]) => Value {
  return (env, within, slots) => {
    const entries = written(env, within, slots).copy();
    let open: UnknownValue | undefined;
    for (const { name, make, origin } of fields) {
      const key = name.run(within);
      if (key.kind === 'error') return key;
      if (key.kind === 'null') continue;
      if (key.kind === 'string') {
        if (entries.has(key.text)) return fail('value', `dynamic attribute '${key.text}' already defined`, site);
        entries.set(key.text, { slot: make(within, env, NO_SLOTS), origin });
      } else if (
        key.kind === 'unknown' ||
        key.kind === 'opaque' ||
        key.kind === 'choice' ||
        key.kind === 'partial-string'
      ) {
        open ??= unknown('dynamic', 'an attribute whose name is not known', name);
      } else {
        return fail('type', `expected a string but found a ${typeName(key)}`, name);
      }
    }
    return new AttrsValue(entries, open);
  };
}

export function compileLet(expr: LetExpr, code: Code): Run {
  const plan = planBindings(expr.bindings, true);
  const duplicate =
    duplicateError(plan, code) ??
    (plan.dynamic.length > 0 ? fail('syntax', 'dynamic attributes not allowed in let', code) : undefined);
  if (duplicate !== undefined) return () => duplicate;
  const place: BindingPlace = {
    unit: code.unit,
    inner: frameScope(plan, code.scope),
    outer: code.scope,
    recursive: true,
  };
  const makers = [...plan.fields.values()].map((field) => maker(field, place));
  const makeFroms = plan.froms.map((from) => slotMaker(from, place));
  const body = code.in(place.inner, expr.body);
  return (env) => {
    const slots: Slot[] = new Array(makers.length);
    const inner = new Env(slots, env);
    const froms = slotsOf(makeFroms, inner);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as Maker)(inner, env, froms);
    return body.run(inner);
  };
}

function slotsOf(makers: readonly ((env: Env) => Slot)[], env: Env): readonly Slot[] {
  return makers.length === 0 ? NO_SLOTS : makers.map((make) => make(env));
}

const NO_SLOTS: readonly Slot[] = [];

function frameScope(plan: SetPlan, up: Scope | undefined): Scope {
  const names = new Map<string, number>();
  for (const name of plan.fields.keys()) names.set(name, names.size);
  return { names, isWith: false, up };
}

/** Frames of `rec` and `let` are filled one by one, so a name in them must not be read at once. */
function slotMaker(expr: Expr, place: BindingPlace): (env: Env) => Slot {
  const code = new Code(expr, place.unit, place.inner);
  return place.recursive ? delayedInFrame(code) : delayed(code);
}

function maker(field: Field, place: BindingPlace): Maker {
  switch (field.kind) {
    case 'value':
      return slotMaker(field.expr, place);
    case 'set': {
      // Compiled when it first runs: sets in sets may be nested without end.
      const site = new Code(field.expr, place.unit, place.inner);
      let run: Run | undefined;
      const code = new Code(field.expr, place.unit, place.inner, (env) => {
        run ??= setRun(field.plan(), site);
        return run(env);
      });
      return (inner) => new Thunk(code, inner, undefined);
    }
    case 'inherit': {
      const make = delayed(new Code({ kind: 'variable', name: field.name, ...field.key }, place.unit, place.outer));
      return (_inner, outer) => make(outer);
    }
    case 'inherit-from': {
      const { name, from, key } = field;
      const site = new Code({ kind: 'variable', name, ...key }, place.unit, place.inner);
      return (_inner, _outer, froms) => lazily(site, () => selectAttr(force(froms[from] as Slot), name, site));
    }
  }
}

function originOf(field: Field, { file }: Unit): Origin {
  const { key, step: name } = field;
  if (field.kind === 'value') return { file, key, value: field.expr, inherited: false, name };
  if (field.kind === 'set') return { file, key, value: field.expr, inherited: false, name, parts: field.parts };
  return {
    file,
    key,
    value: { kind: 'variable', name: field.name, start: key.start, end: key.end },
    inherited: true,
    name,
  };
}

/** Real Nix rejects a file that defines an attribute twice; so does its value here. */
function duplicateError(plan: SetPlan, site: Site): ErrorValue | undefined {
  const [duplicate] = plan.duplicates;
  return duplicate === undefined ? undefined : fail('syntax', `attribute '${duplicate.name}' already defined`, site);
}
