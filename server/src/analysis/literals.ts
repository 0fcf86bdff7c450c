// What an expression is worth looking at: values that are written out are known without evaluating anything.
import { type Expr, stripParens } from '../syntax/ast';

/** A value that stands there as it is: `true`, `5`, `"text"`, a list or a set. */
export function isLiteral(expr: Expr | undefined): boolean {
  if (expr === undefined) return false;
  const inner = stripParens(expr);
  switch (inner.kind) {
    case 'int':
    case 'float':
    case 'string':
    case 'list':
    case 'attrs':
      return true;
    case 'unary':
      return inner.operator === '-' && isLiteral(inner.operand);
    case 'variable':
      return inner.name === 'true' || inner.name === 'false' || inner.name === 'null';
    default:
      return false;
  }
}

/** A literal, or a call of a function of the module system (`mkForce`, `mkIf`, …) around something. */
export function isWritten(expr: Expr | undefined): boolean {
  if (expr === undefined) return false;
  let inner = stripParens(expr);
  if (inner.kind !== 'apply') return isLiteral(inner);
  while (inner.kind === 'apply') inner = stripParens(inner.fn);
  const last = inner.kind === 'select' ? inner.path[inner.path.length - 1] : undefined;
  const name = inner.kind === 'variable' ? inner.name : last?.kind === 'static' ? last.name : '';
  return /^mk[A-Z]/.test(name);
}
