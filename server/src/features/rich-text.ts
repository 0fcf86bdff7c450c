// Texts with code and places in them, before any protocol: whoever shows them decides how.
import type { Location } from '../base/span';

export type Piece =
  /** Our own words. */
  | string
  /** What a configuration says: names, values. */
  | { readonly code: string }
  /** A place to go to, under our own words or a name of a file. */
  | { readonly text: string; readonly at: Location };

export interface Line {
  readonly kind: 'heading' | 'text' | 'item';
  readonly pieces: readonly Piece[];
}

export type RichText = readonly Line[];

export const text = (...pieces: readonly Piece[]): Line => ({ kind: 'text', pieces });
export const item = (...pieces: readonly Piece[]): Line => ({ kind: 'item', pieces });
export const heading = (...pieces: readonly Piece[]): Line => ({ kind: 'heading', pieces });

/** Names, as many as a line takes; the others are counted. */
export function named(names: readonly string[], most: number): readonly Piece[] {
  const shown = names.slice(0, most).map((code): Piece => ({ code }));
  const left = names.length - shown.length;
  return listed(left > 0 ? [...shown, `${left} more`] : shown);
}

/** Some pieces with commas between them, and `and` before the last. */
function listed(parts: readonly Piece[]): readonly Piece[] {
  return parts.flatMap((part, i): readonly Piece[] =>
    i === 0 ? [part] : [i === parts.length - 1 ? ' and ' : ', ', part],
  );
}
