import type { Span } from './span';

/** Replaces the text of `span` with `newText`; an empty span inserts. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** An edit of one of several files. */
export interface FileEdit extends TextEdit {
  readonly file: string;
}

/**
 * Applies edits that do not overlap, whatever their order; of two insertions at one offset the
 * earlier in the list comes first.
 * Throws a RangeError when two edits overlap: that is a bug of whoever made them, never of the user's text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of sorted) {
    if (edit.start < position) throw new RangeError(`overlapping edits at offset ${edit.start}`);
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}
