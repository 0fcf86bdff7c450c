// Names that a file uses and nobody can give it: real Nix refuses to read such a file, whatever is asked of it.
import type { Binding, Expr, LambdaExpr, SyntaxTree } from '../syntax/ast';
import { children } from '../syntax/children';

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly up: Scope | undefined;
}

/** An unbound variable of a file, or undefined; `globals` are the names of Nix itself. Text that is not Nix says nothing. */
export function unboundName(
  { root, errors }: SyntaxTree,
  globals: ReadonlySet<string>,
): { readonly name: string; readonly start: number } | undefined {
  return errors.length > 0 ? undefined : search(root, { names: globals, up: undefined });
}

function search(expr: Expr, scope: Scope): { readonly name: string; readonly start: number } | undefined {
  if (expr.kind === 'variable') return isBound(expr.name, scope) ? undefined : { name: expr.name, start: expr.start };
  // Inside, every name may come from the set.
  if (expr.kind === 'with') return search(expr.scope, scope);
  const inner = innerScope(expr, scope);
  for (const child of children(expr)) {
    const found = search(child, inner);
    if (found !== undefined) return found;
  }
  for (const binding of bindingsOf(expr)) {
    if (binding.kind !== 'inherit' || binding.from !== undefined) continue;
    for (const name of binding.names)
      if (name.kind === 'static' && !isBound(name.name, scope)) return { name: name.name, start: name.start };
  }
  return undefined;
}

/** Names with two underscores in front belong to Nix, and newer ones have more of them. */
function isBound(name: string, scope: Scope): boolean {
  if (name.startsWith('__')) return true;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.up) if (at.names.has(name)) return true;
  return false;
}

function innerScope(expr: Expr, up: Scope): Scope {
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

function boundNames(binding: Binding): readonly string[] {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.flatMap((name) => (name.kind === 'static' ? [name.name] : []));
}
