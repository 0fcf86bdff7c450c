// A place of a text as people are shown it: where it is, and its lines with the part that is meant underlined.
import type { Range } from '../../service/positions';
import type { Line, Piece, Style } from '../styled';
import { excerpt } from './excerpt';

export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** How a place is underlined, and what is said behind that. */
export interface Look {
  readonly mark: '^' | '-';
  readonly style: Style;
  readonly label?: string;
}

/** The lines of a file; undefined where it cannot be read. */
export type Lines = (file: string) => readonly string[] | undefined;

/** The lines of files, each read once. */
export function linesIn(read: (file: string) => string | undefined): Lines {
  const texts = new Map<string, readonly string[] | undefined>();
  return (file) => {
    if (!texts.has(file)) texts.set(file, read(file)?.split(/\r\n|\r|\n/));
    return texts.get(file);
  };
}

/** Counted from 1, as terminals and editors do. */
export function at({ file, range }: Place): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

/** What the column with the numbers of the lines is wide. */
export const numberWidth = (places: readonly Pick<Place, 'range'>[]): number =>
  Math.max(1, ...places.map(({ range }) => String(range.end.line + 1).length));

/** @param width of the column with the numbers of the lines. */
export function placeLines(place: Place, linesOf: Lines, width: number, look: Look): readonly Line[] {
  const { label, mark, style } = look;
  const lines = linesOf(place.file);
  if (lines === undefined) return [arrow(width, label === undefined ? at(place) : `${at(place)}: ${label}`)];
  const marked = { lines, range: place.range, mark, style, ...(label !== undefined && { label }) };
  return [arrow(width, at(place)), ...excerpt(marked, width)];
}

/** Where something is of which no text is shown. */
export const arrow = (width: number, text: string): Line => [
  { text: `${' '.repeat(width)}--> `, style: 'frame' },
  { text },
];

/** A last word below the excerpts. */
export const said = (width: number, word: string, content: string, style: Style = 'strong'): Line => [
  { text: `${' '.repeat(width)} = `, style: 'frame' },
  { text: word, style },
  { text: `: ${content}` },
];

/** Further to the right. */
export const indented = (by: number, lines: readonly Line[]): readonly Line[] =>
  lines.map((line) => (line.length === 0 ? line : [indent(by), ...line]));

const indent = (by: number): Piece => ({ text: ' '.repeat(by) });
