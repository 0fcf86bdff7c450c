// Reads the tokens of a text one after the other, and keeps where it stands: which statements and brackets are not
// ended, and where it stops.
import type { Span } from '../base/span';
import { type Lexeme, Lexer } from './lexer';

export interface FirstError extends Span {
  /** What stands there, and should not. */
  readonly found: 'end' | 'invalid' | 'token';
  /** The symbol that may be missing before it. */
  readonly missing: string | undefined;
  /** The innermost bracket or quote that is still open, at the end of the text. */
  readonly open: Span | undefined;
}

/** The first error, and what had been read before it: where the text that is to blame may begin. */
export interface Stop {
  readonly error: FirstError;
  /** Where the statements and elements start that are not read to their end, the outermost first. */
  readonly items: readonly number[];
  /** Where the last element of a list starts that was read whole. */
  readonly element: number;
  /** The brackets and quotes that were closed, in the order of their ends. */
  readonly pairs: readonly Pair[];
}

/**
 * An opening and a closing bracket or quote, or `let` and `in`, by their offsets, and where the statement or element,
 * and the statement around them start.
 */
export interface Pair {
  readonly open: number;
  readonly close: number;
  readonly item: number;
  readonly statement: number;
}

export const UNEXPECTED = Symbol('unexpected');
export const TOO_DEEP = Symbol('too deep');
const DEEPEST = 600;

export class TokenReader {
  private readonly lexer: Lexer;
  private readonly opened: Lexeme[] = [];
  protected readonly items: number[] = [];
  protected readonly statements: number[] = [];
  private readonly pairs: Pair[] = [];
  protected element = 0;
  protected last: Lexeme | undefined;
  protected token: Lexeme;
  /** Read ahead. */
  private readonly ahead: Lexeme[] = [];
  private missing: string | undefined;
  protected depth = 0;

  constructor(text: string) {
    this.lexer = new Lexer(text);
    this.token = this.lexer.next();
  }

  stop(): Stop {
    const { items, element, pairs } = this;
    return { error: this.error(), items, element, pairs };
  }

  private error(): FirstError {
    const { token, last, missing } = this;
    const open = this.opened.findLast(({ kind }) => kind !== 'keyword');
    if (token.kind === 'end') {
      const { start, end } = last ?? token;
      return { start, end, found: 'end', missing, open: open && { start: open.start, end: open.end } };
    }
    return {
      start: token.start,
      end: token.end,
      found: token.kind === 'invalid' ? 'invalid' : 'token',
      missing,
      open: undefined,
    };
  }

  /** Takes note of an opening bracket or quote. */
  protected opens(): void {
    this.deeper();
    this.opened.push(this.token);
  }

  /** Takes note of a closing bracket or quote. */
  protected paired(close: Lexeme | undefined): void {
    this.depth--;
    const open = this.opened.pop();
    if (open === undefined || close === undefined) return;
    const { items, statements } = this;
    this.pairs.push({
      open: open.start,
      close: close.start,
      item: items.at(-1) ?? 0,
      statement: statements.at(-1) ?? 0,
    });
  }

  protected open(text: string): void {
    if (this.token.text !== text) this.unexpected();
    this.opens();
    this.advance();
  }

  protected close(text: string): void {
    this.expect(text);
    this.paired(this.last);
  }

  protected expect(text: string): void {
    if (this.take(text)) return;
    this.missing = text;
    this.unexpected();
  }

  protected take(text: string): boolean {
    if (this.token.text !== text) return false;
    this.advance();
    return true;
  }

  /** The token behind this one, or further behind. */
  protected peek(further = 0): Lexeme {
    while (this.ahead.length <= further) this.ahead.push(this.lexer.next());
    return this.ahead[further] ?? this.token;
  }

  protected advance(): void {
    this.last = this.token;
    this.token = this.ahead.shift() ?? this.lexer.next();
  }

  protected deeper(): void {
    this.depth++;
    if (this.depth > DEEPEST) throw TOO_DEEP;
  }

  protected unexpected(): never {
    throw UNEXPECTED;
  }
}
