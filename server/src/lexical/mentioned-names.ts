// The names that a piece of code mentions, whoever binds them.
import type { Expr } from '../syntax/ast';
import { eachChild } from '../syntax/children';

/** More than the free ones: what is bound inside is among them. */
export function mentionedNames(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  visit(expr, names);
  return names;
}

function visit(expr: Expr, names: Set<string>): void {
  if (expr.kind === 'variable') names.add(expr.name);
  if (expr.kind === 'attrs' || expr.kind === 'let')
    for (const binding of expr.bindings)
      if (binding.kind === 'inherit')
        for (const name of binding.names) if (name.kind === 'static') names.add(name.name);
  eachChild(expr, (child) => visit(child, names));
}
