// The calls that set a priority in a text, and the text without one of them.
import { type Expr, type SyntaxTree, stripParens } from '../../server/src/syntax/ast';
import { children } from '../../server/src/syntax/children';
import { bindingsAt } from '../../server/src/syntax/locate';

export interface Site {
  /** `mkForce`, `mkDefault`, `mkOverride 60`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What stays when the call is stripped. */
  readonly content: Expr;
  /** Where the definition around it starts, as explanations name it. */
  readonly definition: number | undefined;
}

const UNARY: ReadonlySet<string> = new Set(['mkForce', 'mkDefault', 'mkVMOverride', 'mkImageMediaOverride']);

export function sitesIn(tree: SyntaxTree): readonly Site[] {
  const found: Site[] = [];
  const pending: Expr[] = [tree.root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    pending.push(...children(expr));
    const name = expr.kind === 'apply' ? priorityCall(expr.fn) : undefined;
    if (expr.kind !== 'apply' || name === undefined) continue;
    const definition = bindingsAt(tree.root, expr.start).at(-1)?.binding.start;
    found.push({ name, start: expr.start, end: expr.end, content: expr.argument, definition });
  }
  return found.sort((a, b) => a.start - b.start);
}

function priorityCall(fn: Expr): string | undefined {
  const inner = stripParens(fn);
  if (inner.kind === 'apply') {
    const number = stripParens(inner.argument);
    return calledName(inner.fn) === 'mkOverride' && number.kind === 'int' ? `mkOverride ${number.digits}` : undefined;
  }
  const name = calledName(inner);
  return name !== undefined && UNARY.has(name) ? name : undefined;
}

function calledName(fn: Expr): string | undefined {
  const inner = stripParens(fn);
  if (inner.kind === 'variable') return inner.name;
  const last = inner.kind === 'select' ? inner.path[inner.path.length - 1] : undefined;
  return last?.kind === 'static' ? last.name : undefined;
}

export const stripped = (text: string, { start, end, content }: Site): string =>
  text.slice(0, start) + text.slice(content.start, content.end) + text.slice(end);
