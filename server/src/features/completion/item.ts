// What can be written at a place, before any protocol.
import type { Span } from '../../base/span';
import type { TextEdit } from '../../base/text-edit';

/** Of a thousand of them, each property that is not there is one that need not be sent. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'option' | 'set' | 'value' | 'keyword' | 'specialisation';
  /** Those of the first group come first. */
  readonly group: 0 | 1 | 2;
  /** What is known of it, on one line. */
  readonly detail?: string | undefined;
  /** What takes the place of the word under the cursor; the label where it is left out. */
  readonly text?: string;
  /** The same with places to go on at (`${1:name}`, `$0`), for editors that have those. */
  readonly snippet?: string | undefined;
  /** What else must be written for it to work: the argument `lib`. */
  readonly also?: readonly TextEdit[];
}

export interface Completions {
  /** The word that is replaced. */
  readonly word: Span;
  readonly items: readonly CompletionItem[];
}

/** Text in a snippet, as itself. */
export const inSnippet = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');
