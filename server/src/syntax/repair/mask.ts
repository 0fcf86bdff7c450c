// Text shown to tree-sitter in place of the real one: same length, single characters covered by others.
import type { TextEdit } from '../../base/text-edit';

export interface Mask {
  /** The text to parse. */
  readonly text: string;
  /** What stands where the real text has something else. */
  readonly covers: ReadonlyMap<number, string>;
}

/** The text with some of its characters covered. */
export function covered(text: string, covers: ReadonlyMap<number, string>): Mask {
  if (covers.size === 0) return { text, covers };
  const pieces: string[] = [];
  let at = 0;
  for (const offset of [...covers.keys()].sort((a, b) => a - b)) {
    pieces.push(text.slice(at, offset), covers.get(offset) ?? '');
    at = offset + 1;
  }
  return { text: pieces.join('') + text.slice(at), covers };
}

/** A replacement of `length` characters at `start` by `newLength` others. */
export interface Change {
  readonly start: number;
  readonly length: number;
  readonly newLength: number;
}

/**
 * The changes that lead from one masked text to another: the edits of the real text in their order, then the
 * characters whose cover changed.
 * Undefined when the edits do not lead from the one length to the other: then they cannot be
 * the edits between these texts.
 */
export function changesBetween(before: Mask, after: Mask, edits: readonly TextEdit[]): Change[] | undefined {
  const changes: Change[] = [];
  let length = before.text.length;
  let covers: [number, string][] = [...before.covers];
  for (const { start, end, newText } of edits) {
    if (!(0 <= start && start <= end && end <= length)) return undefined;
    const shift = newText.length - (end - start);
    changes.push({ start, length: end - start, newLength: newText.length });
    if (covers.length > 0) {
      covers = covers.flatMap(([at, cover]) => (at < start ? [[at, cover]] : at >= end ? [[at + shift, cover]] : []));
    }
    length += shift;
  }
  if (length !== after.text.length) return undefined;
  const old = new Map(covers);
  for (const [at, cover] of old)
    if (after.covers.get(at) !== cover) changes.push({ start: at, length: 1, newLength: 1 });
  for (const at of after.covers.keys()) if (!old.has(at)) changes.push({ start: at, length: 1, newLength: 1 });
  return changes;
}
