// Reads a text that is Nix straight into our syntax tree. Files that nobody edits are most of what is read, and
// tree-sitter, which can do much more than this, takes ten times as long.
import { exact } from '../../base/exact';
import type { Expr, SyntaxTree } from '../ast';
import { BINARY, NEGATE, NOT } from '../operator-levels';
import { AT, BindingReader, COLON } from './binding-reader';
import { GIVEN_UP } from './scanner';
import { OPERATORS, Token } from './tokens';

/** Deeper ones are left to tree-sitter, which does not recur. */
const DEEPEST = 600;

const OPEN_BRACE = 123;

const NO_ERRORS: SyntaxTree['errors'] = [];

/**
 * The tree of a text, the same that tree-sitter's would be lowered to; undefined where it has errors, nests too deeply
 * or looks as if it was being typed.
 */
export function readDirectly(text: string): SyntaxTree | undefined {
  try {
    return { root: new DirectReader(text).file(), errors: NO_ERRORS };
  } catch (stop) {
    if (stop === GIVEN_UP) return undefined;
    throw stop;
  }
}

const STARTS_SIMPLE: ReadonlySet<Token> = new Set([
  Token.Word,
  Token.Int,
  Token.Float,
  Token.Uri,
  Token.SearchPath,
  Token.Path,
  Token.Quote,
  Token.Quotes,
  Token.Rec,
  Token.Let,
  Token.OpenBrace,
  Token.OpenBracket,
  Token.OpenParen,
]);

class DirectReader extends BindingReader {
  private depth = 0;

  file(): Expr {
    this.advance();
    const root = this.expression();
    if (this.token !== Token.End) this.giveUp();
    return root;
  }

  protected expression(): Expr {
    this.deeper();
    const expr = this.withHead();
    this.depth--;
    return expr;
  }

  private deeper(): void {
    if (++this.depth > DEEPEST) this.giveUp();
  }

  private withHead(): Expr {
    const { start } = this;
    switch (this.token) {
      case Token.With: {
        const scope = this.headPart();
        const body = this.expression();
        return { kind: 'with', start, end: this.lastEnd, scope, body };
      }
      case Token.Assert: {
        const condition = this.headPart();
        const body = this.expression();
        return { kind: 'assert', start, end: this.lastEnd, condition, body };
      }
      case Token.If:
        return this.conditional();
      case Token.Let:
        if (this.peek() === OPEN_BRACE) break;
        return this.letIn();
      case Token.Word: {
        const next = this.peek();
        if (next === COLON || next === AT) return this.lambda();
        break;
      }
      case Token.OpenBrace:
        if (this.isFormals()) return this.lambda();
        break;
    }
    return this.operation(0);
  }

  /** What stands between `with` or `assert` and its semicolon. */
  private headPart(): Expr {
    this.advance();
    const part = this.expression();
    this.expect(Token.Semicolon);
    return part;
  }

  private conditional(): Expr {
    const { start } = this;
    this.advance();
    const condition = this.expression();
    this.expect(Token.Then);
    const then = this.expression();
    this.expect(Token.Else);
    const otherwise = this.expression();
    return { kind: 'if', start, end: this.lastEnd, condition, then, otherwise };
  }

  private letIn(): Expr {
    const { start } = this;
    this.advance();
    const bindings = this.bindings(Token.In);
    const body = this.expression();
    return { kind: 'let', start, end: this.lastEnd, bindings, body };
  }

  private operation(lowest: number): Expr {
    this.deeper();
    const { start } = this;
    let left = this.operand();
    for (let lone = -1; ; ) {
      const operator = OPERATORS.get(this.token);
      const binding = operator === undefined ? undefined : BINARY[operator];
      if (operator === undefined || binding === undefined || binding.level < lowest) break;
      const { level, side } = binding;
      if (level === lone) this.giveUp();
      this.advance();
      if (operator === '?') {
        const path = this.attrPath();
        left = { kind: 'has-attr', start, end: this.lastEnd, target: left, path };
      } else {
        const right = this.operation(side === 'right' ? level : level + 1);
        left = { kind: 'binary', start, end: this.lastEnd, operator, left, right };
      }
      lone = side === 'lone' ? level : -1;
    }
    this.depth--;
    return left;
  }

  private operand(): Expr {
    const { start, token } = this;
    if (token !== Token.Not && token !== Token.Minus) return this.application();
    this.advance();
    const operand = this.operation(token === Token.Not ? NOT : NEGATE);
    return { kind: 'unary', start, end: this.lastEnd, operator: token === Token.Not ? '!' : '-', operand };
  }

  private application(): Expr {
    const { start } = this;
    let fn = this.selection();
    while (STARTS_SIMPLE.has(this.token)) {
      const argument = this.selection();
      fn = { kind: 'apply', start, end: this.lastEnd, fn, argument };
    }
    return fn;
  }

  private selection(): Expr {
    this.deeper();
    const expr = this.selected();
    this.depth--;
    return expr;
  }

  private selected(): Expr {
    const { start } = this;
    const target = this.simple();
    if (this.token === Token.Or) {
      // The old spelling of a call with a variable named `or`.
      const argument = this.variable();
      return { kind: 'apply', start, end: this.lastEnd, fn: target, argument };
    }
    if (!this.take(Token.Dot)) return target;
    const path = this.attrPath();
    const fallback = this.take(Token.Or) ? this.selection() : undefined;
    return { kind: 'select', start, end: this.lastEnd, target, path, fallback };
  }

  private variable(): Expr {
    const { start, end } = this;
    this.advance();
    return { kind: 'variable', start, end, name: this.text.slice(start, end) };
  }

  private simple(): Expr {
    const { start, end, token } = this;
    switch (token) {
      case Token.Word:
        return this.variable();
      case Token.Quote:
      case Token.Quotes:
        return this.string();
      case Token.Path:
        return this.path();
      case Token.OpenBrace:
        return this.set(start, false);
      case Token.OpenBracket:
        return this.list();
      case Token.OpenParen: {
        this.advance();
        const inner = this.expression();
        this.expect(Token.CloseParen);
        return { kind: 'paren', start, end: this.lastEnd, inner };
      }
      case Token.Rec:
        this.advance();
        return this.set(start, true);
      case Token.Let:
        return this.oldLet();
      default:
        this.advance();
        return this.literal(token, start, end);
    }
  }

  private literal(token: Token, start: number, end: number): Expr {
    const text = this.text.slice(start, end);
    switch (token) {
      case Token.Int:
        return { kind: 'int', start, end, digits: text };
      case Token.Float:
        return { kind: 'float', start, end, value: Number(text) };
      case Token.Uri:
        return { kind: 'string', start, end, style: 'uri', parts: [text] };
      case Token.SearchPath:
        return { kind: 'search-path', start, end, text: text.slice(1, -1) };
      default:
        return this.giveUp();
    }
  }

  private list(): Expr {
    const { start } = this;
    this.advance();
    const items: Expr[] = [];
    while (this.token !== Token.CloseBracket) items.push(this.selection());
    this.advance();
    return { kind: 'list', start, end: this.lastEnd, items: exact(items) };
  }
}
