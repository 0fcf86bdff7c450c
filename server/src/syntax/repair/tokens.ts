// A rough lexer for text that does not parse: enough to see brackets, statements and unfinished strings.
// Never fails; takes linear time.

import { WORD } from '../words';

/**
 * `word` is an identifier or keyword, `value` any other complete simple expression. `open` and `close` are brackets:
 * `${` among them, and the quotes of a string with interpolations. `cut` is text behind a quote that nobody closed.
 */
export type TokenType = 'word' | 'value' | 'open' | 'close' | 'cut' | ';' | '=' | '.' | ',' | ':' | 'operator';

export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** The column, when nothing but blanks stands before it on its line. */
  readonly indent: number | undefined;
  /** The indentation of its line. */
  readonly lineIndent: number;
}

const STICKY_WORD = new RegExp(WORD, 'y');
// Bounded where a match may fail late, so that no text takes quadratic time.
const VALUES = [
  /[a-zA-Z][a-zA-Z0-9+.-]{0,40}:[a-zA-Z0-9%/?:@&=+$,_.!~*'-]+/y,
  /~?[\w.+-]{0,200}(?:\/[\w.+-]+)+\/?/y,
  /<[\w.+-]+(?:\/[\w.+-]+)*>/y,
  /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y,
];
const OPERATOR = /\.\.\.|\+\+|\/\/|->|==|!=|<=|>=|&&|\|\||\|>|<\||./sy;
const PLAIN_SPECIAL = /\\.|"|\$\$|\$\{/gs;
const INDENTED_SPECIAL = /'''|''\$|''\\.|''|\$\$|\$\{/gs;

/** Splits a text into tokens; blanks and comments are left out. */
export const tokenize = (text: string): readonly Token[] => new Tokenizer(text).tokens();

/** An open bracket; a quote with the number of tokens before it. */
interface Open {
  readonly bracket: string;
  readonly start: number;
  readonly before: number;
}

class Tokenizer {
  private readonly found: Token[] = [];
  private readonly stack: Open[] = [];
  private readonly lines: ReturnType<typeof lineStarts>;
  private readonly lastComment: number;
  private rereads: number;
  private at = 0;

  constructor(private readonly text: string) {
    this.lines = lineStarts(text);
    this.lastComment = text.lastIndexOf('*/');
    this.rereads = 2 * text.length;
  }

  tokens(): readonly Token[] {
    while (this.at < this.text.length) {
      const top = this.stack.at(-1);
      if (top !== undefined && (top.bracket === '"' || top.bracket === "''")) {
        this.inString(top);
        continue;
      }
      const next = afterBlank(this.text, this.at, this.lastComment);
      if (next > this.at) this.at = next;
      else this.inCode();
    }
    return this.found;
  }

  private push(type: TokenType, length: number): void {
    const { at } = this;
    const { start, indent } = this.lines(at);
    this.found.push({
      type,
      start: at,
      end: at + length,
      indent: at - start === indent ? indent : undefined,
      lineIndent: indent,
    });
    this.at += length;
  }

  private open(bracket: string): void {
    this.stack.push({ bracket, start: this.at, before: this.found.length });
    this.push('open', bracket.length);
  }

  /** Goes on inside a string up to its end or the next interpolation. */
  private inString(quote: Open): void {
    const { text } = this;
    const end = this.specialFrom(quote.bracket);
    const closed = end !== undefined && (end.isHole || !opensAnother(text, quote.start, end.at, quote.bracket));
    if (!closed && this.rereads > 0) this.cut(quote, end?.at ?? text.length);
    else if (end === undefined) this.at = text.length;
    else if (end.isHole) {
      this.at = end.at;
      this.open('${');
    } else this.close(quote, end.at);
  }

  /** Where a string ends, or its next interpolation begins. */
  private specialFrom(quote: string): { readonly at: number; readonly isHole: boolean } | undefined {
    const special = quote === '"' ? PLAIN_SPECIAL : INDENTED_SPECIAL;
    special.lastIndex = this.at;
    for (let found = special.exec(this.text); found !== null; found = special.exec(this.text))
      if (found[0] === quote || found[0] === '${') return { at: found.index, isHole: found[0] === '${' };
    return undefined;
  }

  /** Gives a string up that nobody closed, and reads what follows as code. */
  private cut(quote: Open, readTo: number): void {
    this.rereads -= readTo - quote.start;
    this.stack.pop();
    this.found.length = quote.before;
    this.at = quote.start;
    this.push('cut', cutEnd(this.text, this.at, quote.bracket, this.lines(this.at).indent) - this.at);
  }

  private close(quote: Open, end: number): void {
    this.stack.pop();
    const isPlain = this.found.length === quote.before + 1;
    if (isPlain) this.found.length = quote.before;
    this.at = isPlain ? quote.start : end;
    this.push(isPlain ? 'value' : 'close', end + quote.bracket.length - this.at);
  }

  private inCode(): void {
    const { text, at, stack } = this;
    const character = text.charAt(at);
    const quote = character === '"' ? '"' : text.startsWith("''", at) ? "''" : undefined;
    if (quote !== undefined || text.startsWith('${', at) || '{[('.includes(character)) {
      this.open(quote ?? (character === '$' ? '${' : character));
    } else if ('}])'.includes(character)) {
      if (stack.length > 0 && closes(stack.at(-1)?.bracket, character)) stack.pop();
      this.push('close', 1);
    } else this.word(character);
  }

  private word(character: string): void {
    const { text, at } = this;
    const length = VALUES.reduce((longest, pattern) => Math.max(longest, lengthAt(pattern, text, at)), 0);
    const word = lengthAt(STICKY_WORD, text, at);
    if (word > 0 && word >= length) this.push('word', word);
    else if (length > 0) this.push('value', length);
    else {
      const operator = lengthAt(OPERATOR, text, at);
      this.push(operator === 1 && isPunctuation(character) ? character : 'operator', operator);
    }
  }
}

function isPunctuation(character: string): character is ';' | '=' | '.' | ',' | ':' {
  return character.length === 1 && ';=.,:'.includes(character);
}

function closes(open: string | undefined, close: string): boolean {
  return close === '}' ? open === '{' || open === '${' : open === (close === ']' ? '[' : '(');
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The offset behind blanks, or behind one comment. A block comment that never ends is taken to end with its line. */
function afterBlank(text: string, from: number, lastComment: number): number {
  let at = from;
  while (at < text.length && ' \n\t\r'.includes(text.charAt(at))) at++;
  if (at > from) return at;
  const long = text.startsWith('/*', at);
  if (!long && text[at] !== '#') return at;
  const end = long && lastComment >= at + 2 ? text.indexOf('*/', at + 2) : -1;
  return end >= 0 ? end + 2 : lineEnd(text, at);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Looks up the start and the indentation of the line around an offset; quick for offsets that mostly grow. */
function lineStarts(text: string): (at: number) => { readonly start: number; readonly indent: number } {
  let start = 0;
  let end = lineEnd(text, 0);
  let indent = indentAt(text, 0);
  return (at) => {
    if (at < start || at > end) {
      if (at < start || at > end + 200) start = text.lastIndexOf('\n', at - 1) + 1;
      else for (; at > end; end = lineEnd(text, start)) start = end + 1;
      end = lineEnd(text, start);
      indent = indentAt(text, start);
    }
    return { start, indent };
  };
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}

const OPENS = /[=([+]\s*$/;
const AFTER_CLOSE = /[\s;)\]},.:+=?|&!<>#]|$/y;
const BINDING_LINE = /\n[ \t]*[a-zA-Z_"$][^\n=]*=/;

/** Whether the quote at `at` looks like the start of another string, the one from `start` never having been closed. */
function opensAnother(text: string, start: number, at: number, quote: string): boolean {
  const content = text.slice(start, at);
  if (!content.includes('\n')) return false;
  const before = text.slice(Math.max(start + quote.length, text.lastIndexOf('\n', at)), at);
  AFTER_CLOSE.lastIndex = at + quote.length;
  return (OPENS.test(before) || !AFTER_CLOSE.test(text)) && BINDING_LINE.test(content);
}

/**
 * Where to cut a string that nobody closed: at the end of its line, or before the first line that is not indented
 * deeper than the one it starts on.
 */
function cutEnd(text: string, start: number, quote: string, indent: number): number {
  let end = lineEnd(text, start);
  while (quote === "''" && end < text.length) {
    const next = end + 1 + indentAt(text, end + 1);
    if (next - end - 1 <= indent && text[next] !== '\n' && next < text.length) break;
    end = lineEnd(text, next);
  }
  return end;
}
