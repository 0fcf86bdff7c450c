// String and path nodes: where their text and interpolations are. What the text means is decoded in string-text.ts.
import type { Expr } from '../ast';
import type { Context, Frame } from './items';
import { Kind } from './node-kinds';
import { decodeIndented, decodePlain, type Piece } from './string-text';

/** `"…"` or `''…''`. */
export function lowerString(context: Context, frame: Frame): Expr {
  const { type, start, end } = frame;
  const indented = type === Kind.IndentedString;
  const width = indented ? 2 : 1;
  const last = frame.items.at(-1);
  const closed = frame.items.length > 1 && last?.kind === 'token' && last.type === Kind.Quote && !last.missing;
  const content = pieces(context, frame, Math.min(start + width, end), closed ? last.start : end);
  if (!indented) return { kind: 'string', start, end, style: 'plain', parts: decodePlain(content) };
  return { kind: 'string', start, end, style: 'indented', parts: decodeIndented(content) };
}

/** `./a/${b}`, `~/c`. */
export function lowerPath(context: Context, frame: Frame): Expr {
  return { kind: 'path', start: frame.start, end: frame.end, parts: pieces(context, frame, frame.start, frame.end) };
}

/** Raw text and interpolated expressions between two offsets, in order. */
function pieces(context: Context, frame: Frame, from: number, to: number): Piece[] {
  const result: Piece[] = [];
  let at = from;
  for (const item of frame.items) {
    if (item.kind !== 'interpolation') continue;
    if (item.start > at) result.push(context.text.slice(at, item.start));
    result.push(item.expr);
    at = item.end;
  }
  if (to > at) result.push(context.text.slice(at, to));
  return result;
}
