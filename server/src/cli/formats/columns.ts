// One line of source as a terminal shows it: in columns. Tabs reach to their stops, wide characters take two columns,
// what is hidden is written out, and of a long line only the part around what matters is shown.
import stringWidth from 'string-width';
import { escaped, HIDDEN } from '../../protocol/visible';

const TAB = 4;
/** The widest part of a line that is shown, in columns. */
const WIDEST = 100;
/** So much of it stands before what matters, where the line is cut. */
const BEFORE = 24;
const CUT = '…';

/** A part of the line that is never cut: a character with its marks. */
interface Cell {
  /** Where it begins, in UTF-16 units of the line. */
  readonly at: number;
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

export interface ShownLine {
  readonly text: string;
  /** The column of a character of the line; one that is not shown lies at the nearer end. */
  column(character: number): number;
}

/** @param from, to what matters in it, in UTF-16 units. */
export function shownLine(line: string, from: number, to: number): ShownLine {
  const start = Math.max(0, Math.min(from, line.length) - NEAR);
  if (start === 0 && line.length <= 2 * NEAR) return shownPart(line.trimEnd(), from, to);
  // Of a line of megabytes nothing else is looked at. Half a pair at its edge is cut off with the rest.
  const near = shownPart(line.slice(start, start + 2 * NEAR).trimEnd(), from - start, to - start);
  return { text: near.text, column: (character) => near.column(character - start) };
}

/** Further away from what matters nothing is shown, however narrow the characters. */
const NEAR = 160;

function shownPart(text: string, from: number, to: number): ShownLine {
  const cells = cellsOf(text);
  const end = endOf(cells);
  const whole = (character: number): number =>
    character >= text.length ? end : (cells.findLast(({ at }) => at <= character)?.column ?? 0);
  if (end <= WIDEST) return { text: textOf(cells), column: whole };
  const middle = whole(from);
  const wanted = Math.min(whole(to), middle + WIDEST - BEFORE) - (WIDEST - 1);
  const first = Math.max(0, wanted, Math.min(middle - BEFORE, end - WIDEST));
  const shown = cells.filter(({ column, width }) => column >= first && column + width <= first + WIDEST);
  const start = shown[0]?.column ?? first;
  const stop = endOf(shown);
  const [before, after] = [start > 0 ? CUT : '', stop < end ? CUT : ''];
  return {
    text: `${before}${textOf(shown)}${after}`,
    column: (character) => Math.min(Math.max(whole(character), start), stop) - start + before.length,
  };
}

const endOf = (cells: readonly Cell[]): number => {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
};

const textOf = (cells: readonly Cell[]): string => cells.map(({ text }) => text).join('');

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[\x20-\x7e]*$/;

function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  const isPlain = PLAIN.test(line);
  for (const { segment, index } of isPlain ? unitsOf(line) : GRAPHEMES.segment(line)) {
    const text = segment === '\t' ? ' '.repeat(TAB - (column % TAB)) : segment.replace(HIDDEN, escaped);
    const width = isPlain ? 1 : stringWidth(text);
    cells.push({ at: index, text, column, width });
    column += width;
  }
  return cells;
}

const unitsOf = (line: string): readonly { readonly segment: string; readonly index: number }[] =>
  [...line].map((segment, index) => ({ segment, index }));
