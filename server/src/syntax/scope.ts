// Which names a piece of code can use where it stands.
import type { Span } from '../base/span';
import type { AttrName, Binding, Expr, LambdaExpr } from './ast';
import { pathTo } from './locate';

/** What makes a name visible: `binder` is the function, `let` or `rec` set, `span` the declaration in it. */
export interface Declaration {
  readonly by: 'param' | 'formal' | 'let' | 'rec-attrs' | 'inherit';
  readonly name: string;
  readonly span: Span;
  readonly binder: Expr;
}

export interface ScopeAt {
  /** The names known from the text alone; of several declarations of a name the innermost. */
  readonly names: ReadonlyMap<string, Declaration>;
  /** What the `with`s around the place bring in, innermost first. A name among `names` always wins over them. */
  readonly withs: readonly Expr[];
  /** The expression that makes a name visible. */
  binder(name: string): Expr | undefined;
}

/** The scope at an offset. Names of Nix itself (`map`, `builtins`, `true`) are not in it. */
export function scopeAt(root: Expr, offset: number): ScopeAt {
  const names = new Map<string, Declaration>();
  const withs: Expr[] = [];
  const path = pathTo(root, offset);
  path.forEach((expr, depth) => {
    for (const declaration of declarationsOf(expr)) names.set(declaration.name, declaration);
    if (expr.kind === 'with' && path[depth + 1] !== expr.scope && offset > expr.scope.end) withs.unshift(expr.scope);
  });
  return { names, withs, binder: (name) => names.get(name)?.binder };
}

/** The names an expression makes visible inside itself. */
export function declarationsOf(expr: Expr): Declaration[] {
  switch (expr.kind) {
    case 'lambda':
      return ofHead(expr);
    case 'let':
      return expr.bindings.flatMap((binding) => ofBinding(binding, 'let', expr));
    case 'attrs':
      return expr.recursive ? expr.bindings.flatMap((binding) => ofBinding(binding, 'rec-attrs', expr)) : [];
    default:
      return [];
  }
}

function ofHead(binder: LambdaExpr): Declaration[] {
  const { param, formals } = binder;
  const declarations: Declaration[] =
    formals?.items.map(({ name }) => ({ by: 'formal', name: name.name, span: name, binder })) ?? [];
  if (param !== undefined) declarations.push({ by: 'param', name: param.name, span: param, binder });
  return declarations;
}

function ofBinding(binding: Binding, set: 'let' | 'rec-attrs', binder: Expr): Declaration[] {
  const declare = (by: Declaration['by'], names: readonly AttrName[]): Declaration[] =>
    names.flatMap((name) => (name.kind === 'static' ? [{ by, name: name.name, span: name, binder }] : []));
  return binding.kind === 'inherit' ? declare('inherit', binding.names) : declare(set, binding.path.slice(0, 1));
}
