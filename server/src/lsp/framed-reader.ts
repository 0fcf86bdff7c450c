// Messages as the protocol frames them:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
// The usual reader waits for ever for the end of a header that is none.
import type { Readable } from 'node:stream';
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from 'vscode-languageserver/node';

export interface ReaderEvents {
  /** A message that is no JSON: it is passed over. */
  refuse(message: string): void;
  /** Nothing more can be understood. */
  broken(why: string): void;
}

const HEADER_END = Buffer.from('\r\n\r\n');
const LONGEST_HEADER = 4096;
/** Longer than any text that is analysed, many times over. */
const LONGEST_MESSAGE = 256 * 1024 * 1024;
const HEADER_LINE = /^[A-Za-z][A-Za-z-]*:[ \t]*[^\r\n]*$/;
const HEADER_START = /^[A-Za-z][A-Za-z-]*(:|$)/;

export class FramedReader extends AbstractMessageReader {
  private chunks: Buffer[] = [];
  private size = 0;
  /** Of the message under way, in bytes; undefined while its header is. */
  private wanted: number | undefined;
  private isBroken = false;

  constructor(
    private readonly stream: Readable,
    private readonly events: ReaderEvents,
  ) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const take = (chunk: Buffer): void => this.take(chunk, callback);
    this.stream.on('data', take);
    this.stream.once('error', (error) => this.fireError(error));
    this.stream.once('close', () => this.fireClose());
    return { dispose: () => void this.stream.off('data', take) };
  }

  private take(chunk: Buffer, callback: DataCallback): void {
    if (this.isBroken) return;
    this.chunks.push(chunk);
    this.size += chunk.length;
    for (;;) {
      this.wanted ??= this.header();
      if (this.wanted === undefined || this.size < this.wanted) return;
      const body = this.cut(this.wanted, 0);
      this.wanted = undefined;
      const message = parsed(body);
      if (message === undefined) this.events.refuse('a message that is not JSON');
      else callback(message);
    }
  }

  /** The length that a header gives; undefined as long as it is not all there. */
  private header(): number | undefined {
    const start = this.joined().subarray(0, LONGEST_HEADER);
    const end = start.indexOf(HEADER_END);
    if (end < 0) {
      const text = start.toString('latin1');
      const [line = ''] = text.split('\r\n');
      if (start.length >= LONGEST_HEADER || (text !== '' && !HEADER_START.test(line))) this.break(line);
      return undefined;
    }
    const lines = start.subarray(0, end).toString('latin1').split('\r\n');
    const length = lines
      .map((line) => /^content-length:[ \t]*(\d+)[ \t]*$/i.exec(line)?.[1])
      .find((found) => found !== undefined);
    if (length === undefined || Number(length) > LONGEST_MESSAGE || !lines.every((line) => HEADER_LINE.test(line))) {
      this.break(lines[0] ?? '');
      return undefined;
    }
    this.cut(0, end + HEADER_END.length);
    return Number(length);
  }

  private joined(): Buffer {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] ?? Buffer.alloc(0);
  }

  /** Takes so many bytes away, behind others that are dropped. */
  private cut(length: number, dropped: number): Buffer {
    const all = this.joined();
    const rest = all.subarray(dropped + length);
    this.chunks = [rest];
    this.size = rest.length;
    return all.subarray(dropped, dropped + length);
  }

  private break(line: string): void {
    this.isBroken = true;
    this.events.broken(`not a message of the language server protocol: ${JSON.stringify(line.slice(0, 80))}`);
  }
}

/** Undefined when it is no JSON object. */
function parsed(body: Buffer): Message | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.assign({ jsonrpc: '2.0' }, value)
      : undefined;
  } catch {
    return undefined;
  }
}
