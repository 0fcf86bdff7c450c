// Where Nix stops reading a text: at the first token that nothing it has read so far can go on with.

import type { Span } from '../base/span';
import { type Lexeme, Lexer } from './lexer';
import { BINARY, NEGATE, NOT } from './operator-levels';

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

/** The first error of a text that is not Nix; undefined when it is, or when it nests too deeply to tell. */
export function firstError(text: string): FirstError | undefined {
  return stopIn(text)?.error;
}

/** The same with what had been read. */
export function stopIn(text: string): Stop | undefined {
  const reader = new Reader(text);
  try {
    reader.file();
    return undefined;
  } catch (stop) {
    if (stop === UNEXPECTED) return reader.stop();
    if (stop === TOO_DEEP) return undefined;
    throw stop;
  }
}

const UNEXPECTED = Symbol('unexpected');
const TOO_DEEP = Symbol('too deep');
const DEEPEST = 600;

/** Reads Nix by its grammar, and keeps nothing of it but where things start and end. */
class Reader {
  private readonly lexer: Lexer;
  private readonly opened: Lexeme[] = [];
  private readonly items: number[] = [];
  private readonly statements: number[] = [];
  private readonly pairs: Pair[] = [];
  private element = 0;
  private last: Lexeme | undefined;
  private token: Lexeme;
  /** Read ahead. */
  private readonly ahead: Lexeme[] = [];
  private missing: string | undefined;
  private depth = 0;

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

  file(): void {
    this.expression();
    if (this.token.kind !== 'end') this.unexpected();
  }

  private expression(): void {
    this.deeper();
    while (this.head()) {
      // A function's head, `with x;` and their like: their body is one more expression.
    }
    this.depth--;
  }

  /** Reads an expression, or what stands before its last part: then true. */
  private head(): boolean {
    const { text, kind } = this.token;
    if (kind === 'keyword') {
      if (text === 'with' || text === 'assert') {
        this.advance();
        this.expression();
        this.expect(';');
        return true;
      }
      if (text === 'if') {
        this.advance();
        this.expression();
        this.expect('then');
        this.expression();
        this.expect('else');
        return true;
      }
      if (text === 'let' && this.peek().text !== '{') {
        this.opens();
        this.advance();
        this.bindings('in');
        this.paired(this.last);
        return true;
      }
    }
    if (kind === 'word' && (this.peek().text === ':' || this.peek().text === '@')) {
      this.advance();
      if (this.take(':')) return true;
      this.advance();
      this.formals();
      this.expect(':');
      return true;
    }
    if (text === '{' && this.isFormals()) {
      this.formals();
      if (this.take('@')) this.word();
      this.expect(':');
      return true;
    }
    this.operation(0);
    return false;
  }

  private isFormals(): boolean {
    const first = this.peek();
    const second = this.peek(1);
    if (first.text === '}') return second.text === ':' || second.text === '@';
    return first.text === '...' || (first.kind === 'word' && [',', '?', '}'].includes(second.text));
  }

  private formals(): void {
    this.open('{');
    while (this.token.text !== '}') {
      if (this.take('...')) break;
      this.word();
      if (this.take('?')) this.expression();
      if (!this.take(',')) break;
    }
    this.close('}');
  }

  private operation(lowest: number): void {
    this.deeper();
    if (this.take('!')) this.operation(NOT);
    else if (this.take('-')) this.operation(NEGATE);
    else this.application();
    let lone = -1;
    for (;;) {
      const operator = this.token.kind === 'symbol' ? BINARY[this.token.text] : undefined;
      if (operator === undefined || operator.level < lowest) break;
      const { level, side } = operator;
      if (level === lone) this.unexpected();
      const isQuestion = this.take('?');
      if (isQuestion) this.attrPath();
      else {
        this.advance();
        this.operation(side === 'right' ? level : level + 1);
      }
      lone = side === 'lone' ? level : -1;
    }
    this.depth--;
  }

  private application(): void {
    this.selection();
    while (this.startsSimple()) this.selection();
  }

  private selection(): void {
    this.simple();
    if (this.take('.')) {
      this.attrPath();
      if (this.take('or')) this.selection();
    } else this.take('or');
  }

