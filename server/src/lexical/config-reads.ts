// Which options an expression reads, as written: `config.a.b`, under whatever names, and what the names it uses are
// bound to.
import { type Expr, type SyntaxTree, stripParens } from '../syntax/ast';
import { eachChild } from '../syntax/children';
import { scopeAt } from '../syntax/scope';
import { boundTo, resolveRead } from './resolve';

/** More is not looked at: what is asked of is a condition. */
const MOST = 400;

/** The option paths, in the order in which they are come across, each once. */
export function configReads(expr: Expr, tree: SyntaxTree): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  const seen = new Set<Expr>();
  const pending = [expr];
  for (let next = pending.shift(); next !== undefined && seen.size < MOST; next = pending.shift()) {
    const inner = stripParens(next);
    if (seen.has(inner)) continue;
    seen.add(inner);
    const read = resolveRead(inner, tree);
    if (read?.argument === 'config' && read.path.length > 0) found.set(read.path.join('\0'), read.path);
    else if (inner.kind === 'variable') {
      const declaration = scopeAt(tree.root, inner.start).names.get(inner.name);
      const value = declaration?.by === 'let' ? boundTo(declaration) : undefined;
      if (value !== undefined) pending.push(value);
    } else eachChild(inner, (child) => void pending.push(child));
  }
  return [...found.values()];
}
