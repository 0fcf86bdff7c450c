// Some bindings of a tree with the names around them, found in one pass that leaves out whatever holds none of them.
import type { AttrBinding, Expr } from '../syntax/ast';
import { children } from '../syntax/children';
import { declarationsOf, type ScopeAt } from '../syntax/scope';

export type NamesAt = Pick<ScopeAt, 'names'>;

export interface PlacedBody {
  readonly binding: AttrBinding;
  readonly scope: NamesAt;
  /** The bindings around it, outermost first. */
  readonly around: readonly AttrBinding[];
}

interface State {
  readonly scope: NamesAt;
  readonly around: readonly AttrBinding[];
}

/** The bindings that start at given offsets. */
export function bindingsStarting(root: Expr, offsets: readonly number[]): ReadonlyMap<number, PlacedBody> {
  const wanted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map<number, PlacedBody>();
  visit(root, { scope: { names: new Map() }, around: [] }, wanted, found);
  return found;
}

function visit(expr: Expr, state: State, wanted: readonly number[], found: Map<number, PlacedBody>): void {
  if (!holds(expr, wanted)) return;
  const declared = declarationsOf(expr);
  const scope =
    declared.length === 0
      ? state.scope
      : { names: new Map([...state.scope.names, ...declared.map((one) => [one.name, one] as const)]) };
  if (expr.kind !== 'attrs' && expr.kind !== 'let') {
    for (const child of children(expr)) visit(child, { ...state, scope }, wanted, found);
    return;
  }
  for (const binding of expr.bindings) {
    if (binding.kind !== 'binding' || !holds(binding, wanted)) continue;
    if (wanted.includes(binding.start)) found.set(binding.start, { binding, scope, around: state.around });
    visit(binding.value, { scope, around: [...state.around, binding] }, wanted, found);
  }
  if (expr.kind === 'let') visit(expr.body, { ...state, scope }, wanted, found);
}

/** Whether one of the offsets, which are in order, lies in a span. */
function holds({ start, end }: { readonly start: number; readonly end: number }, wanted: readonly number[]): boolean {
  let low = 0;
  let high = wanted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((wanted[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (wanted[low] ?? Number.POSITIVE_INFINITY) < end;
}
