// What holds text: strings, paths, and the names of attributes.
import { exact } from '../../base/exact';
import { type AttrName, type Expr, type StringExpr, stripParens } from '../ast';
import { decodeIndented, decodePlain, type Piece } from '../lower/string-text';
import { Scanner } from './scanner';
import { Token } from './tokens';

export abstract class TextReader extends Scanner {
  protected abstract expression(): Expr;

  protected string(): StringExpr {
    const { start } = this;
    const isPlain = this.token === Token.Quote;
    const pieces: Piece[] = [];
    let from = this.end;
    for (;;) {
      const end = isPlain ? this.plainEnd(from) : this.indentedEnd(from);
      if (end > from) pieces.push(this.text.slice(from, end));
      if (this.text[end] !== '$') {
        this.end = end + (isPlain ? 1 : 2);
        this.advance();
        return isPlain
          ? { kind: 'string', start, end: this.lastEnd, style: 'plain', parts: decodePlain(pieces) }
          : { kind: 'string', start, end: this.lastEnd, style: 'indented', parts: decodeIndented(pieces) };
      }
      pieces.push(this.interpolated(end));
      from = this.end;
    }
  }

  protected path(): Expr {
    const { start } = this;
    const parts: Piece[] = [this.text.slice(start, this.end)];
    while (this.text.startsWith('${', this.end)) {
      parts.push(this.interpolated(this.end));
      const from = this.end;
      this.end = this.pathTextEnd(from);
      if (this.end > from) parts.push(this.text.slice(from, this.end));
    }
    // Nix takes no slash at the end of a path.
    if (this.text[this.end - 1] === '/') this.giveUp();
    this.advance();
    return { kind: 'path', start, end: this.lastEnd, parts };
  }

  /** The expression between `${` at an offset and its brace, which is then the token in hand. */
  private interpolated(at: number): Expr {
    this.end = at + 2;
    this.advance();
    const inner = this.expression();
    if (this.token !== Token.CloseBrace) this.giveUp();
    return inner;
  }

  protected attrPath(): AttrName[] {
    const path = [this.attrName()];
    while (this.token === Token.Dot) {
      this.advance();
      path.push(this.attrName());
    }
    return path.length === 1 ? path : exact(path);
  }

  protected startsName(): boolean {
    const { token } = this;
    return token === Token.Word || token === Token.Or || token === Token.Quote || token === Token.Interpolation;
  }

  protected attrName(): AttrName {
    const { start, end } = this;
    switch (this.token) {
      case Token.Word:
      case Token.Or:
        this.advance();
        return { kind: 'static', start, end, name: this.text.slice(start, end) };
      case Token.Quote:
        return nameOf(this.string(), start, this.lastEnd);
      case Token.Interpolation: {
        const expr = this.interpolated(start);
        this.advance();
        return nameOf(expr, start, this.lastEnd);
      }
      default:
        return this.giveUp();
    }
  }
}

/** Nix takes an attribute name for static when it is a string without interpolation, however it is written. */
function nameOf(expr: Expr, start: number, end: number): AttrName {
  const inner = stripParens(expr);
  if (inner.kind === 'string' && inner.parts.every((part) => typeof part === 'string'))
    return { kind: 'static', start, end, name: inner.parts.join('') };
  return { kind: 'dynamic', start, end, expr };
}
