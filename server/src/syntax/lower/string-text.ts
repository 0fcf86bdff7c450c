// What the text between quotes means, exactly as Nix's own lexer and parser have it: escapes, line ends, and
// the stripping of indentation.
import type { Expr } from '../ast';

/** Raw text as it stands between the quotes, or an interpolated expression. */
export type Piece = string | Expr;

/** The parts of a `"…"` string: escapes resolved, `\r\n` and `\r` read as `\n`. */
export function decodePlain(pieces: readonly Piece[]): Piece[] {
  return merge(pieces.map((piece) => (typeof piece === 'string' ? decodeEscapes(piece) : piece)));
}

function decodeEscapes(raw: string): string {
  if (!raw.includes('\\') && !raw.includes('\r')) return raw;
  return raw.replace(/\\(.)|\r\n?/gs, (_, escaped: string | undefined) =>
    escaped === undefined ? '\n' : controlOf(escaped),
  );
}

function controlOf(escaped: string): string {
  return escaped === 'n' ? '\n' : escaped === 'r' ? '\r' : escaped === 't' ? '\t' : escaped;
}

/** A token of Nix's lexer inside `''…''`. Only the plain runs of text take part in finding the indentation. */
interface Run {
  readonly text: string;
  readonly counts: boolean;
}

/** The parts of a `''…''` string: escapes resolved and the common indentation taken away. */
export function decodeIndented(pieces: readonly Piece[]): Piece[] {
  const tokens: (Run | Expr)[] = [];
  pieces.forEach((piece, index) => {
    if (typeof piece !== 'string') tokens.push(piece);
    else scanRuns(index === 0 ? piece.replace(/^ *\n/, '') : piece, tokens);
  });
  return merge(strip(tokens, commonIndentation(tokens)));
}

const QUOTE = 39;
const DOLLAR = 36;
const BACKSLASH = 92;

/** Cuts raw text where Nix's lexer does: before `$`, `'`, `''$`, `'''` and `''\x` that are not simply part of a run. */
function scanRuns(raw: string, tokens: (Run | Expr)[]): void {
  let from = 0;
  let at = 0;
  const cut = (to: number, text: string) => {
    if (at > from) tokens.push({ text: raw.slice(from, at), counts: true });
    tokens.push({ text, counts: false });
    from = to;
    at = to;
  };
  while (at < raw.length) {
    const code = raw.charCodeAt(at);
    if (code !== QUOTE && code !== DOLLAR) {
      at++;
      continue;
    }
    const next = at + 1 < raw.length ? raw.charCodeAt(at + 1) : undefined;
    if (code === DOLLAR) {
      if (next === undefined || next === QUOTE) cut(at + 1, '$');
      else at += 2;
    } else if (next === QUOTE) {
      const third = raw.charCodeAt(at + 2);
      if (third === QUOTE) cut(at + 3, "''");
      else if (third === DOLLAR) cut(at + 3, '$');
      else if (third === BACKSLASH) cut(at + 4, controlOf(raw.charAt(at + 3)));
      else cut(at + 2, '');
    } else if (next === undefined || next === DOLLAR) cut(at + 1, "'");
    else at += 2;
  }
  if (at > from) tokens.push({ text: raw.slice(from, at), counts: true });
}

/** The smallest indentation by spaces of a line with something on it. Interpolations and escapes count as something. */
function commonIndentation(tokens: readonly (Run | Expr)[]): number {
  let atLineStart = true;
  let smallest = Number.POSITIVE_INFINITY;
  let current = 0;
  for (const token of tokens) {
    if ('kind' in token || !token.counts) {
      if (atLineStart) smallest = Math.min(smallest, current);
      atLineStart = false;
      continue;
    }
    const { text } = token;
    for (let at = 0; at < text.length; ) {
      const begins = atLineStart ? afterSpaces(text, at) : at;
      current += begins - at;
      if (begins === text.length) break;
      if (atLineStart && text[begins] !== '\n') smallest = Math.min(smallest, current);
      atLineStart = false;
      const end = text.indexOf('\n', begins);
      if (end === -1) break;
      atLineStart = true;
      current = 0;
      at = end + 1;
    }
  }
  return smallest;
}

/** Drops up to `indentation` spaces from the start of each line, and the last line if it holds spaces only. */
function strip(tokens: readonly (Run | Expr)[], indentation: number): Piece[] {
  let atLineStart = true;
  let dropped = 0;
  return tokens.map((token, index) => {
    if ('kind' in token) {
      atLineStart = false;
      dropped = 0;
      return token;
    }
    const { text } = token;
    let kept = '';
    for (let at = 0; at < text.length; ) {
      const begins = atLineStart ? afterSpaces(text, at) : at;
      const end = text.indexOf('\n', begins);
      const next = end === -1 ? text.length : end + 1;
      kept += text.slice(Math.min(begins, at + Math.max(0, indentation - dropped)), next);
      dropped = begins === text.length ? dropped + begins - at : 0;
      if (begins < text.length) atLineStart = end !== -1;
      at = next;
    }
    return index === tokens.length - 1 ? kept.replace(/\n *$/, '\n') : kept;
  });
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

const SPACE = 32;

/** Joins neighbouring texts and drops empty ones. */
function merge(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else if (piece !== '') result.push(piece);
  }
  return result;
}
