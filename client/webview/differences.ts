// What differs in the rows of the table.
import type { ShownCell, ShownRow } from '../src/matrix/messages';

/** From here on, what begins as the base's does is told by where it differs. */
const SAME_BEGINNING = 12;

const isClash = ({ state }: ShownCell): boolean => state === 'conflict' || state === 'invalid';
export const differs = ({ cells: [base, ...others] }: ShownRow): boolean =>
  others.some((cell) => isClash(cell) || cell.state !== base?.state || cell.text !== base.text) ||
  (base !== undefined && isClash(base));

/** `text` from the word on in which it differs from `other`: of long values the end would be cut off. */
export function sinceDifference(text: string, other: string): string {
  let same = 0;
  while (same < text.length && text[same] === other[same]) same += 1;
  const word = text.lastIndexOf(' ', same);
  return same < SAME_BEGINNING || word < 0 ? text : `…${text.slice(word)}`;
}
