// Text from files, made harmless to whoever prints it: a name may hold what moves a terminal's cursor, turns the
// reading direction round, or starts a line of its own that a build server takes for a command.

import { byNumber, escaped, HIDDEN } from '../protocol/visible';

/**
 * What build servers look for: `::error` at the start of a line, `##[error]`, `##vso[…]` and `##teamcity[…]` anywhere.
 */
const LINE_COMMAND = /^\s*:(?=:)/u;
const INLINE_COMMAND = /#(?=#\w*\[)/gu;

/** One line in which all is seen: what is hidden stands as `\n`, `\t` or `\u{1b}`, and nothing of it is a command. */
export function visibleLine(text: string): string {
  return escapedLine(text, escaped);
}

/** The same for a line that is to be a command: what is in it is no other one. */
export const visibleCommand = (line: string): string =>
  line.replace(HIDDEN, escaped).replace(INLINE_COMMAND, byNumber('#'));

/** The same for a line of a diff, which keeps its tabs, and the `\r` of a line end. */
export function visibleDiffLine(line: string): string {
  const isKept = (hidden: string, at: number): boolean =>
    hidden === '\t' || (hidden === '\r' && at === line.length - 1);
  return escapedLine(line, (hidden, at) => (isKept(hidden, at) ? hidden : escaped(hidden)));
}

/**
 * JSON that says the same, with `\u001b` and the like for what is hidden in strings; between them only `\n` may stand.
 */
export function visibleJson(json: string): string {
  const units = (hidden: string): string =>
    hidden
      .split('')
      .map((unit) => jsonUnit(unit.charCodeAt(0)))
      .join('');
  return json
    .replace(HIDDEN, (hidden) => (hidden === '\n' ? hidden : units(hidden)))
    .replace(INLINE_COMMAND, jsonUnit(0x23));
}

function escapedLine(text: string, shown: (hidden: string, at: number) => string): string {
  return text
    .replace(HIDDEN, shown)
    .replace(LINE_COMMAND, (start) => start.slice(0, -1) + byNumber(':'))
    .replace(INLINE_COMMAND, byNumber('#'));
}

const jsonUnit = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
