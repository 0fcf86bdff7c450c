// Which pieces of a text may be what somebody has not finished typing, if this is where Nix stops.
import type { Pair, Stop } from '../first-error';
import type { Lines } from './lines';

/** A stretch to take out; or, with an ending, blanks where that may be written. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly ending: '' | ';';
}

/** How many of the statements around, and of the brackets that do not stand under each other. */
const MOST_ITEMS = 5;
const MOST_PAIRS = 2;
/** How many brackets and semicolons at the end of a line. */
const MOST_CLOSERS = 5;

/** What goes on with something before it, so that this is to blame as well. */
const GOES_ON = /^(?:[=.:@,?|&*+<>]|\/\/|->|!=)/;
/** Names that are read, not defined. */
const READ = /^(?:lib|pkgs|config|builtins)\b/;

/** The pieces that may be to blame, the likeliest first. */
export function piecesAt(stop: Stop, lines: Lines): readonly Piece[] {
  const { error, element } = stop;
  const { text } = lines;
  const at = error.found === 'end' ? error.end : error.start;
  const items = stop.items.slice(-MOST_ITEMS).reverse();
  const [inner, outer = 0] = items;
  const pieces: Piece[] = inner === undefined ? [] : [...endingOf(inner, at, lines)];
  const add = (start: number, ends: readonly number[]): void => {
    for (const end of ends) if (start < end) pieces.push({ start, end, ending: '' });
  };
  // The definition that follows on its line, where a bracket or quote is open, so that Nix goes on reading.
  for (const item of items) if (item < at) add(item, behindOpen(item, lines));
  pieces.push(...askewPieces(stop.pairs, lines));
  // `{ a }` is read as the head of a function.
  const head = error.missing === ':' && inner !== undefined ? stop.pairs.at(-1) : undefined;
  if (head !== undefined) add(head.open + 1, [head.close]);
  // The definition that follows on the same line.
  const path = pathBefore(at, lines);
  if (path !== undefined) for (const item of items) if (lines.isSame(item, path)) add(item, [path]);
  for (const item of items) {
    if (item < at) add(item, endsOf(item, stop, at, lines));
    else if (GOES_ON.test(text.slice(at, at + 2)) && element > outer) {
      // The definition that follows a half-typed list, or one typed into a list.
      const isNext = lines.isFirst(element) && lines.indent(element) <= lines.indent(outer);
      if (isNext) add(outer, [...lineEnds(outer, lines), ...blockEnds(outer, lines)]);
      add(element, [...lineEnds(element, lines), ...blockEnds(element, lines)]);
    } else add(item, endsHere(error, lines));
  }
  return [...new Map(pieces.map((piece) => [`${piece.start} ${piece.end} ${piece.ending}`, piece])).values()];
}

