// What is said by the text of a literal, and whether anybody has looked. As long as nobody has, another text in its
// place changes nothing of what was found out: that it is a text, a number or a Boolean is known without looking.
import { memoOf } from '../base/memo';
import type { Expr, StringExpr, SyntaxTree } from './ast';
import { eachChild } from './children';

/** Names that a literal is written as. */
export const TRUTHS: ReadonlySet<string> = new Set(['true', 'false']);

/** What a literal says, apart from what it is. */
export class Content {
  isLookedAt = false;
  /** What it was found to equal or not, and nothing more: another literal, or a text. */
  private compared: Set<StringExpr | string> | undefined;

  get others(): ReadonlySet<StringExpr | string> {
    return this.compared ?? NO_OTHERS;
  }

  /** Notes that somebody knows now whether it says the same as another, and nothing else of it. */
  compareWith(other: StringExpr | string): void {
    if (this.isLookedAt) return;
    this.compared ??= new Set();
    this.compared.add(other);
    this.isLookedAt = this.compared.size > MOST_OTHERS || (typeof other === 'string' && other.length > LONGEST_OTHER);
  }
}

const NO_OTHERS: ReadonlySet<StringExpr | string> = new Set();
/** More than these are not worth being remembered: then it counts as looked at. */
const MOST_OTHERS = 16;
const LONGEST_OTHER = 1000;

/** The content of a text (of what is between its interpolations), or the name `true` or `false`. */
export const contentOf: (literal: Expr) => Content = memoOf(() => new Content());

/** What a text without interpolations says. */
export function plainText({ parts: [only = ''] }: StringExpr): string {
  return typeof only === 'string' ? only : '';
}

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

/**
 * Where the literals of a tree begin that somebody has looked at, or compared; undefined where nobody takes note.
 */
export function seenIn(tree: SyntaxTree): readonly number[] | undefined {
  return isWatched(tree)
    ? literalsIn(tree)
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
