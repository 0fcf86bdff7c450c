// Texts that a configuration gives (names, values, paths, reasons), as they may be shown: one line, bounded, with
// everything in sight that hides, reorders or breaks. Client and server show nothing else. Where a place gives further
// characters a meaning, client/src/window.ts sees to those.

/**
 * Characters that show nothing, move what stands around them, or end a line: control characters, marks that format or
 * reorder, lone halves of pairs, separators, every blank but the space, and what fonts leave out.
 */
export const HIDDEN = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** As much as a label takes of one text, in UTF-16 units. */
const LONGEST = 300;

/** Whether a text looks like another one, or does something where it is shown. */
export function hasHidden(text: string): boolean {
  return text.search(HIDDEN) >= 0;
}

/**
 * The text on one line, hidden characters as `\n` or `\u{202e}`; what is longer than `longest` ends in
 * `…`. Safe for terminals, too.
 */
export function visible(text: string, longest = LONGEST): string {
  // A pair is never cut in two.
  const short = text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.replace(HIDDEN, escaped);
}

/** Several lines, of which each is `visible`: for what we have put into lines ourselves, such as a log. */
export function visibleLines(text: string, longest: number): string {
  return text
    .split('\n')
    .map((line) => visible(line, longest))
    .join('\n');
}

/** One character in a way that is seen: `\n`, or by its number. */
export const escaped = (character: string): string => SHORT.get(character) ?? byNumber(character);

/** `\u{202e}` */
export const byNumber = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
