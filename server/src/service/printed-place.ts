// From a place as Nix prints it to the word that stands there.
import type { Span } from '../base/span';
import type { PrintedPlace } from '../protocol/nix-report';

const TOKEN = /^(?:[A-Za-z_][\w'-]*|\S)?/;
const LONGEST_TOKEN = 200;

/** Undefined where the text has no such line: it is another one by now. */
export function printedSpan(text: string, { line, column }: PrintedPlace): Span | undefined {
  const start = offsetAt(text, line, column);
  if (start === undefined) return undefined;
  return { start, end: start + (TOKEN.exec(text.slice(start, start + LONGEST_TOKEN))?.[0].length ?? 0) };
}

/** Nix counts from 1, and columns in bytes; undefined where the text has no such line. */
function offsetAt(text: string, line: number, column: number): number | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  const content = text.slice(start, end < 0 ? text.length : end);
  const before = new TextEncoder().encode(content).subarray(0, Math.max(0, column - 1));
  return start + new TextDecoder().decode(before).length;
}
