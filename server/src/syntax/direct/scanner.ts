// The tokens of a text one after the other, without an object for each: the token in hand is in `token`, `start` and
// `end`. Reads exactly what lexer.ts reads; that one says where a text stops to be Nix, this one is fast.
import { BLANK, DIGIT, is, PATH, SCHEME, URI, WORD, WORD_START } from './characters';
import { KEYWORD_TOKENS, SYMBOLS, Token } from './tokens';

/** Thrown where a text is not Nix, or not read here: tree-sitter sees to it. */
export const GIVEN_UP = Symbol('given up');

const HASH = 35;
const DOLLAR = 36;
const STAR = 42;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const BACKSLASH = 92;
const BRACE = 123;
const TILDE = 126;
const QUOTE = 34;
const APOSTROPHE = 39;

const FLOAT = /(?:[1-9]\d*\.\d*|0?\.\d+)(?:[Ee][+-]?\d+)?/y;
const SEARCH_PATH = /<[\w.+-]+(?:\/[\w.+-]+)*>/y;

export class Scanner {
  protected token: Token = Token.End;
  protected start = 0;
  protected end = 0;
  /** Where the token before this one ended. */
  protected lastEnd = 0;
  /** The end of the run of path characters that was last looked at: it is the same for all offsets inside it. */
  private runEnd = 0;
  /** Likewise of characters that may stand before the colon of a URI. */
  private schemeEnd = 0;

  constructor(protected readonly text: string) {}

  /** Goes on to the next token. */
  protected advance(): void {
    this.lastEnd = this.end;
    this.start = this.behindBlanks(this.end);
    this.token = this.scan();
  }

  /** The code of the first character behind the token that is neither blank nor comment. */
  protected peek(): number {
    return this.text.charCodeAt(this.behindBlanks(this.end));
  }

  protected giveUp(): never {
    throw GIVEN_UP;
  }

  private behindBlanks(from: number): number {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (is(code, BLANK)) at++;
      else if (code === HASH) {
        for (at++; at < text.length; at++) {
          const next = text.charCodeAt(at);
          if (next === 10 || next === 13) break;
        }
      } else if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
        const close = text.indexOf('*/', at + 2);
        if (close < 0) return at;
        at = close + 2;
      } else return at;
    }
  }

  private scan(): Token {
    const { text, start } = this;
    if (start >= text.length) {
      this.end = start;
      return Token.End;
    }
    const code = text.charCodeAt(start);
    if (is(code, PATH) || code === SLASH || code === TILDE) {
      const path = this.pathEnd(code);
      if (path > 0) return this.until(path, Token.Path);
      if (is(code, WORD_START)) return this.word(code);
      if (is(code, DIGIT) || (code === DOT && is(text.charCodeAt(start + 1), DIGIT))) return this.number();
    }
    if (code === QUOTE) return this.until(start + 1, Token.Quote);
    if (code === APOSTROPHE && text.charCodeAt(start + 1) === APOSTROPHE) return this.until(start + 2, Token.Quotes);
    if (code === LESS) {
      SEARCH_PATH.lastIndex = start;
      const found = SEARCH_PATH.exec(text)?.[0].length ?? 0;
      if (found > 0) return this.until(start + found, Token.SearchPath);
    }
    return this.symbol(code);
  }

  private until(end: number, token: Token): Token {
    this.end = end;
    return token;
  }

  private word(first: number): Token {
    const { text, start } = this;
    let end = start + 1;
    while (is(text.charCodeAt(end), WORD)) end++;
    if (first !== 95) {
      const uri = this.uriEnd(end);
      if (uri > 0) return this.until(uri, Token.Uri);
    }
    this.end = end;
    return (end - start <= 7 && KEYWORD_TOKENS.get(text.slice(start, end))) || Token.Word;
  }

  /** The end of the URI that starts here; 0 where none does. @param word the end of the word that starts here. */
  private uriEnd(word: number): number {
    const { text, start } = this;
    if (start >= this.schemeEnd) {
      this.schemeEnd = start;
      while (is(text.charCodeAt(this.schemeEnd), SCHEME)) this.schemeEnd++;
    }
    const colon = this.schemeEnd;
    if (text.charCodeAt(colon) !== COLON || colon < word) return 0;
    let end = colon + 1;
    while (is(text.charCodeAt(end), URI)) end++;
    return end > colon + 1 ? end : 0;
  }

  private number(): Token {
    const { text, start } = this;
    FLOAT.lastIndex = start;
    const float = FLOAT.exec(text)?.[0].length ?? 0;
    let end = start;
    while (is(text.charCodeAt(end), DIGIT)) end++;
    return float > end - start ? this.until(start + float, Token.Float) : this.until(end, Token.Int);
  }

  /** Where the first part of the path ends that starts here; 0 where none does. */
  private pathEnd(code: number): number {
    const { text, start } = this;
    if (start >= this.runEnd) {
      this.runEnd = start;
      while (is(text.charCodeAt(this.runEnd), PATH)) this.runEnd++;
    }
    let at = code === TILDE ? start + 1 : this.runEnd;
    if (text.charCodeAt(at) !== SLASH) return 0;
    const from = at;
    while (text.charCodeAt(at) === SLASH && is(text.charCodeAt(at + 1), PATH)) {
      at++;
      while (is(text.charCodeAt(at), PATH)) at++;
    }
    if (at > from) return text.charCodeAt(at) === SLASH ? at + 1 : at;
    return text.charCodeAt(at + 1) === DOLLAR && text.charCodeAt(at + 2) === BRACE ? at + 1 : 0;
  }

  private symbol(code: number): Token {
    const { text, start } = this;
    if (code === DOT && text.startsWith('...', start)) return this.until(start + 3, Token.Ellipsis);
    const two = SYMBOLS[text.slice(start, start + 2)];
    if (two !== undefined && start + 1 < text.length) return this.until(start + 2, two);
    const one = SYMBOLS[text.charAt(start)];
    return one === undefined ? this.giveUp() : this.until(start + 1, one);
  }

  /** The end of the text in a `"…"` string from an offset on: where it ends, or is interrupted by `${`. */
  protected plainEnd(from: number): number {
    const { text } = this;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return at;
      if (code === BACKSLASH) at++;
      else if (code === DOLLAR) {
        const next = text.charCodeAt(at + 1);
        if (next === BRACE) return at;
        if (next !== QUOTE && next !== BACKSLASH) at++;
      }
    }
    return this.giveUp();
  }

  /** The same in a `''…''` string. */
  protected indentedEnd(from: number): number {
    const { text } = this;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== APOSTROPHE && code !== DOLLAR) continue;
      const next = text.charCodeAt(at + 1);
      if (code === DOLLAR) {
        if (next === BRACE) return at;
        if (next !== APOSTROPHE) at++;
      } else if (next === APOSTROPHE) {
        const third = text.charCodeAt(at + 2);
        if (third === BACKSLASH) at += 3;
        else if (third === DOLLAR || third === APOSTROPHE) at += 2;
        else return at;
      } else if (next !== DOLLAR) at++;
    }
    return this.giveUp();
  }

  /** The end of the text in a path behind an interpolation; the offset itself where there is none. */
  protected pathTextEnd(from: number): number {
    const { text } = this;
    let at = from;
    while (is(text.charCodeAt(at), PATH)) at++;
    while (text.charCodeAt(at) === SLASH && is(text.charCodeAt(at + 1), PATH)) {
      at++;
      while (is(text.charCodeAt(at), PATH)) at++;
    }
    return text.charCodeAt(at) === SLASH ? at + 1 : at;
  }
}