/** Where the path of a definition starts, on its line, that Nix stops in or behind. */
function pathBefore(at: number, lines: Lines): number | undefined {
  const path = /(?<=[\s;@])[\w.'"${}-]+\s*$/.exec(lines.text.slice(lines.start(at), at))?.[0] ?? '';
  const isPath = path !== '' && !READ.test(path) && /^[\w.'"${}-]*\s*=(?!=)/.test(lines.text.slice(at, lines.end(at)));
  return isPath ? at - path.length : undefined;
}

/** In longer lines nobody types. */
const LONGEST_LINE = 400;
const DEFINITION = /(?<=\s)[A-Za-z_"$][\w.'"${}-]*\s*=(?!=)/g;

/**
 * Where the first definition starts on the line of a statement behind a quote, list or parenthesis that is open there:
 * in none of these is anything defined.
 */
function behindOpen(item: number, lines: Lines): readonly number[] {
  const line = lines.text.slice(item, Math.min(lines.end(item), item + LONGEST_LINE));
  for (const { index } of line.matchAll(DEFINITION))
    if (index > 0 && leavesOpen(line.slice(0, index))) return [item + index];
  return [];
}

/** Whether a piece of a line opens something that no definition stands in, and does not close it. */
function leavesOpen(piece: string): boolean {
  const quotes = piece.match(/(?<!\\)"/g)?.length ?? 0;
  const longQuotes = piece.match(/''(?![$'\\])/g)?.length ?? 0;
  if (quotes % 2 > 0 || longQuotes % 2 > 0) return true;
  const open: string[] = [];
  for (const [bracket] of piece.matchAll(/[[({\])}]/g))
    if ('[({'.includes(bracket)) open.push(bracket);
    else open.pop();
  return '[('.includes(open.at(-1) ?? '{');
}

/** Where a statement or element may end that Nix has begun to read and not finished. */
function endsOf(start: number, { error }: Stop, at: number, lines: Lines): readonly number[] {
  const { text } = lines;
  if (!lines.isSame(start, at)) {
    const ends = opensBlock(start, lines) ? [] : lineEnds(start, lines);
    return [...ends, ...blockEnds(start, lines), lines.start(at), at];
  }
  const semicolon = text.indexOf(';', at);
  return [
    at,
    error.end,
    ...(semicolon >= 0 && semicolon < lines.end(at) ? [semicolon + 1] : []),
    ...lineEnds(start, lines),
    ...blockEnds(start, lines),
  ];
}

/** Where something may end that Nix cannot even begin to read. */
function endsHere({ start, end }: { readonly start: number; readonly end: number }, lines: Lines): readonly number[] {
  const { text } = lines;
  if (text[start] === ';') return [end];
  const run = /^[^\s\w=;"'()[\]{}][^\s;"'()[\]{}]*/.exec(text.slice(start, lines.end(start)))?.[0] ?? '';
  const isPathLike = /^(?:\.\.?\/|~|<|\/(?!\*))/.test(run);
  return [...(isPathLike ? [start + run.length] : []), ...lineEnds(start, lines), ...blockEnds(start, lines)];
}

/** The end of the line; first without the brackets and semicolons there, which may belong to what is around. */
function lineEnds(start: number, lines: Lines): readonly number[] {
  const { text } = lines;
  const end = lines.end(start);
  const ends = [end];
  for (let closer = end - 1; closer > start && /[\s\])};]/.test(text.charAt(closer)); closer--)
    if (text[closer] !== ' ' && ends.length <= MOST_CLOSERS) ends.push(closer);
  return ends.reverse();
}

/** The end of the lines below that stand deeper; and of the next, if that closes something. */
function blockEnds(start: number, lines: Lines): readonly number[] {
  const block = lines.blockEnd(start);
  if (block <= lines.end(start)) return [];
  const next = lines.end(block + 1);
  return /^\s*[\])}'"]/.test(lines.text.slice(block + 1, next)) ? [block, next] : [block];
}

/** Whether a line opens a bracket or quote at its end around deeper lines: no half-typed line, but a block. */
function opensBlock(start: number, lines: Lines): boolean {
  const opens = /(?:[[({]|'')[ \t]*$/.test(lines.text.slice(start, lines.end(start)));
  return opens && lines.blockEnd(start) > lines.end(start);
}

/** Brackets at the start of their line that stand under something else than the line of their other half. */
function askewPieces(pairs: readonly Pair[], lines: Lines): readonly Piece[] {
  const pieces: Piece[] = [];
  let found = 0;
  for (const { open, close, item, statement } of pairs) {
    if (found === MOST_PAIRS) break;
    if (lines.isSame(open, close)) continue;
    const isQuote = lines.text[open] === '"';
    if (!isQuote && (!lines.isFirst(close) || lines.indent(open) === lines.indent(close))) continue;
    found++;
    if (!isQuote && lines.indent(open) < lines.indent(close)) {
      const end = close + (/^(?:in|.;)/.test(lines.text.slice(close, close + 2)) ? 2 : 1);
      pieces.push({ start: close, end, ending: '' });
    } else if (!opensBlock(open, lines)) {
      for (const start of [item, statement])
        for (const end of lineEnds(start, lines)) pieces.push({ start, end, ending: '' });
    }
  }
  return pieces;
}

/** Where only the semicolon is missing behind a block of several lines. */
function endingOf(item: number, error: number, lines: Lines): readonly Piece[] {
  const before = lines.text.slice(item, lines.isFirst(error) ? error : lines.start(error)).trimEnd();
  const start = item + before.length;
  if (!before.includes('\n') || !/(?:[\])}]|'')$/.test(before) || !/\s/.test(lines.text.charAt(start))) return [];
  return [{ start, end: start + 1, ending: ';' }];
}
