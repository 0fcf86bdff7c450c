// What a set of bindings means before anything is evaluated: paths merged into nested sets as Nix's parser merges them.

import { memo } from '../../base/memo';
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
  /**
   * `parts`: the bindings that add to the set, from path to end of value. `plan` is made when somebody asks:
   * sets may be nested without end.
   */
  | {
      readonly kind: 'set';
      plan(): SetPlan;
      readonly expr: Expr;
      readonly key: Span;
      readonly step: Span;
      readonly parts: Span[];
    };

/** An attribute whose name is computed. */
export interface DynamicField {
  readonly name: Expr;
  readonly field: Field;
}

export interface SetPlan {
  recursive: boolean;
  readonly fields: Map<string, Field>;
  readonly dynamic: DynamicField[];
  readonly froms: Expr[];
  /** Attributes defined twice: real Nix rejects the whole file. */
  readonly duplicates: { readonly name: string; readonly span: Span }[];
}

export function planBindings(bindings: readonly Binding[], recursive: boolean): SetPlan {
  const plan: SetPlan = { recursive, fields: new Map(), dynamic: [], froms: [], duplicates: [] };
  addBindings(plan, bindings);
  return plan;
}

function addBindings(plan: SetPlan, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    if (binding.kind === 'binding') addPath(plan, binding.path, binding.value);
    else addInherit(plan, binding.from, binding.names);
  }
}

function addInherit(plan: SetPlan, from: Expr | undefined, names: readonly AttrName[]): void {
  const index = from === undefined ? -1 : plan.froms.push(from) - 1;
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
      const fresh = planBindings([], false);
      add(at, step, { kind: 'set', plan: () => fresh, expr: value, key, step, parts: [part] });
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
  return field.plan();
}

function addValue(plan: SetPlan, step: AttrName, value: Expr, key: Span, part: Span): void {
  if (value.kind !== 'attrs') {
    add(plan, step, { kind: 'value', expr: value, key, step });
    return;
  }
  const inner = step.kind === 'dynamic' ? undefined : innerSet(plan, step.name, part);
  const own = memo(() => planBindings(value.bindings, value.recursive));
  // Merged literals keep the first one's `rec`, whatever the second says: so does Nix.
  if (inner !== undefined) mergePlan(inner, own());
  else add(plan, step, { kind: 'set', plan: own, expr: value, key, step, parts: [part] });
}

/** Adds a second literal's attributes. Unlike paths, they may not add to a set that is already there one level down. */
function mergePlan(plan: SetPlan, more: SetPlan): void {
  const offset = plan.froms.length;
  plan.froms.push(...more.froms);
  plan.dynamic.push(...more.dynamic);
  plan.duplicates.push(...more.duplicates);
  for (const [name, field] of more.fields)
    put(plan, name, field.kind === 'inherit-from' ? { ...field, from: field.from + offset } : field);
}

function add(plan: SetPlan, step: AttrName, field: Field): void {
  if (step.kind === 'dynamic') plan.dynamic.push({ name: step.expr, field });
  else put(plan, step.name, field);
}

function put(plan: SetPlan, name: string, field: Field): void {
  if (plan.fields.has(name)) plan.duplicates.push({ name, span: field.key });
  else plan.fields.set(name, field);
}
