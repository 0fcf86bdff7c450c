// What rules look for in the text of a file, found in one pass and kept with its tree.
import type { Analysis } from '../../analysis/analysis';
import { memoOf } from '../../base/memo';
import type { BinaryExpr, Expr, SyntaxTree } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import type { RuleSources } from '../rule';
import { type PropertyCall, propertyCall } from './property-call';

export interface Survey {
  readonly tree: SyntaxTree;
  /** Every call of a property function. */
  readonly properties: readonly PropertyCall[];
  /** Every `//` that is not itself an operand of one. */
  readonly updates: readonly BinaryExpr[];
  /** Comparisons and other uses of `….specialisation` and `….isSpecialisation`. */
  readonly mentions: readonly Expr[];
}

export const surveyOf: (tree: SyntaxTree) => Survey = memoOf((tree) => survey(tree));

/** The surveys of all files that take part in a configuration. */
export function* surveys(analysis: Analysis, sources: RuleSources): Iterable<{ readonly file: string } & Survey> {
  for (const file of analysis.files) {
    const tree = sources.parse(file);
    if (tree !== undefined) yield { file, ...surveyOf(tree) };
  }
}

function survey(tree: SyntaxTree): Survey {
  const properties: PropertyCall[] = [];
  const updates: BinaryExpr[] = [];
  const mentions: Expr[] = [];
  const pending: Expr[] = [tree.root];
  const push = (child: Expr): void => void pending.push(child);
  const within = new Set<Expr>();
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'apply' || expr.kind === 'binary') {
      const call = propertyCall(expr);
      if (call !== undefined) properties.push(call);
    }
    if (expr.kind === 'binary' && expr.operator === '//') {
      if (!within.has(expr)) updates.push(expr);
      for (const operand of [expr.left, expr.right]) if (operand.kind === 'binary') within.add(operand);
    }
    if (isMention(expr)) mentions.push(expr);
    eachChild(expr, push);
  }
  const inOrder = <T extends { readonly start: number }>(items: T[]): T[] => items.sort((a, b) => a.start - b.start);
  return {
    tree,
    properties: properties.sort((a, b) => a.expr.start - b.expr.start),
    updates: inOrder(updates),
    mentions: inOrder(mentions),
  };
}

function isMention(expr: Expr): boolean {
  if (expr.kind !== 'select') return false;
  const last = expr.path.at(-1);
  return last?.kind === 'static' && (last.name === 'specialisation' || last.name === 'isSpecialisation');
}
