// Text that moves to another depth.
import type { Span } from '../base/span';
import { applyEdits, type TextEdit } from '../base/text-edit';
import type { Expr } from '../syntax/ast';
import { eachChild } from '../syntax/children';

/** A piece of a text, with what is written in it. */
export interface Code extends Span {
  readonly text: string;
  /** The expressions in it, or around it. */
  readonly within: readonly Expr[];
}

/**
 * The code with the lines behind its first moved from one indentation to another; as they are, where one
 * stands further left than the old. Strings keep what they say: lines of a string are moved only where that
 * changes nothing. @param edits what else changes in it, by offsets of the text
 */
export function moved(code: Code, from: string, to: string, edits: readonly TextEdit[] = []): string {
  const { text, start, end } = code;
  const fixed = code.within.flatMap((expr) => fixedStrings(expr, text));
  const lines = linesIn(code).filter((line) => !fixed.some((string) => string.start < line && line < string.end));
  const indents = lines.every((line) => text.startsWith(from, line))
    ? lines.map((line): TextEdit => ({ start: line, end: line + from.length, newText: to }))
    : [];
  const all = [...edits, ...indents].map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return applyEdits(text.slice(start, end), all);
}

/** The starts of the lines behind the first that are not blank. */
function linesIn({ text, start, end }: Code): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    if (/^[ \t]*[^\s]/.test(text.slice(at + 1, end).split('\n', 1)[0] ?? '')) found.push(at + 1);
  return found;
}

/** Of strings over several lines those that would say something else with more or fewer blanks in front of a line. */
function fixedStrings(expr: Expr, text: string): readonly Span[] {
  if (expr.kind === 'string') {
    const [first = '', ...more] = text.slice(expr.start, expr.end).split('\n');
    // What the first line of an indented string says stands furthest left.
    const isFixed = more.length > 0 && (expr.style === 'plain' || first.trim() !== "''");
    if (isFixed) return [expr];
  }
  const found: Span[] = [];
  eachChild(expr, (child) => found.push(...fixedStrings(child, text)));
  return found;
}

/** The blanks at the start of the line of an offset. */
export function indentAt(offset: number, text: string): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

/** Blanks at the start of a line that are one level of indentation; a comment's stars are none. */
const STEP = /\n(?:(\t)|( {2,8})(?![ *]))/;

/** What one level of indentation is in a text. */
export function indentStep(text: string): string {
  const [, tab, blanks] = STEP.exec(text) ?? [];
  return tab ?? blanks ?? '  ';
}
