// Function heads, and what stands between the braces of a set.
import { exact } from '../../base/exact';
import type { AttrsExpr, Binding, Expr, Formal, Formals, Identifier } from '../ast';
import { TextReader } from './text-reader';
import { Token } from './tokens';

export const AT = 64;
export const COLON = 58;
const COMMA = 44;
const QUESTION = 63;
const CLOSE_BRACE = 125;

export abstract class BindingReader extends TextReader {
  protected lambda(): Expr {
    const { start } = this;
    let param: Identifier | undefined;
    let formals: Formals | undefined;
    if (this.token === Token.OpenBrace) {
      formals = this.formals();
      if (this.take(Token.At)) param = this.identifier();
    } else {
      param = this.identifier();
      if (this.take(Token.At)) formals = this.formals();
    }
    this.expect(Token.Colon);
    const body = this.expression();
    return { kind: 'lambda', start, end: this.lastEnd, param, formals, body };
  }

  /** Whether the brace in hand opens the head of a function. */
  protected isFormals(): boolean {
    const { token, start, end, lastEnd } = this;
    this.advance();
    const first: Token = this.token;
    const next = this.peek();
    this.token = token;
    this.start = start;
    this.end = end;
    this.lastEnd = lastEnd;
    if (first === Token.CloseBrace) return next === COLON || next === AT;
    return first === Token.Ellipsis || (first === Token.Word && [COMMA, QUESTION, CLOSE_BRACE].includes(next));
  }

  private formals(): Formals {
    const { start } = this;
    this.expect(Token.OpenBrace);
    const items: Formal[] = [];
    let ellipsis = false;
    while (this.token !== Token.CloseBrace && !ellipsis) {
      ellipsis = this.take(Token.Ellipsis);
      if (!ellipsis) {
        items.push(this.formal());
        if (!this.take(Token.Comma)) break;
      }
    }
    this.expect(Token.CloseBrace);
    return { start, end: this.lastEnd, items: exact(items), ellipsis };
  }

  private formal(): Formal {
    const { start } = this;
    const name = this.identifier();
    const fallback = this.take(Token.Question) ? this.expression() : undefined;
    return { start, end: this.lastEnd, name, fallback };
  }

  private identifier(): Identifier {
    const { start, end } = this;
    this.expect(Token.Word);
    return { start, end, name: this.text.slice(start, end) };
  }

  /** The brace is in hand. @param start where the set starts, which may be at `rec`. */
  protected set(start: number, recursive: boolean): AttrsExpr {
    this.expect(Token.OpenBrace);
    const bindings = this.bindings(Token.CloseBrace);
    return { kind: 'attrs', start, end: this.lastEnd, recursive, bindings };
  }

  /** The old `let { …; body = x; }`. */
  protected oldLet(): Expr {
    const { start } = this;
    this.advance();
    const target = this.set(this.start, true);
    const end = this.lastEnd;
    const path = [{ kind: 'static', start: end, end, name: 'body' } as const];
    return { kind: 'select', start, end, target, path, fallback: undefined };
  }

  /** Bindings up to their end, which is read, too. */
  protected bindings(end: typeof Token.CloseBrace | typeof Token.In): Binding[] {
    const bindings: Binding[] = [];
    while (this.token !== end) bindings.push(this.token === Token.Inherit ? this.inherit() : this.binding());
    this.advance();
    return exact(bindings);
  }

  private inherit(): Binding {
    const { start } = this;
    this.advance();
    let from: Expr | undefined;
    if (this.take(Token.OpenParen)) {
      from = this.expression();
      this.expect(Token.CloseParen);
    }
    const names = [];
    while (this.startsName()) names.push(this.attrName());
    this.expect(Token.Semicolon);
    return { kind: 'inherit', start, end: this.lastEnd, from, names: exact(names) };
  }

  private binding(): Binding {
    const { start } = this;
    const path = this.attrPath();
    // A path over several lines may be two bindings, the first of them half-typed.
    if (path.length > 1 && this.text.slice(start, this.lastEnd).includes('\n')) this.giveUp();
    this.expect(Token.Equals);
    const value = this.expression();
    this.expect(Token.Semicolon);
    return { kind: 'binding', start, end: this.lastEnd, path, value };
  }

  protected expect(token: Token): void {
    if (!this.take(token)) this.giveUp();
  }

  protected take(token: Token): boolean {
    if (this.token !== token) return false;
    this.advance();
    return true;
  }
}
