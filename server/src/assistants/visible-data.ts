// Answers as they may be shown to a model, and by it to people: what hides in a text of a configuration is in sight.
import { escaped, HIDDEN, visible } from '../protocol/visible';

/** Plain data: what an answer is made of. */
export type Data = Readonly<Record<string, unknown>>;

/** As much as an answer says in one text, in UTF-16 units. */
const LONGEST = 2000;

/** Texts of several lines. */
const OF_LINES: ReadonlySet<string> = new Set(['diff', 'newText']);

/** The same data with every text made visible; in what is several lines, lines stay. */
export function visibleData(data: unknown, name = ''): unknown {
  if (typeof data === 'string') return OF_LINES.has(name) ? visibleText(data) : visible(data, LONGEST);
  if (Array.isArray(data)) return data.map((each) => visibleData(each, name));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [visible(key), visibleData(value, key)]));
}

/** A text of several lines, which keeps its line ends and tabs. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (hidden, at: number) => {
    const isKept = hidden === '\n' || hidden === '\t' || (hidden === '\r' && text[at + 1] === '\n');
    return isKept ? hidden : escaped(hidden);
  });
}
