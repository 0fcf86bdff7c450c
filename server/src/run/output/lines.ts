// From the bytes that a program prints to the lines that a reader sees: without colours, cursor movements and what a
// progress display has drawn over. Takes chunks however they are cut, and never keeps more than one line.

/** As much of one line as is kept. */
const LONGEST_LINE = 65_536;
/** A sequence for the terminal that does not end is none. */
const LONGEST_SEQUENCE = 4096;

/** `sequence`: after CSI, up to its final character; `string`: a title or the like, up to BEL or ESC \. */
type State = 'text' | 'escape' | 'charset' | 'sequence' | 'string' | 'string-escape';

const OPENS: ReadonlyMap<string, State> = new Map([
  ['[', 'sequence'],
  [']', 'string'],
  ['P', 'string'],
  ['X', 'string'],
  ['^', 'string'],
  ['_', 'string'],
  ['(', 'charset'],
  [')', 'charset'],
]);

export class OutputLines {
  private readonly decoder = new TextDecoder();
  private state: State = 'text';
  private sequenceLength = 0;
  private line = '';
  /** The line was drawn over from its beginning: what comes next takes its place. */
  private isReturned = false;

  /** `take` hears each line that is complete. */
  constructor(private readonly take: (line: string) => void) {}

  push(chunk: Uint8Array): void {
    this.read(this.decoder.decode(chunk, { stream: true }));
  }

  /** The last line need not end. */
  end(): void {
    this.read(this.decoder.decode());
    if (this.line !== '') this.finish();
  }

  private read(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.state === 'text') {
        // Most characters are text: they are taken over in stretches.
        if (code >= 0x20 && code !== 0x7f && code !== 0x9b) continue;
        this.append(text.slice(from, at));
        this.control(code);
      } else {
        this.inSequence(text.charAt(at), code);
      }
      from = at + 1;
    }
    if (this.state === 'text') this.append(text.slice(from));
  }

  private append(text: string): void {
    if (text === '') return;
    if (this.isReturned) this.line = '';
    this.isReturned = false;
    if (this.line.length < LONGEST_LINE) this.line += text.slice(0, LONGEST_LINE - this.line.length);
  }

  private control(code: number): void {
    if (code === 0x0a) this.finish();
    else if (code === 0x0d) this.isReturned = true;
    else if (code === 0x09) this.append('\t');
    else if (code === 0x1b) this.enter('escape');
    else if (code === 0x9b) this.enter('sequence');
  }

  private enter(state: State): void {
    this.state = state;
    this.sequenceLength = 0;
  }

  private inSequence(character: string, code: number): void {
    this.sequenceLength++;
    // Lines end whatever a sequence says: what is cut off must not hide the rest.
    if (code === 0x0a) {
      this.state = 'text';
      this.finish();
      return;
    }
    switch (this.state) {
      case 'escape':
        this.enter(OPENS.get(character) ?? 'text');
        return;
      case 'sequence':
        if (code === 0x1b) this.enter('escape');
        else if (code >= 0x40 || this.sequenceLength > LONGEST_SEQUENCE) this.state = 'text';
        return;
      case 'string':
        if (code === 0x1b) this.state = 'string-escape';
        else if (code === 0x07 || this.sequenceLength > LONGEST_SEQUENCE) this.state = 'text';
        return;
      default:
        this.state = 'text';
    }
  }

  private finish(): void {
    const { line } = this;
    this.line = '';
    this.isReturned = false;
    this.take(line);
  }
}
