// Where a place is after an edit, and whether the edit was one of it. Positions are lines and characters, from 0.

export interface At {
  readonly line: number;
  readonly character: number;
}

export interface Stretch {
  readonly start: At;
  readonly end: At;
}

export interface Change {
  readonly range: Stretch;
  readonly text: string;
}

/** Whether an edit changes what a stretch says; what is written before or behind it does not, if a gap stays. */
export function isTouched({ start, end }: Stretch, { range, text }: Change): boolean {
  if (compare(range.end, start) < 0 || compare(range.start, end) > 0) return false;
  if (compare(range.end, start) === 0)
    return !/[\s;{]$/.test(text) && !(text === '' && compare(range.start, start) < 0);
  if (compare(range.start, end) === 0) return !/^[\s;}]/.test(text) && text !== '';
  return true;
}

/** Where a stretch is after an edit that did not touch it. */
export function movedBy(stretch: Stretch, change: Change): Stretch {
  // What is written at its end is none of it.
  const isBehind = compare(change.range.start, stretch.end) >= 0;
  return { start: moved(stretch.start, change), end: isBehind ? stretch.end : moved(stretch.end, change) };
}

function moved(at: At, { range, text }: Change): At {
  if (compare(range.end, at) > 0) return at;
  const lines = text.split('\n');
  const added = lines.length - 1 - (range.end.line - range.start.line);
  if (range.end.line < at.line) return { line: at.line + added, character: at.character };
  const last = (lines.at(-1) ?? '').length;
  const before = lines.length === 1 ? range.start.character + last : last;
  return { line: at.line + added, character: before + at.character - range.end.character };
}

const compare = (a: At, b: At): number => a.line - b.line || a.character - b.character;
