// What can be written at a place, before any protocol.
import type { Span } from '../../base/span';
import type { TextEdit } from '../../base/text-edit';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'option' | 'set' | 'value' | 'keyword' | 'specialisation';
  /** What is known of it, on one line. */
  readonly detail: string | undefined;
  /** What takes the place of the word under the cursor. */
  readonly text: string;
  /** The same with places to go on at (`${1:name}`, `$0`), for editors that have those. */
  readonly snippet: string | undefined;
  /** Those of the first group come first. */
  readonly group: 0 | 1 | 2;
  /** What else must be written for it to work: the argument `lib`. */
  readonly also: readonly TextEdit[];
}

export interface Completions {
  /** The word that is replaced. */
  readonly word: Span;
  readonly items: readonly CompletionItem[];
}

export const completion = (
  item: Pick<CompletionItem, 'label' | 'kind' | 'text'> & Partial<CompletionItem>,
): CompletionItem => ({ detail: undefined, snippet: undefined, group: 1, also: [], ...item });

/** Text in a snippet, as itself. */
export const inSnippet = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');