  private startsSimple(): boolean {
    const { kind, text } = this.token;
    if (kind === 'keyword') return text === 'rec' || text === 'let';
    return ['word', 'value', 'path', 'open quote'].includes(kind) || text === '(' || text === '[' || text === '{';
  }

  private simple(): void {
    const { kind, text } = this.token;
    if (kind === 'word' || kind === 'value') this.advance();
    else if (kind === 'open quote') this.string();
    else if (kind === 'path') this.path();
    else if (text === '(') {
      this.open('(');
      this.expression();
      this.close(')');
    } else if (text === '[') {
      this.open('[');
      while (this.startsSimple()) {
        const { start } = this.token;
        this.items.push(start);
        this.selection();
        this.items.pop();
        this.element = start;
      }
      if (this.token.text !== ']') this.items.push(this.token.start);
      this.close(']');
    } else if (text === '{') this.set();
    else if (text === 'rec' || text === 'let') {
      this.advance();
      if (this.token.text !== '{') this.unexpected();
      this.set();
    } else this.unexpected();
  }

  private set(): void {
    this.open('{');
    this.bindings('}');
    this.paired(this.last);
  }

  /** Takes note of an opening bracket or quote. */
  private opens(): void {
    this.deeper();
    this.opened.push(this.token);
  }

  /** Takes note of a closing bracket or quote. */
  private paired(close: Lexeme | undefined): void {
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

  /** Bindings up to `end`, which is read, too. */
  private bindings(end: '}' | 'in'): void {
    while (!this.take(end)) {
      this.items.push(this.token.start);
      this.statements.push(this.token.start);
      if (this.take('inherit')) {
        if (this.token.text === '(') {
          this.open('(');
          this.expression();
          this.close(')');
        }
        while (this.startsAttr()) this.attr();
      } else {
        this.attrPath();
        this.expect('=');
        this.expression();
      }
      this.expect(';');
      this.items.pop();
      this.statements.pop();
    }
  }

  private attrPath(): void {
    this.attr();
    while (this.take('.')) this.attr();
  }

  private startsAttr(): boolean {
    const { kind, text } = this.token;
    return kind === 'word' || text === 'or' || text === '${' || this.isPlainQuote();
  }

  /** `''` quotes no names. */
  private isPlainQuote(): boolean {
    return this.token.kind === 'open quote' && this.token.end - this.token.start === 1;
  }

  private attr(): void {
    if (this.token.text === '${') this.interpolation();
    else if (this.isPlainQuote()) this.string();
    else if (this.token.kind === 'word' || this.token.text === 'or') this.advance();
    else this.unexpected();
  }

  private string(): void {
    this.opens();
    this.advance();
    while (this.token.kind === 'text' || this.token.text === '${') {
      if (this.token.kind === 'text') this.advance();
      else this.interpolation();
    }
    if (this.token.kind !== 'close quote') this.unexpected();
    this.paired(this.token);
    this.advance();
  }

  private path(): void {
    this.advance();
    while (this.token.kind === 'text' || this.token.text === '${') {
      if (this.token.kind === 'text') this.advance();
      else this.interpolation();
    }
    if (this.token.kind !== 'path end') this.unexpected();
    this.advance();
  }

  private interpolation(): void {
    this.open('${');
    this.expression();
    this.close('}');
  }

  private word(): void {
    if (this.token.kind !== 'word') this.unexpected();
    this.advance();
  }

  private open(text: string): void {
    if (this.token.text !== text) this.unexpected();
    this.opens();
    this.advance();
  }

  private close(text: string): void {
    this.expect(text);
    this.paired(this.last);
  }

  private expect(text: string): void {
    if (this.take(text)) return;
    this.missing = text;
    this.unexpected();
  }

  private take(text: string): boolean {
    if (this.token.text !== text) return false;
    this.advance();
    return true;
  }

  /** The token behind this one, or further behind. */
  private peek(further = 0): Lexeme {
    while (this.ahead.length <= further) this.ahead.push(this.lexer.next());
    return this.ahead[further] ?? this.token;
  }

  private advance(): void {
    this.last = this.token;
    this.token = this.ahead.shift() ?? this.lexer.next();
  }

  private deeper(): void {
    this.depth++;
    if (this.depth > DEEPEST) throw TOO_DEEP;
  }

  private unexpected(): never {
    throw UNEXPECTED;
  }
}
