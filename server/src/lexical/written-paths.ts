// Where a path of names is written, whatever sets around it are called: for what no evaluation could tell.
import { tick } from '../base/time-limit';
import type { AttrBinding, Expr, SyntaxTree } from '../syntax/ast';
import { children } from '../syntax/children';

/**
 * The binding whose names, with those around it, end like the path, and as far up as any does; undefined where the last
 * name stands nowhere.
 */
export function writtenPath(tree: SyntaxTree, path: readonly string[]): AttrBinding | undefined {
  let best: { readonly binding: AttrBinding; readonly length: number } | undefined;
  const pending: { readonly expr: Expr; readonly above: readonly string[] }[] = [{ expr: tree.root, above: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { expr, above } = next;
    tick();
    if (expr.kind !== 'attrs') {
      for (const child of children(expr)) pending.push({ expr: child, above });
      continue;
    }
    for (const binding of expr.bindings) {
      if (binding.kind !== 'binding') continue;
      const names = [...above, ...binding.path.map((step) => (step.kind === 'static' ? step.name : ''))];
      pending.push({ expr: binding.value, above: names.slice(-path.length) });
      const length = commonEnd(names, path);
      if (length > 0 && (best === undefined || length > best.length || isBefore(binding, length, best)))
        best = { binding, length };
    }
  }
  return best?.binding;
}

/** Of equal ones the first in the text. */
const isBefore = (
  binding: AttrBinding,
  length: number,
  best: { readonly binding: AttrBinding; readonly length: number },
): boolean => length === best.length && binding.start < best.binding.start;

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
