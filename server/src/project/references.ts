// Which files a file names by path, whatever it does with them: the cheap view of the import graph, for
// finding where evaluation starts.
import { joinPath } from '../eval/paths';
import type { Expr, SyntaxTree } from '../syntax/ast';
import { eachChild } from '../syntax/children';

/** Absolute paths of all path literals without interpolation in a file of `folder`. */
export function referencesIn(tree: SyntaxTree, folder: string): readonly string[] {
  const found: string[] = [];
  const pending = [tree.root];
  const push = (child: Expr): void => void pending.push(child);
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'path') {
      const [only] = expr.parts;
      if (expr.parts.length === 1 && typeof only === 'string' && !only.startsWith('~')) {
        const value = joinPath(folder, only);
        if (value.kind === 'path') found.push(value.path);
      }
    } else {
      eachChild(expr, push);
    }
  }
  return found;
}
