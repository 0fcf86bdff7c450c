// What a check of a release says, and how it is printed.

/**
 * @typedef {{ state: 'right' | 'wrong' | 'open', text: string }} Finding `open`: only who publishes can settle it
 */

/** @returns {Finding} */
export const right = (text) => ({ state: 'right', text });
/** @returns {Finding} */
export const wrong = (text) => ({ state: 'wrong', text });
/** @returns {Finding} */
export const open = (text) => ({ state: 'open', text });

/** One thing that holds, or all that speaks against it. */
export const holds = (text, problems) => (problems.length === 0 ? [right(text)] : problems.map(wrong));

const SIGNS = { right: '✓', wrong: '✗', open: '○' };

/**
 * The lines of a report.
 * @param {readonly { title: string, findings: readonly Finding[] }[]} sections
 */
export function reportLines(sections) {
  const lines = sections.flatMap(({ title, findings }) => [
    title,
    ...findings.map(({ state, text }) => `  ${SIGNS[state]} ${text.replaceAll('\n', '\n    ')}`),
    '',
  ]);
  const counts = countsOf(sections);
  return [...lines, `${counts.right} right, ${counts.wrong} wrong, ${counts.open} for who publishes`];
}

/** How many findings of each state there are. */
export function countsOf(sections) {
  const counts = { right: 0, wrong: 0, open: 0 };
  for (const { state } of sections.flatMap(({ findings }) => findings)) counts[state] += 1;
  return counts;
}
