// Texts with code and places in them, before any protocol: whoever shows them decides how.

import type { LineOfFile, Location } from '../base/span';
import { l10n } from '../protocol/l10n';

export type Piece =
  /** Our own words. */
  | string
  /** What a configuration says: names, values. */
  | { readonly code: string }
  /** A place to go to, under our own words or a name of a file. */
  | { readonly text: string; readonly at: Location | LineOfFile };

export interface Line {
  readonly kind: 'heading' | 'text' | 'item';
  readonly pieces: readonly Piece[];
}

export type RichText = readonly Line[];

export const text = (...pieces: readonly Piece[]): Line => ({ kind: 'text', pieces });
export const item = (...pieces: readonly Piece[]): Line => ({ kind: 'item', pieces });
export const heading = (...pieces: readonly Piece[]): Line => ({ kind: 'heading', pieces });

/** A sentence in the language of the user, with pieces where its places are. */
export function phrase(sentence: string, ...values: readonly (Piece | readonly Piece[])[]): readonly Piece[] {
  return filled(l10n.t(sentence), values);
}

/** A text with pieces where its places are. */
export function filled(text: string, values: readonly (Piece | readonly Piece[])[]): readonly Piece[] {
  return text
    .split(/(\{\d+\})/)
    .flatMap((part): readonly Piece[] => {
      const value = values[Number(/^\{(\d+)\}$/.exec(part)?.[1])] ?? part;
      return isPiece(value) ? [value] : value;
    })
    .filter((piece) => piece !== '');
}

const isPiece = (value: Piece | readonly Piece[]): value is Piece => !Array.isArray(value);

/** Names, as many as a line takes; the others are counted. */
export function named(names: readonly string[], most: number): readonly Piece[] {
  const shown = names.slice(0, most).map((code): Piece => ({ code }));
  const left = names.length - shown.length;
  return listed(left > 0 ? [...shown, l10n.t('{0} more', left)] : shown);
}

/** Some pieces with commas between them, and `and` before the last. */
function listed(parts: readonly Piece[]): readonly Piece[] {
  return parts.flatMap((part, i): readonly Piece[] =>
    i === 0 ? [part] : [i === parts.length - 1 ? ` ${l10n.t('and')} ` : ', ', part],
  );
}
