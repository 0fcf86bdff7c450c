// The lines of a text that something is said about, with that part underlined, as compilers show them.
import type { Range } from '../../service/positions';
import type { Line, Piece, Style } from '../styled';
import { shownLine } from './columns';

/** What is shown of a text: a span of it, and what is said of it behind the underline. */
export interface Marked {
  readonly lines: readonly string[];
  readonly range: Range;
  readonly mark: '^' | '-';
  readonly style: Style;
  readonly label?: string;
}

/** As many lines of a span are shown whole; of a longer one the first and the last. */
const MOST_LINES = 3;

/** @param width of the column with the numbers of the lines. */
export function excerpt({ lines, range, mark, style, label }: Marked, width: number): readonly Line[] {
  const { start, end } = withoutLastBreak(range);
  const rows: Line[] = [row(width)];
  for (const number of numbersOf(start.line, Math.min(end.line, lines.length - 1))) {
    if (number === undefined) {
      rows.push([{ text: '...', style: 'frame' }]);
      continue;
    }
    const line = lines[number] ?? '';
    const from = number === start.line ? start.character : (/\S/.exec(line)?.index ?? 0);
    const to = number === end.line ? end.character : line.length;
    const shown = shownLine(line, from, to);
    const [first, last] = [shown.column(from), shown.column(to)];
    const under = `${' '.repeat(first)}${mark.repeat(Math.max(1, last - first))}`;
    const said = number === end.line && label !== undefined ? ` ${label}` : '';
    rows.push(row(width, number + 1, { text: shown.text }), row(width, undefined, { text: `${under}${said}`, style }));
  }
  return rows;
}

/** A span that ends where a line begins ends with the line before. */
function withoutLastBreak({ start, end }: Range): Range {
  const isBreak = end.character === 0 && end.line > start.line;
  return isBreak ? { start, end: { line: end.line - 1, character: Number.MAX_SAFE_INTEGER } } : { start, end };
}

/** Undefined where lines are left out. */
function numbersOf(first: number, last: number): readonly (number | undefined)[] {
  const count = last - first + 1;
  if (count > MOST_LINES) return [first, undefined, last];
  return Array.from({ length: Math.max(count, 1) }, (_, i) => first + i);
}

/** One row behind the frame, with the number of its line. */
export function row(width: number, number?: number, content?: Piece): Line {
  const margin = `${String(number ?? '').padStart(width)} |`;
  return content === undefined
    ? [{ text: margin, style: 'frame' }]
    : [{ text: margin, style: 'frame' }, { text: ' ' }, content];
}
