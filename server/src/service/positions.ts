// Lines and columns for offsets in any file.
import { LineIndex, type Position } from '../base/line-index';
import type { Location } from '../base/span';

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Positions in the texts that `read` gives; a text is read once, until it is forgotten. */
export class Positions {
  private readonly known = new Map<string, LineIndex>();

  constructor(private readonly read: (path: string) => string | undefined) {}

  range({ file, start, end }: Location): Range {
    const lines = this.lines(file);
    return { start: lines.position(start), end: lines.position(end) };
  }

  /** Call it when the text of the file changed; without one, when any text may have. */
  forget(path?: string): void {
    if (path === undefined) this.known.clear();
    else this.known.delete(path);
  }

  private lines(path: string): LineIndex {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const lines = new LineIndex(this.read(path) ?? '');
    this.known.set(path, lines);
    return lines;
  }
}
