// What to make of the parts tree-sitter could not fit together.
import type { Expr } from './ast';
import { type Context, expressions, type Frame } from './items';

/** The expression a file is taken to be. */
export function rootOf(context: Context, file: Frame): Expr {
  const root = expressions(file.items)[0];
  if (root !== undefined) return root;
  return { kind: 'error', start: 0, end: context.text.length };
}
