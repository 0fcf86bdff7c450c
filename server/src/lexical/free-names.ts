// Names that a piece of code uses and does not bind itself.
import { memoOf } from '../base/memo';
import type { Span } from '../base/span';
import type { BinaryExpr, Binding, Expr, LambdaExpr } from '../syntax/ast';
import { eachChild, eachInBinding } from '../syntax/children';

/** Names that are visible, innermost first. */
export interface Names {
  readonly names: ReadonlySet<string>;
  readonly up: Names | undefined;
}

/** One use of a name that is not bound around it. */
export interface FreeName extends Span {
  readonly name: string;
  /** Taken over by an `inherit` without a source: another expression cannot stand in its place. */
  readonly inherited: boolean;
  /** Inside a `with`, whose set may bring the name in. */
  readonly inWith: boolean;
}

export const NO_NAMES: Names = { names: new Set(), up: undefined };

/** The free names of an expression, each use, where `names` are visible. */
export function freeNames(expr: Expr, names: Names): readonly FreeName[] {
  const found: FreeName[] = [];
  search(expr, { names, inWith: false }, found);
  return found;
}

interface Where {
  readonly names: Names;
  readonly inWith: boolean;
}

function search(expr: Expr, where: Where, into: FreeName[]): void {
  const { names, inWith } = where;
  if (expr.kind === 'variable') {
    if (!isBound(expr.name, names)) into.push(use(expr.name, expr, false, inWith));
    return;
  }
  if (
    expr.kind === 'int' ||
    expr.kind === 'float' ||
    (expr.kind === 'string' && expr.parts.every((part) => typeof part === 'string'))
  )
    return;
  if (expr.kind === 'with') {
    search(expr.scope, where, into);
    search(expr.body, { names, inWith: true }, into);
    return;
  }
  if (expr.kind === 'binary') {
    for (const operand of operandsIn(expr)) search(operand, where, into);
    return;
  }
  const inner: Where = { names: innerNames(expr, names), inWith };
  if (expr.kind === 'attrs' || expr.kind === 'let') searchBindings(expr.bindings, inner, into);
  if (expr.kind === 'let') search(expr.body, inner, into);
  else if (expr.kind !== 'attrs') eachChild(expr, (child) => search(child, inner, into));
  for (const binding of bindingsOf(expr)) {
    if (binding.kind !== 'inherit' || binding.from !== undefined) continue;
    for (const name of binding.names)
      if (name.kind === 'static' && !isBound(name.name, names)) into.push(use(name.name, name, true, inWith));
  }
}

const use = (name: string, { start, end }: Span, inherited: boolean, inWith: boolean): FreeName => ({
  name,
  start,
  end,
  inherited,
  inWith,
});

/** What stands between operators that follow one another: there may be so many that recursion would be deep. */
function operandsIn(expr: BinaryExpr): readonly Expr[] {
  const operands: Expr[] = [];
  const pending: Expr[] = [expr];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'binary') pending.push(next.right, next.left);
    else operands.push(next);
  }
  return operands;
}

function searchBindings(bindings: readonly Binding[], { names, inWith }: Where, into: FreeName[]): void {
  for (const binding of bindings)
    for (const free of freeIn(binding))
      if (!isBound(free.name, names)) into.push(inWith && !free.inWith ? { ...free, inWith } : free);
}

const NO_USES: readonly FreeName[] = [];

/**
 * What a binding uses and does not bind itself; what an `inherit` without a source takes over is left out. Bindings
 * that an edit leaves alone are the same objects in the next tree.
 */
export const freeIn: (binding: Binding) => readonly FreeName[] = memoOf((binding) => {
  const found: FreeName[] = [];
  eachInBinding(binding, (child) => search(child, { names: NO_NAMES, inWith: false }, found));
  return found.length === 0 ? NO_USES : found;
});

/** Names with two underscores in front belong to Nix, and newer ones have more of them. */
function isBound(name: string, names: Names): boolean {
  if (name.startsWith('__')) return true;
  for (let at: Names | undefined = names; at !== undefined; at = at.up) if (at.names.has(name)) return true;
  return false;
}

function innerNames(expr: Expr, up: Names): Names {
  if (expr.kind === 'lambda') return { names: new Set(headNames(expr)), up };
  const recursive = expr.kind === 'let' || (expr.kind === 'attrs' && expr.recursive);
  return recursive ? { names: new Set(bindingsOf(expr).flatMap(boundNames)), up } : up;
}

function headNames({ param, formals }: LambdaExpr): readonly string[] {
  return [...(param === undefined ? [] : [param.name]), ...(formals?.items.map(({ name }) => name.name) ?? [])];
}

function bindingsOf(expr: Expr): readonly Binding[] {
  return expr.kind === 'let' || expr.kind === 'attrs' ? expr.bindings : [];
}

/** The names that a binding of a `let` or a `rec` set makes visible. */
export function boundNames(binding: Binding): readonly string[] {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.flatMap((name) => (name.kind === 'static' ? [name.name] : []));
}
