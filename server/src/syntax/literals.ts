// What is said by the text of a literal, and whether anybody has looked. As long as nobody has, another text in its
// place changes nothing of what was found out: that it is a text, a number or a Boolean is known without looking.
import { memoOf } from '../base/memo';
import type { Expr, SyntaxTree } from './ast';
import { eachChild } from './children';

/** Names that a literal is written as. */
export const TRUTHS: ReadonlySet<string> = new Set(['true', 'false']);

/** What a literal says, apart from what it is. */
export interface Content {
  isLookedAt: boolean;
}

/** The content of a text without interpolations, a number, or the name `true` or `false`. */
export const contentOf: (literal: Expr) => Content = memoOf(() => ({ isLookedAt: false }));

/** To be called by whoever reads what a literal says from the tree, and not from its value. */
export function lookAt(literal: Expr): void {
  contentOf(literal).isLookedAt = true;
}

const watching = memoOf((_tree: SyntaxTree): { isOn: boolean } => ({ isOn: false }));

/** From now on what is evaluated of a tree takes note of the literals that are looked at. */
export function watch(tree: SyntaxTree): void {
  watching(tree).isOn = true;
}

export const isWatched = (tree: SyntaxTree): boolean => watching(tree).isOn;

/** Whether a text is written out as a whole. */
export const isPlainText = (parts: readonly (string | Expr)[]): boolean =>
  parts.length === 0 || (parts.length === 1 && typeof parts[0] === 'string');

/** Where the literals of a tree begin that somebody has looked at; undefined where nobody takes note. */
export function seenIn(tree: SyntaxTree): readonly number[] | undefined {
  return isWatched(tree)
    ? literalsIn(tree).flatMap((each) => (contentOf(each).isLookedAt ? [each.start] : []))
    : undefined;
}

/** The same literals of another tree of the same text are looked at, and what is looked at from now on is noted. */
export function lookAtThose(tree: SyntaxTree, starts: readonly number[]): void {
  const seen = new Set(starts);
  for (const literal of literalsIn(tree)) if (seen.has(literal.start)) lookAt(literal);
  watch(tree);
}

function literalsIn({ root }: SyntaxTree): readonly Expr[] {
  const found: Expr[] = [];
  const pending = [root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'string' || (expr.kind === 'variable' && TRUTHS.has(expr.name))) found.push(expr);
    eachChild(expr, (child) => void pending.push(child));
  }
  return found;
}
