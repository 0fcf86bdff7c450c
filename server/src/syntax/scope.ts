// Which names are in scope at a place of a file, and what binds them.
import { touches } from '../base/span';
import type { Binding, Expr } from './ast';
import { children } from './children';

export interface ScopeAt {
  /** The innermost expression that binds a name here (function, let, recursive set); undefined when nothing in the file does. */
  binder(name: string): Expr | undefined;
  /** The sets of the `with` expressions around, innermost first. */
  readonly withs: readonly Expr[];
}

/** What is in scope at an offset. */
export function scopeAt(root: Expr, offset: number): ScopeAt {
  const around = enclosing(root, offset).reverse();
  return {
    binder: (name) => around.find((expr) => binds(expr, name)),
    withs: around.flatMap((expr) => (expr.kind === 'with' && touches(expr.body, offset) ? [expr.scope] : [])),
  };
}

/** The expressions that contain an offset, outermost first. */
export function enclosing(root: Expr, offset: number): Expr[] {
  const path: Expr[] = [];
  for (let at: Expr | undefined = root; at !== undefined; at = children(at).find((child) => touches(child, offset))) path.push(at);
  return path;
}

function binds(expr: Expr, name: string): boolean {
  switch (expr.kind) {
    case 'lambda':
      return expr.param?.name === name || (expr.formals?.items.some((item) => item.name.name === name) ?? false);
    case 'let':
      return expr.bindings.some((binding) => bindsName(binding, name));
    case 'attrs':
      return expr.recursive && expr.bindings.some((binding) => bindsName(binding, name));
    default:
      return false;
  }
}

function bindsName(binding: Binding, name: string): boolean {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.some((step) => step.kind === 'static' && step.name === name);
}
