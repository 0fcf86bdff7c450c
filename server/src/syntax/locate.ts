// From an offset to the parts of the tree around it.
import { touches } from '../base/span';
import type { AttrsExpr, Binding, Expr, LetExpr } from './ast';
import { children } from './children';

/**
 * The expressions around an offset, outermost first; empty outside the root. An offset right behind an expression still
 * belongs to it, unless another one starts there.
 */
export function pathTo(root: Expr, offset: number): readonly Expr[] {
  const path: Expr[] = [];
  let next: Expr | undefined = touches(root, offset) ? root : undefined;
  while (next !== undefined) {
    path.push(next);
    const inside: readonly Expr[] = children(next);
    next =
      inside.find((child) => child.start <= offset && offset < child.end) ??
      inside.findLast((child) => touches(child, offset));
  }
  return path;
}

/** A binding together with the expression whose braces (or `let`) it stands in. */
export interface PlacedBinding {
  readonly binding: Binding;
  readonly owner: AttrsExpr | LetExpr;
}

/** The bindings around an offset, outermost first. */
export function bindingsAt(root: Expr, offset: number): readonly PlacedBinding[] {
  return pathTo(root, offset).flatMap((owner) => {
    if (owner.kind !== 'attrs' && owner.kind !== 'let') return [];
    const around = owner.bindings.filter((binding) => touches(binding, offset));
    // Between two bindings that touch, the offset belongs to the one that starts there.
    const binding = around.findLast((candidate) => candidate.start <= offset);
    return binding === undefined ? [] : [{ binding, owner }];
  });
}
