// Taking a binding out of its set, with the line it leaves empty.

import type { Location, Span } from '../base/span';
import type { FileEdit } from '../base/text-edit';
import { bindingsAt } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';

/**
 * Removes the innermost binding around a place; undefined where there is none, or where one of its names
 * is only inherited with others.
 */
export function removeBinding(place: Location, sources: SourceTexts): FileEdit | undefined {
  const text = sources.read(place.file);
  const tree = sources.parse(place.file);
  const inner = tree && bindingsAt(tree.root, place.start).at(-1)?.binding;
  if (text === undefined || inner === undefined || (inner.kind === 'inherit' && inner.names.length > 1))
    return undefined;
  const { start, end } = withEmptyLine(wholeLines(inner.start, inner.end, text), text);
  return { file: place.file, start, end, newText: '' };
}

/**
 * Removes the binding that starts at a place and defines one option there; undefined where it also makes a
 * specialisation, or where only a part of it is meant.
 */
export function removeDefinition(place: Location, sources: SourceTexts): FileEdit | undefined {
  const tree = sources.parse(place.file);
  const inner = tree && bindingsAt(tree.root, place.start).at(-1)?.binding;
  if (inner?.kind !== 'binding' || inner.start !== place.start) return undefined;
  // `specialisation.x.configuration.a = 1;` is the specialisation as well.
  if (inner.path.some((name) => name.kind === 'static' && name.name === 'specialisation')) return undefined;
  if (inner.path.slice(0, -1).some((name) => name.kind === 'static' && name.name === 'configuration')) return undefined;
  return removeBinding(place, sources);
}

/**
 * The span with the blanks before it and the line break behind it, where nothing else stands on its lines;
 * otherwise with the blanks before it.
 */
export function wholeLines(start: number, end: number, text: string): { readonly start: number; readonly end: number } {
  let first = start;
  while (first > 0 && /[ \t]/.test(text.charAt(first - 1))) first -= 1;
  const after = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  const startsLine = first === 0 || text[first - 1] === '\n';
  return { start: first, end: startsLine && after !== undefined ? end + after.length : end };
}

const EMPTY_LINE = /^[ \t]*\r?\n/;
/** An empty line, or one that opens a bracket, at the end of a text. */
const GAP = /(?:^|\n)[ \t]*\r?\n$/;
const OPENING = /[{[(][ \t]*\r?\n$/;

/** The line that ends at an offset, with the line break in front of it. */
function lastLine(offset: number, text: string): string {
  const end = text.lastIndexOf('\n', offset - 1);
  return text.slice(end <= 0 ? 0 : Math.max(0, text.lastIndexOf('\n', end - 1)), offset);
}

/** Lines to be removed, with the empty line that would be left beside another one, or behind a bracket. */
export function withEmptyLine({ start, end }: Span, text: string): Span {
  const before = lastLine(start, text);
  const empty = GAP.test(before) || OPENING.test(before) ? EMPTY_LINE.exec(text.slice(end))?.[0].length : undefined;
  return { start, end: end + (empty ?? 0) };
}

/** The same of several, each part of the text once; also the empty line in front of what closes a bracket. */
export function closingGaps(lines: readonly Span[], text: string): readonly Span[] {
  const joined: Span[] = [];
  for (const { start, end } of [...lines].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) joined[joined.length - 1] = { ...last, end };
    else joined.push({ start, end });
  }
  return joined.map((span) => {
    const { start, end } = withEmptyLine(span, text);
    const gap = /^[ \t]*[}\])]/.test(text.slice(end)) ? /\n([ \t]*\r?\n)$/.exec(lastLine(start, text))?.[1] : undefined;
    return { start: start - (gap?.length ?? 0), end };
  });
}
