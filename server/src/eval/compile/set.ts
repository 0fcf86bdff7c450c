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
import { type Field, planBindings, planOf, type SetField, type SetPlan } from './binding-plan';
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

export const compileAttrs = (expr: AttrsExpr, code: Code): Run =>
  setRun(planBindings(expr.bindings, expr.recursive), code);

/** A set in a set, when it first runs: they may be nested without end. */
export const compileField = (field: SetField, code: Code): Run => setRun(planOf(field), code);

/** @param site the set, or what implies it: `a.b = 1`. */
function setRun(plan: SetPlan, site: Code): Run {
  const { unit, scope } = site;
  const duplicate = duplicateError(plan, site);
  if (duplicate !== undefined) return () => duplicate;
  const names = writtenNames(plan, unit);
  const { recursive } = plan;
  const inner = recursive ? { names: names.numbers, isWith: false, up: scope } : scope;
  const place: BindingPlace = { unit, inner, outer: scope, recursive };
  const makers = makersOf(plan, place);
  if (plan.dynamic.length === 0 && plan.froms.length === 0 && !recursive) return plainSet(makers, names);
  return anySet(plan, site, place, makers, names);
}

/** Most sets, by far: what is kept for each of them counts. */
function plainSet(makers: readonly Maker[], names: WrittenNames): Run {
  return (env) => {
    const slots: Slot[] = new Array(makers.length);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as Maker)(env, env, NO_SLOTS);
    return new AttrsValue(slots, undefined, undefined, names);
  };
}

function anySet(plan: SetPlan, site: Code, place: BindingPlace, makers: readonly Maker[], names: WrittenNames): Run {
  const { recursive } = place;
  const makeFroms = plan.froms.map((from) => slotMaker(from, place));
  const written = (env: Env, within: Env, slots: Slot[]): AttrsValue => {
    const froms = slotsOf(makeFroms, within);
    for (let i = 0; i < makers.length; i++) slots[i] = (makers[i] as Maker)(within, env, froms);
    return new AttrsValue(slots, undefined, undefined, names);
  };
  const computed = plan.dynamic.map(
    ({ name, field }): ComputedField => ({
      name: site.in(place.inner, name),
      make: maker(field, place),
      origin: originOf(field, place.unit),
    }),
  );
  const build = computed.length === 0 ? written : withComputed(written, computed, site);
  return (env) => {
    const slots: Slot[] = new Array(makers.length);
    return build(env, recursive ? new Env(slots, env) : env, slots);
  };
}

function makersOf({ fields }: SetPlan, place: BindingPlace): readonly Maker[] {
  const makers: Maker[] = new Array(fields.size);
  let number = 0;
  for (const field of fields.values()) makers[number++] = maker(field, place);
  return makers;
}

function writtenNames({ fields }: SetPlan, unit: Unit): WrittenNames {
  const origins: Origin[] = new Array(fields.size);
  let number = 0;
  for (const field of fields.values()) origins[number++] = originOf(field, unit);
  return { numbers: numbersOf(fields), origins };
}

/** The numbers of names in their order. Those of a single name are kept: every path is made of such sets. */
function numbersOf(fields: SetPlan['fields']): ReadonlyMap<string, number> {
  const [only] = fields.size === 1 ? fields.keys() : [];
  const known = only === undefined ? undefined : SINGLE.get(only);
  if (known !== undefined) return known;
  const numbers = new Map<string, number>();
  for (const name of fields.keys()) numbers.set(name, numbers.size);
  if (only !== undefined) {
    if (SINGLE.size >= MOST_SINGLE) SINGLE.clear();
    SINGLE.set(only, numbers);
  }
  return numbers;
}

const SINGLE = new Map<string, ReadonlyMap<string, number>>();
const MOST_SINGLE = 5_000;

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
  const makers = makersOf(plan, place);
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
      const code = new Code(field.expr, place.unit, place.inner, 0, field);
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
