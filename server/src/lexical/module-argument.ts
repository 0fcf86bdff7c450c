// What a name in a file stands for, when it is an argument of the module around it or an attribute of one.
import { type AttrName, type Expr, type LambdaExpr, type LetExpr, stripParens } from '../syntax/ast';
import type { Declaration } from '../syntax/scope';
import type { NamesAt } from './placed-bindings';

/** `config.a.b`, however it is called. */
export interface ArgumentPath {
  readonly argument: string;
  readonly path: readonly string[];
}

const DEEPEST_ALIAS = 4;

/** The argument of `head` that `name.path` reads at a place; undefined where it is something else. */
export function argumentPath(
  name: string,
  path: readonly string[],
  scope: NamesAt,
  head: LambdaExpr,
  depth = 0,
): ArgumentPath | undefined {
  const declaration = scope.names.get(name);
  if (declaration === undefined) return undefined;
  if (declaration.binder === head) {
    if (declaration.by === 'formal') return { argument: name, path };
    const [argument, ...rest] = path;
    return argument === undefined ? undefined : { argument, path: rest };
  }
  if (depth >= DEEPEST_ALIAS || declaration.binder.kind !== 'let') return undefined;
  const source = sourceOf(declaration, declaration.binder);
  return source && argumentPath(source.name, [...source.path, ...path], scope, head, depth + 1);
}

/** What a `let` binds a name to, where that is a name itself or selected from one. */
function sourceOf(
  { span, name }: Declaration,
  binder: LetExpr,
): { readonly name: string; readonly path: readonly string[] } | undefined {
  for (const binding of binder.bindings) {
    if (binding.kind === 'inherit') {
      if (!binding.names.some(({ start }) => start === span.start)) continue;
      const from = binding.from && selection(binding.from);
      return from && { name: from.name, path: [...from.path, name] };
    }
    if (binding.path[0]?.start === span.start) return binding.path.length === 1 ? selection(binding.value) : undefined;
  }
  return undefined;
}

function selection(expr: Expr): { readonly name: string; readonly path: readonly string[] } | undefined {
  const inner = stripParens(expr);
  if (inner.kind === 'variable') return { name: inner.name, path: [] };
  if (inner.kind !== 'select' || inner.fallback !== undefined) return undefined;
  const target = stripParens(inner.target);
  const path = inner.path.map((step: AttrName) => (step.kind === 'static' ? step.name : undefined));
  return target.kind === 'variable' && path.every((step) => step !== undefined)
    ? { name: target.name, path }
    : undefined;
}
