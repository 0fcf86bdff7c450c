// Lines of a text, by the offset of something in them.

export class Lines {
  constructor(readonly text: string) {}

  start(at: number): number {
    return this.text.lastIndexOf('\n', at - 1) + 1;
  }

  /** The offset of the line break, or the end of the text. */
  end(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  /** The offset of the first character of the line that is no blank. */
  content(at: number): number {
    let content = this.start(at);
    while (this.text[content] === ' ' || this.text[content] === '\t') content++;
    return content;
  }

  /** The column of the first character that is no blank. */
  indent(at: number): number {
    return this.content(at) - this.start(at);
  }

  isSame(a: number, b: number): boolean {
    return this.start(a) === this.start(b);
  }

  /** Whether nothing but blanks stands before it on its line. */
  isFirst(at: number): boolean {
    return this.content(at) === at;
  }

  /** The end of the last of the lines, this one first, that stand deeper than this one or are blank. */
  blockEnd(at: number): number {
    const indent = this.indent(at);
    let end = this.end(at);
    for (let next = end + 1; next < this.text.length; next = this.end(next) + 1) {
      const isBlank = this.content(next) === this.end(next);
      if (!isBlank && this.indent(next) <= indent) break;
      if (!isBlank) end = this.end(next);
    }
    return end;
  }
}
