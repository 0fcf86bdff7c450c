// What can be folded: sets, lists, heads of functions, `let`, strings over several lines, comments, and regions that
// comments mark. Of the text alone; nothing is evaluated.
import { lastFrom, type Span } from '../base/span';
import type { Expr } from '../syntax/ast';
import { eachChild } from '../syntax/children';

/** From the line of its start to the line of its end. */
export interface Fold extends Span {
  readonly kind: 'code' | 'comment' | 'region';
  /** The line of the end stays: what closes it begins that line. */
  readonly keepsLast: boolean;
}

/** In no order; some lie within one line. */
export function foldsIn(root: Expr, text: string): readonly Fold[] {
  const folds: Fold[] = [];
  // The outermost.
  const strings: Span[] = [];
  // Not by calls: in a browser a text may be nested deeper than they can be.
  const pending: { readonly expr: Expr; readonly isInString: boolean }[] = [{ expr: root, isInString: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { expr, isInString } = next;
    const { start, end } = expr;
    if (expr.kind === 'string' && !isInString) strings.push(expr);
    if (expr.kind === 'attrs' || expr.kind === 'list' || expr.kind === 'paren' || expr.kind === 'string')
      folds.push(code({ start, end }, text));
    if (expr.kind === 'lambda' && expr.formals !== undefined) folds.push(code(expr.formals, text));
    const last = expr.kind === 'let' ? expr.bindings.at(-1) : undefined;
    if (last !== undefined) folds.push({ start, end: last.end, kind: 'code', keepsLast: false });
    eachChild(expr, (child) => void pending.push({ expr: child, isInString: isInString || expr.kind === 'string' }));
  }
  strings.sort((a, b) => a.start - b.start);
  return [...folds, ...commentFolds(text, strings)];
}

/** The line that a bracket or the end of a string begins is shown. */
function code({ start, end }: Span, text: string): Fold {
  let before = end - (text.startsWith("''", end - 2) ? 2 : 1);
  const closes = before === end - 2 || /[\])}]/.test(text.charAt(before));
  // Back from the end, not to the beginning of the line: thousands may end on a long one.
  while (closes && /[^\S\n]/.test(text.charAt(before - 1))) before -= 1;
  return { start, end, kind: 'code', keepsLast: closes && (before === 0 || text.charAt(before - 1) === '\n') };
}

const LINE_COMMENT = /^[ \t]*#[^\n]*/gm;
const BLOCK_COMMENT = /^[ \t]*\/\*[\s\S]*?\*\//gm;
const REGION = /^[ \t]*#[ \t]*(?<end>end)?region\b/;

/** Comments that begin their line; several lines of them are one. */
function commentFolds(text: string, strings: readonly Span[]): readonly Fold[] {
  const isCode = ({ start }: Span): boolean => start >= (lastFrom(strings, start - 1)?.end ?? 0);
  const matches = (pattern: RegExp): readonly Span[] =>
    [...text.matchAll(pattern)]
      .map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
      .filter(isCode);
  const folds: Fold[] = matches(BLOCK_COMMENT).map((span) => ({ ...span, kind: 'comment', keepsLast: false }));
  const opened: Span[] = [];
  let block: Span | undefined;
  for (const line of matches(LINE_COMMENT)) {
    const region = REGION.exec(text.slice(line.start, line.end));
    if (region !== null) {
      if (region.groups?.end === undefined) opened.push(line);
      const start = region.groups?.end === undefined ? undefined : opened.pop()?.start;
      if (start !== undefined) folds.push({ start, end: line.end, kind: 'region', keepsLast: false });
    }
    const goesOn = region === null && block !== undefined && block.end + 1 === line.start;
    if (!goesOn && block !== undefined) folds.push({ ...block, kind: 'comment', keepsLast: false });
    block =
      region !== null ? undefined : { start: goesOn && block !== undefined ? block.start : line.start, end: line.end };
  }
  return block === undefined ? folds : [...folds, { ...block, kind: 'comment', keepsLast: false }];
}
