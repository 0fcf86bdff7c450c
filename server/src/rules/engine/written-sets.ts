// Which sets are known to be complete by what is written where they are used.
import { letBinding } from '../../lexical/no-function';
import { type Expr, stripParens } from '../../syntax/ast';
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
