// Where Nix stops reading a text: at the first token that nothing it has read so far can go on with.

import { GrammarReader } from './grammar-reader';
import { type FirstError, type Stop, TOO_DEEP, UNEXPECTED } from './token-reader';

export type { FirstError, Pair, Stop } from './token-reader';

/** The first error of a text that is not Nix; undefined when it is, or when it nests too deeply to tell. */
export function firstError(text: string): FirstError | undefined {
  return stopIn(text)?.error;
}

/** The same with what had been read. */
export function stopIn(text: string): Stop | undefined {
  const reader = new GrammarReader(text);
  try {
    reader.file();
    return undefined;
  } catch (stop) {
    if (stop === UNEXPECTED) return reader.stop();
    if (stop === TOO_DEEP) return undefined;
    throw stop;
  }
}
