// Which sets are known to be complete by what is written where they are used.
import { type AttrBinding, type Expr, stripParens } from '../../syntax/ast';
import type { ScopeAt } from '../../syntax/scope';

/**
 * Whether a set is written out where it is used: it stands there, a `let` says it, or it is what a file consists of.
 * What modules and libraries put together is never complete: some modules cannot be read, and
 * libraries are known in short.
 */
export function isWrittenOut(expr: Expr, scope: ScopeAt | undefined): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'attrs') return true;
  if (inner.kind === 'select') return isWrittenOut(inner.target, scope);
  if (inner.kind === 'apply') {
    const head = stripParens(inner.fn);
    return head.kind === 'variable' && head.name === 'import' && stripParens(inner.argument).kind === 'path';
  }
  const binding = inner.kind === 'variable' ? letBinding(inner.name, scope) : undefined;
  if (binding === undefined) return false;
  const value = stripParens(binding.value);
  return (
    binding.path.length > 1 || (value.kind !== 'select' && value.kind !== 'variable' && isWrittenOut(value, undefined))
  );
}

/** Whether a set is part of the configuration: `config.a`, or a name that a `let` gives to that. */
export function isOfConfig(expr: Expr, scope: ScopeAt | undefined): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'select') return isOfConfig(inner.target, scope);
  if (inner.kind !== 'variable') return false;
  const by = scope?.names.get(inner.name)?.by;
  if (by === 'formal' || by === 'param') return inner.name === 'config';
  const value = stripParens(letBinding(inner.name, scope)?.value ?? inner);
  return value.kind === 'select' && isOfConfig(value, scope);
}

/** What a `let` says a name is. */
function letBinding(name: string, scope: ScopeAt | undefined): AttrBinding | undefined {
  const declaration = scope?.names.get(name);
  if (declaration?.by !== 'let' || declaration.binder.kind !== 'let') return undefined;
  const found = declaration.binder.bindings.find(
    (one) => one.kind === 'binding' && one.path[0]?.start === declaration.span.start,
  );
  return found?.kind === 'binding' ? found : undefined;
}
