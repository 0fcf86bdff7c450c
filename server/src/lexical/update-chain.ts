// `a // b // c` taken apart.
import type { Field } from '../eval/compile/binding-plan';
import { planBindings, planOf } from '../eval/compile/binding-plan';
import { writtenCall } from '../eval/provenance';
import { type BinaryExpr, type Expr, stripParens } from '../syntax/ast';
import { excludeEachOther } from './conditions';

/** The operands from left to right; those in parentheses stay as they are. */
export function operandsOf(expr: BinaryExpr): readonly Expr[] {
  const operands: Expr[] = [];
  const pending: Expr[] = [expr.right, expr.left];
  for (let side = pending.pop(); side !== undefined; side = pending.pop()) {
    if (side.kind === 'binary' && side.operator === '//') pending.push(side.right, side.left);
    else operands.push(side);
  }
  return operands;
}

/** What is written at a name of a set: a set of names again, or something else. */
export interface WrittenName {
  readonly start: number;
  readonly end: number;
  readonly names: WrittenSet | undefined;
}

export interface WrittenSet {
  readonly names: ReadonlyMap<string, WrittenName>;
  /** Whether these are all names. */
  readonly complete: boolean;
  /** The set is there only if all of these hold. */
  readonly conditions?: readonly Expr[];
}

/** The names of a set that is written out, also behind `optionalAttrs`; undefined for anything else. */
export function writtenSet(expr: Expr): WrittenSet | undefined {
  const inner = stripParens(expr);
  if (inner.kind === 'attrs') return setOf(planBindings(inner.bindings, inner.recursive));
  if (inner.kind !== 'apply') return undefined;
  const { head, args } = writtenCall(inner);
  const last = head.kind === 'select' ? head.path.at(-1) : undefined;
  const name = head.kind === 'variable' ? head.name : last?.kind === 'static' ? last.name : undefined;
  const [condition, content] = name === 'optionalAttrs' && args.length === 2 ? args : [];
  const set = content && writtenSet(content);
  return set && condition && { ...set, conditions: [condition, ...(set.conditions ?? [])] };
}

/** Whether at most one of two sets is ever there. */
export function areAlternatives(one: WrittenSet, other: WrittenSet): boolean {
  return (one.conditions ?? []).some((a) => (other.conditions ?? []).some((b) => excludeEachOther(a, b)));
}

function setOf({ fields, dynamic }: ReturnType<typeof planBindings>): WrittenSet {
  return { names: new Map([...fields].map(([name, field]) => [name, nameOf(field)])), complete: dynamic.length === 0 };
}

function nameOf(field: Field): WrittenName {
  const { start, end } = field.key;
  if (field.kind === 'set') return { start, end, names: setOf(planOf(field)) };
  const value = field.kind === 'value' ? stripParens(field.expr) : undefined;
  return {
    start,
    end,
    names: value?.kind === 'attrs' ? setOf(planBindings(value.bindings, value.recursive)) : undefined,
  };
}

/** The paths below `left` that `right` does not replace by a value of its own. */
export function lostPaths(left: WrittenSet, right: WrittenSet): readonly (readonly string[])[] {
  if (!right.complete) return [];
  return [...left.names].flatMap(([name, own]) => {
    const other = right.names.get(name);
    if (other === undefined) return pathsOf(own).map((path) => [name, ...path]);
    return own.names === undefined || other.names === undefined
      ? []
      : lostPaths(own.names, other.names).map((path) => [name, ...path]);
  });
}

/** Whether both sides give a value at the same path. */
export function overlap(left: WrittenSet, right: WrittenSet): boolean {
  if (!left.complete || !right.complete) return true;
  return [...left.names].some(([name, own]) => {
    const other = right.names.get(name);
    return (
      other !== undefined && (own.names === undefined || other.names === undefined || overlap(own.names, other.names))
    );
  });
}

const pathsOf = ({ names }: WrittenName): readonly (readonly string[])[] =>
  names === undefined || names.names.size === 0
    ? [[]]
    : [...names.names].flatMap(([name, own]) => pathsOf(own).map((path) => [name, ...path]));
