// Which names a piece of code can use where it stands.
import type { Span } from '../base/span';
import type { Binding, Expr, LambdaExpr } from './ast';
import { pathTo } from './locate';

/** What makes a name visible. `span` is where the name is declared. */
export interface Declaration {
  readonly by: 'param' | 'formal' | 'let' | 'rec-attrs' | 'inherit';
  readonly name: string;
  readonly span: Span;
}

export interface Scope {
  /** The names known from the text alone; of several declarations of a name the innermost. */
  readonly names: ReadonlyMap<string, Declaration>;
  /** What the `with`s around the place bring in, innermost first. A name among `names` always wins over them. */
  readonly withs: readonly Expr[];
}

/** The scope at an offset. Names of Nix itself (`map`, `builtins`, `true`) are not in it. */
export function scopeAt(root: Expr, offset: number): Scope {
  const names = new Map<string, Declaration>();
  const withs: Expr[] = [];
  const path = pathTo(root, offset);
  path.forEach((expr, depth) => {
    const next = path[depth + 1];
    switch (expr.kind) {
      case 'lambda':
        for (const declaration of ofHead(expr)) names.set(declaration.name, declaration);
        break;
      case 'let':
        for (const declaration of expr.bindings.flatMap((binding) => ofBinding(binding, 'let'))) names.set(declaration.name, declaration);
        break;
      case 'attrs':
        if (!expr.recursive) break;
        for (const declaration of expr.bindings.flatMap((binding) => ofBinding(binding, 'rec-attrs')))
          names.set(declaration.name, declaration);
        break;
      case 'with':
        if (next !== expr.scope && offset > expr.scope.end) withs.unshift(expr.scope);
        break;
      default:
    }
  });
  return { names, withs };
}

function ofHead({ param, formals }: LambdaExpr): Declaration[] {
  const declarations: Declaration[] = formals?.items.map(({ name }) => ({ by: 'formal', name: name.name, span: name })) ?? [];
  return param === undefined ? declarations : [...declarations, { by: 'param', name: param.name, span: param }];
}

function ofBinding(binding: Binding, by: 'let' | 'rec-attrs'): Declaration[] {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.flatMap((name) =>
    name.kind === 'static' ? [{ by: binding.kind === 'inherit' ? 'inherit' : by, name: name.name, span: name }] : [],
  );
}
