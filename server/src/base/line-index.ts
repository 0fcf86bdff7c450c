/** A zero-based position as editors count it: UTF-16 units inside a line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Converts between UTF-16 offsets and line/character positions of one text. `\n`, `\r\n` and
 * lone `\r` end a line, as in LSP.
 */
export class LineIndex {
  private readonly starts: number[] = [0];
  /** Where each line's text ends, before what ends the line. */
  private readonly ends: number[] = [];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    if (!text.includes('\r')) {
      // Nearly always, and several times as quick: an open text of some megabytes is gone through at every key.
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        this.ends.push(i);
        this.starts.push(i + 1);
      }
      this.ends.push(text.length);
      return;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code !== 10 && code !== 13) continue;
      this.ends.push(i);
      if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
      this.starts.push(i + 1);
    }
    this.ends.push(text.length);
  }

  /** The position of an offset; offsets outside the text are clamped to it. */
  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.starts[low] ?? 0) };
  }

  /** The offset of a position; a character past the end of its line means the end of the line, as in LSP. */
  offset(position: Position): number {
    const start = this.starts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.length;
    return Math.min(start + Math.max(position.character, 0), this.ends[position.line] ?? this.length);
  }
}
