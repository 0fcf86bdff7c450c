// A text of somebody's on one line.

/** Longer ones are cut: the whole text stands where it is written. */
const LONGEST = 600;
/** The same within a sentence of ours. */
const LONGEST_QUOTED = 200;

/** Its words with single spaces between them. */
export function oneLine(text: string, longest = LONGEST): string {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** What a configuration says when it fails, as it stands in a message. */
export const quotedLine = (text: string): string => `\`${oneLine(text, LONGEST_QUOTED)}\``;
