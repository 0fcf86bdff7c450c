// What is said by the text of a literal, and whether anybody has looked. As long as nobody has, another text in its
// place changes nothing of what was found out: that it is a text, a number or a Boolean is known without looking.
import { memoOf } from '../base/memo';
import type { Expr, StringExpr, SyntaxTree } from './ast';
import { eachChild } from './children';
import { Content, readFromTree } from './content';

/** Names that a literal is written as. */
export const TRUTHS: ReadonlySet<string> = new Set(['true', 'false']);

/** The content of a text (of what is between its interpolations), a number, or the name `true` or `false`. */
export const contentOf: (literal: Expr) => Content = memoOf(() => new Content());

/** What a text without interpolations says. */
export function plainText({ parts: [only = ''] }: StringExpr): string {
  return typeof only === 'string' ? only : '';
}

/** What a literal is written as: of a text what it says, with a mark for each interpolation. */
export function writtenAs(literal: Expr): string {
  switch (literal.kind) {
    case 'string':
      return literal.parts.map((part) => (typeof part === 'string' ? part : '\0')).join('');
    case 'variable':
      return literal.name;
    case 'int':
      return literal.digits;
    case 'float':
      return String(literal.value);
    default:
      return '';
  }
}

/** The same by now, see `Content.now`. */
export const saidBy = (literal: Expr): string => contentOf(literal).now ?? writtenAs(literal);

/** To be called by whoever reads what a literal says from the tree, and not from its value. */
export function lookAt(literal: Expr): void {
  readFromTree(contentOf(literal));
}

/** The same of all literals in an expression. */
export function lookAtAllIn(root: Expr): void {
  for (const literal of literalsIn(root)) lookAt(literal);
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

/**
 * Where the literals of a tree begin that somebody has looked at, or compared; undefined where nobody takes note.
 */
export function seenIn(tree: SyntaxTree): readonly number[] | undefined {
  return isWatched(tree)
    ? literalsIn(tree.root)
        .filter(isKnown)
        .map(({ start }) => start)
    : undefined;
}

function isKnown(literal: Expr): boolean {
  const { isLookedAt, others } = contentOf(literal);
  return isLookedAt || others.size > 0;
}

/** The same literals of another tree of the same text are looked at, and what is looked at from now on is noted. */
export function lookAtThose(tree: SyntaxTree, starts: readonly number[]): void {
  const seen = new Set(starts);
  for (const literal of literalsIn(tree.root)) if (seen.has(literal.start)) lookAt(literal);
  watch(tree);
}

const isLiteral = (expr: Expr): boolean =>
  expr.kind === 'string' ||
  expr.kind === 'int' ||
  expr.kind === 'float' ||
  (expr.kind === 'variable' && TRUTHS.has(expr.name));

function literalsIn(root: Expr): readonly Expr[] {
  const found: Expr[] = [];
  const pending = [root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (isLiteral(expr)) found.push(expr);
    eachChild(expr, (child) => void pending.push(child));
  }
  return found;
}
