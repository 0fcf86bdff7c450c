// Reads Nix by its grammar, and keeps nothing of it but where things start and end.
import { BINARY, NEGATE, NOT } from './operator-levels';
import { TokenReader } from './token-reader';

export class GrammarReader extends TokenReader {
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
}
