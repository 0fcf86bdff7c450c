// What a set of bindings means before anything is evaluated: paths merged into nested sets as Nix's parser merges them.
import type { AttrName, Binding, Expr } from '../syntax/ast';
import type { Span } from '../base/span';

export type Field =
  | { readonly kind: 'value'; readonly expr: Expr; readonly key: Span }
  | { readonly kind: 'inherit'; readonly name: string; readonly key: Span }
  | { readonly kind: 'inherit-from'; readonly from: number; readonly name: string; readonly key: Span }
  | { readonly kind: 'set'; readonly plan: SetPlan; readonly expr: Expr; readonly key: Span };

/** An attribute whose name is computed. */
export interface DynamicField { readonly name: Expr; readonly field: Field }

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
    put(plan, name.name, index < 0 ? { kind: 'inherit', name: name.name, key } : { kind: 'inherit-from', from: index, name: name.name, key });
  }
}

function addPath(plan: SetPlan, path: readonly AttrName[], value: Expr): void {
  const [first] = path;
  if (first === undefined) return;
  let at = plan;
  for (const [index, name] of path.entries()) {
    const key: Span = { start: first.start, end: name.end };
    if (index === path.length - 1) {
      if (name.kind === 'dynamic') at.dynamic.push({ name: name.expr, field: { kind: 'value', expr: value, key } });
      else addValue(at, name.name, value, key);
      return;
    }
    const inner = name.kind === 'dynamic' ? undefined : innerSet(at, name.name);
    if (inner === undefined) {
      const fresh = planBindings([], false);
      const field: Field = { kind: 'set', plan: fresh, expr: value, key };
      if (name.kind === 'dynamic') at.dynamic.push({ name: name.expr, field });
      else put(at, name.name, field);
      at = fresh;
    } else {
      at = inner;
    }
  }
}

/** The set that an attribute holds already, when its value is a literal set that further paths may add to. */
function innerSet(plan: SetPlan, name: string): SetPlan | undefined {
  const field = plan.fields.get(name);
  return field?.kind === 'set' ? field.plan : undefined;
}

function addValue(plan: SetPlan, name: string, value: Expr, key: Span): void {
  if (value.kind !== 'attrs') {
    put(plan, name, { kind: 'value', expr: value, key });
    return;
  }
  const inner = innerSet(plan, name);
  // Merged literals keep the first one's `rec`, whatever the second says: so does Nix.
  if (inner !== undefined) addBindings(inner, value.bindings);
  else put(plan, name, { kind: 'set', plan: planBindings(value.bindings, value.recursive), expr: value, key });
}

function put(plan: SetPlan, name: string, field: Field): void {
  if (plan.fields.has(name)) plan.duplicates.push({ name, span: field.key });
  else plan.fields.set(name, field);
}
