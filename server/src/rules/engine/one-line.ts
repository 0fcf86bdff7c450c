// A text of somebody's on one line.

/** Longer ones are cut: the whole text stands where it is written. */
const LONGEST = 600;

/** Its words with single spaces between them. */
export function oneLine(text: string): string {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}
