// From an offset to the parts of the tree around it.
import { memoOf } from '../base/memo';
import { lastFrom, touches } from '../base/span';
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
    const inside = next.kind === 'attrs' || next.kind === 'let' || next.kind === 'list' ? kept(next) : children(next);
    const last = lastFrom(inside, offset);
    next = last !== undefined && touches(last, offset) ? last : undefined;
  }
  return path;
}

/** Of what may be long: one is asked for every finding in it. */
const kept: (expr: Expr) => readonly Expr[] = memoOf(children);

/** A binding together with the expression whose braces (or `let`) it stands in. */
export interface PlacedBinding {
  readonly binding: Binding;
  readonly owner: AttrsExpr | LetExpr;
}

/** The bindings around an offset, outermost first. */
export function bindingsAt(root: Expr, offset: number): readonly PlacedBinding[] {
  return pathTo(root, offset).flatMap((owner) => {
    if (owner.kind !== 'attrs' && owner.kind !== 'let') return [];
    // Between two bindings that touch, the offset belongs to the one that starts there.
    const binding = lastFrom(owner.bindings, offset);
    return binding === undefined || !touches(binding, offset) ? [] : [{ binding, owner }];
  });
}
