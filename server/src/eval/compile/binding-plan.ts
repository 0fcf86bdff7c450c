// What a set of bindings means before anything is evaluated: paths merged into nested sets as Nix's parser merges them.

import type { Span } from '../../base/span';
import type { AttrName, Binding, Expr } from '../../syntax/ast';

/** `key` spans a path from its first step to the field's own, `step` the field's own alone. */
export type Field =
  | { readonly kind: 'value'; readonly expr: Expr; readonly key: Span; readonly step: Span }
  | { readonly kind: 'inherit'; readonly name: string; readonly key: Span; readonly step: Span }
  | {
      readonly kind: 'inherit-from';
      readonly from: number;
      readonly name: string;
      readonly key: Span;
      readonly step: Span;
    }
  | SetField;

/**
 * A set of its own: a literal, or what a path implies. `parts`: the bindings that add to it, from path to end of value.
 * `plan` is made when somebody asks (`planOf`): sets may be nested without end.
 */
export interface SetField {
  readonly kind: 'set';
  plan: SetPlan | undefined;
  readonly expr: Expr;
  readonly key: Span;
  readonly step: Span;
  readonly parts: Span[];
}

/** An attribute whose name is computed. */
export interface DynamicField {
  readonly name: Expr;
  readonly field: Field;
}

export interface SetPlan {
  readonly recursive: boolean;
  readonly fields: Map<string, Field>;
  dynamic: readonly DynamicField[];
  froms: readonly Expr[];
  /** Attributes defined twice: real Nix rejects the whole file. */
  duplicates: readonly Duplicate[];
}

interface Duplicate {
  readonly name: string;
  readonly span: Span;
}

/** The lists of nearly all plans. */
const NONE: readonly never[] = [];

/** A list with one item more: itself, unless it is the one that all share. */
function pushed<T>(list: readonly T[], item: T): readonly T[] {
  if (list === NONE) return [item];
  (list as T[]).push(item);
  return list;
}

const emptyPlan = (recursive: boolean): SetPlan => ({
  recursive,
  fields: new Map(),
  dynamic: NONE,
  froms: NONE,
  duplicates: NONE,
});

export function planBindings(bindings: readonly Binding[], recursive: boolean): SetPlan {
  const plan = emptyPlan(recursive);
  addBindings(plan, bindings);
  return plan;
}

export function planOf(field: SetField): SetPlan {
  const { expr } = field;
  field.plan ??= expr.kind === 'attrs' ? planBindings(expr.bindings, expr.recursive) : emptyPlan(false);
  return field.plan;
}

function addBindings(plan: SetPlan, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    if (binding.kind === 'binding') addPath(plan, binding.path, binding.value);
    else addInherit(plan, binding.from, binding.names);
  }
}

function addInherit(plan: SetPlan, from: Expr | undefined, names: readonly AttrName[]): void {
  const index = from === undefined ? -1 : plan.froms.length;
  if (from !== undefined) plan.froms = pushed(plan.froms, from);
  for (const name of names) {
    if (name.kind !== 'static') continue;
    const key: Span = { start: name.start, end: name.end };
    put(
      plan,
      name.name,
      index < 0
        ? { kind: 'inherit', name: name.name, key, step: key }
        : { kind: 'inherit-from', from: index, name: name.name, key, step: key },
    );
  }
}

function addPath(plan: SetPlan, path: readonly AttrName[], value: Expr): void {
  const [first] = path;
  if (first === undefined) return;
  const part: Span = { start: first.start, end: value.end };
  let at = plan;
  let left = path.length;
  for (const step of path) {
    const key: Span = { start: first.start, end: step.end };
    left--;
    if (left === 0) {
      addValue(at, step, value, key, part);
      return;
    }
    const inner = step.kind === 'dynamic' ? undefined : innerSet(at, step.name, part);
    if (inner === undefined) {
      const fresh = emptyPlan(false);
      add(at, step, { kind: 'set', plan: fresh, expr: value, key, step, parts: [part] });
      at = fresh;
    } else {
      at = inner;
    }
  }
}

/** The set that an attribute holds already, when its value is a literal set that further paths may add to. */
function innerSet(plan: SetPlan, name: string, part: Span): SetPlan | undefined {
  const field = plan.fields.get(name);
  if (field?.kind !== 'set') return undefined;
  field.parts.push(part);
  return planOf(field);
}

function addValue(plan: SetPlan, step: AttrName, value: Expr, key: Span, part: Span): void {
  if (value.kind !== 'attrs') {
    add(plan, step, { kind: 'value', expr: value, key, step });
    return;
  }
  const inner = step.kind === 'dynamic' ? undefined : innerSet(plan, step.name, part);
  const own: SetField = { kind: 'set', plan: undefined, expr: value, key, step, parts: [part] };
  // Merged literals keep the first one's `rec`, whatever the second says: so does Nix.
  if (inner !== undefined) mergePlan(inner, planOf(own));
  else add(plan, step, own);
}

/** Adds a second literal's attributes. Unlike paths, they may not add to a set that is already there one level down. */
function mergePlan(plan: SetPlan, more: SetPlan): void {
  const offset = plan.froms.length;
  for (const from of more.froms) plan.froms = pushed(plan.froms, from);
  for (const dynamic of more.dynamic) plan.dynamic = pushed(plan.dynamic, dynamic);
  for (const duplicate of more.duplicates) plan.duplicates = pushed(plan.duplicates, duplicate);
  for (const [name, field] of more.fields)
    put(plan, name, field.kind === 'inherit-from' ? { ...field, from: field.from + offset } : field);
}

function add(plan: SetPlan, step: AttrName, field: Field): void {
  if (step.kind === 'dynamic') plan.dynamic = pushed(plan.dynamic, { name: step.expr, field });
  else put(plan, step.name, field);
}

function put(plan: SetPlan, name: string, field: Field): void {
  if (plan.fields.has(name)) plan.duplicates = pushed(plan.duplicates, { name, span: field.key });
  else plan.fields.set(name, field);
}
