// Comments that are about a statement: where it goes, they go.
import type { Span } from '../base/span';
import type { Binding } from '../syntax/ast';
import { wholeLines } from './remove';

/** A line that is a comment, and about what follows: not about the file, and no mark of a region. */
const REMARK = /^[ \t]*#(?!\s*(?:end)?region\b|\s*specialisations-ignore-file)/;
/** An empty line, or a comment on one of its own. */
const BREAK = /\n[ \t]*(?:\r?\n|#|\/\*)/;

/** The comments on lines of their own right above a place. */
export function commentsAbove(offset: number, text: string): Span | undefined {
  const end = text.lastIndexOf('\n', offset - 1) + 1;
  let start = end;
  while (start > 0) {
    const line = text.lastIndexOf('\n', start - 2) + 1;
    if (!REMARK.test(text.slice(line, start))) break;
    start = line;
  }
  return start < end && text.slice(end, offset).trim() === '' ? { start, end } : undefined;
}

/** Statements that move together, in the set that they stand in. */
export interface Moving {
  readonly bindings: readonly Binding[];
  readonly siblings: readonly Binding[];
  readonly text: string;
}

/** Those above a statement, where they are about nothing that stays: all that follows up to an empty line moves. */
function remarkAbove(binding: Binding, { bindings, siblings, text }: Moving): Span | undefined {
  const above = commentsAbove(binding.start, text);
  if (above === undefined) return undefined;
  for (let at = siblings.indexOf(binding); ; at++) {
    const [one, next] = [siblings[at], siblings[at + 1]];
    if (one === undefined || !bindings.includes(one)) return undefined;
    if (next === undefined || BREAK.test(text.slice(one.end, next.start))) return above;
  }
}

/** The lines of the statement, and of what is remarked about it. */
export function linesWithRemarks(binding: Binding, moving: Moving): Span {
  const { start, end } = wholeLines(binding.start, binding.end, moving.text);
  return { start: remarkAbove(binding, moving)?.start ?? start, end };
}

/** What is remarked about it, each line without its indentation: above it, where what stood behind it fits, too. */
export function remarks(binding: Binding, moving: Moving): readonly string[] {
  const { text } = moving;
  const above = remarkAbove(binding, moving);
  const lines = above === undefined ? [] : text.slice(above.start, above.end).trimEnd().split('\n');
  return [...lines, remarkBehind(binding, text)].map((line) => line.trim()).filter((line) => line !== '');
}

/** The remark that goes with the line of a statement; empty where none does. */
export function remarkBehind({ start, end }: Span, text: string): string {
  return text.slice(end, Math.max(end, wholeLines(start, end, text).end)).trim();
}
