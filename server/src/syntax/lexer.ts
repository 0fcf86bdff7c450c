// The tokens of Nix, exactly as Nix itself reads them, one after the other. For text that parses nobody needs them; of
// text that does not they say where Nix stops.

import { RESERVED, WORD } from './words';

export type TokenKind =
  | 'word'
  | 'keyword'
  | 'value'
  | 'path'
  | 'path end'
  | 'text'
  | 'open quote'
  | 'close quote'
  | 'symbol'
  | 'invalid'
  | 'end';

/** `text` is that of keywords and symbols; of others it is not needed. */
export interface Lexeme {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANK = /(?:[ \t\r\n]+|#[^\r\n]*)+/y;
const STICKY_WORD = new RegExp(WORD, 'y');
const NUMBER = /(?:(?:[1-9]\d*\.\d*|0?\.\d+)(?:[Ee][+-]?\d+)?)|\d+/y;
const SEARCH_PATH = /<[\w.+-]+(?:\/[\w.+-]+)*>/y;
/** Behind the characters before the first slash, and behind `~`. */
const PATH_REST = /(?:\/[\w.+-]+)+\/?/y;
const PATH_PART = /[\w.+-]*(?:\/[\w.+-]+)+\/?|[\w.+-]*\/|[\w.+-]+/y;
const URI_REST = /:[a-zA-Z0-9%/?:@&=+$,_.!~*'-]+/y;
// `|>` and `<|` count, though not every Nix knows them.
const SYMBOL = /\.\.\.|\$\{|\+\+|\/\/|->|==|!=|<=|>=|&&|\|\||\|>|<\||[-+*/<>!?.,:;=@(){}[\]]/y;
const TEXT = /(?:[^$"\\]+|\$[^{"\\]|\$(?=["\\])|\\[\s\S])+/y;
const INDENTED_TEXT = /(?:''\$|'''|''\\[\s\S]|[^$']+|\$[^{']|\$(?=')|'[^'$]|'(?=\$))+/y;

type State = '{' | '"' | "''" | 'path' | 'path/';

export class Lexer {
  private at = 0;
  private readonly states: State[] = [];
  private readonly pathRun: Run;
  private readonly uriRun: Run;

  constructor(private readonly source: string) {
    this.pathRun = new Run(source, /[\w.+-]*/y);
    this.uriRun = new Run(source, /[a-zA-Z0-9.+-]*/y);
  }

  next(): Lexeme {
    const state = this.states.at(-1);
    if (state === '"') return this.inString(TEXT, '"');
    if (state === "''") return this.inString(INDENTED_TEXT, "''");
    if (state === 'path' || state === 'path/') return this.inPath(state);
    this.skipBlanks();
    return this.at >= this.source.length ? this.token('end', 0) : this.inCode();
  }

  private inCode(): Lexeme {
    const { source, at } = this;
    if (source[at] === '"') return this.enter('"', this.token('open quote', 1));
    if (source.startsWith("''", at)) return this.enter("''", this.token('open quote', 2));
    const word = this.match(STICKY_WORD);
    const number = this.match(NUMBER);
    const path = this.pathLength();
    const other = Math.max(number, this.uriLength(), this.match(SEARCH_PATH));
    if (path > Math.max(word, other)) return this.path(path);
    if (word >= other && word > 0)
      return this.token(RESERVED.has(source.slice(at, at + word)) ? 'keyword' : 'word', word);
    if (other > 0) return this.token('value', other);
    return this.symbol();
  }

  private symbol(): Lexeme {
    const length = this.match(SYMBOL);
    const token = length === 0 ? this.token('invalid', 1) : this.token('symbol', length);
    if (token.text === '{' || token.text === '${') this.states.push('{');
    if (token.text === '}') this.states.pop();
    return token;
  }

  private inString(text: RegExp, quote: '"' | "''"): Lexeme {
    const length = this.match(text);
    if (length > 0) return this.token('text', length);
    if (this.source.startsWith(quote, this.at)) {
      this.states.pop();
      return this.token('close quote', quote.length);
    }
    if (this.source.startsWith('${', this.at)) return this.symbol();
    // A backslash at the very end.
    return this.at >= this.source.length ? this.token('end', 0) : this.token('invalid', 1);
  }

  /** Behind a part of a path: its next part, or its end. */
  private inPath(state: 'path' | 'path/'): Lexeme {
    this.states.pop();
    if (this.source.startsWith('${', this.at)) {
      this.states.push('path');
      return this.symbol();
    }
    const part = this.match(PATH_PART);
    if (part > 0) return this.path(part, 'text');
    return state === 'path' ? this.token('path end', 0) : this.token('invalid', 1);
  }

  private path(length: number, kind: TokenKind = 'path'): Lexeme {
    const token = this.token(kind, length);
    this.states.push(this.source[this.at - 1] === '/' ? 'path/' : 'path');
    return token;
  }

  private pathLength(): number {
    const { source, at } = this;
    const home = source[at] === '~' ? 1 : 0;
    const slash = home === 1 ? at + 1 : this.pathRun.end(at);
    if (source[slash] !== '/') return 0;
    PATH_REST.lastIndex = slash;
    const rest = PATH_REST.exec(source)?.[0].length ?? 0;
    if (rest > 0) return slash - at + rest;
    return source.startsWith('${', slash + 1) ? slash - at + 1 : 0;
  }

  private uriLength(): number {
    const { source, at } = this;
    if (!/[a-zA-Z]/.test(source.charAt(at))) return 0;
    const colon = this.uriRun.end(at);
    URI_REST.lastIndex = colon;
    const rest = URI_REST.exec(source)?.[0].length ?? 0;
    return rest > 0 ? colon - at + rest : 0;
  }

  private skipBlanks(): void {
    for (;;) {
      const blanks = this.match(BLANK);
      this.at += blanks;
      const close = this.source.startsWith('/*', this.at) ? this.source.indexOf('*/', this.at + 2) : -1;
      if (close >= 0) this.at = close + 2;
      else if (blanks === 0) return;
    }
  }

  private enter(state: State, token: Lexeme): Lexeme {
    this.states.push(state);
    return token;
  }

  /** The length of a match here; 0 when there is none. */
  private match(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source)?.[0].length ?? 0;
  }

  private token(kind: TokenKind, length: number): Lexeme {
    const start = this.at;
    this.at += length;
    const isShown = kind === 'keyword' || kind === 'symbol';
    return { kind, text: isShown ? this.source.slice(start, this.at) : '', start, end: this.at };
  }
}

/**
 * Where a run of characters ends, found once for all offsets inside it: `a.a.a.a` is a path only if a slash follows.
 */
class Run {
  private from = 0;
  private to = -1;

  constructor(
    private readonly source: string,
    private readonly characters: RegExp,
  ) {}

  end(at: number): number {
    if (at < this.from || at > this.to) {
      this.characters.lastIndex = at;
      this.from = at;
      this.to = at + (this.characters.exec(this.source)?.[0].length ?? 0);
    }
    return this.to;
  }
}
