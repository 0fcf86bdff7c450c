// A rough lexer for text that does not parse: enough to see brackets, statements and unfinished strings.
// Never fails; takes linear time.

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

const WORD = /[a-zA-Z_][\w'-]*/y;
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
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  /** The open brackets; for quotes with the number of tokens before them. */
  const stack: { readonly bracket: string; readonly start: number; readonly before: number }[] = [];
  const lines = lineStarts(text);
  const lastComment = text.lastIndexOf('*/');
  let rereads = 2 * text.length;
  let at = 0;

  const push = (type: TokenType, length: number) => {
    const { start, indent } = lines(at);
    tokens.push({
      type,
      start: at,
      end: at + length,
      indent: at - start === indent ? indent : undefined,
      lineIndent: indent,
    });
    at += length;
  };

  /** Goes on inside a string up to its end or the next interpolation. */
  const inString = (quote: { readonly bracket: string; readonly start: number; readonly before: number }) => {
    const special = quote.bracket === '"' ? PLAIN_SPECIAL : INDENTED_SPECIAL;
    special.lastIndex = at;
    let found = special.exec(text);
    while (found !== null && found[0] !== quote.bracket && found[0] !== '${') found = special.exec(text);
    const closed =
      found !== null && (found[0] === '${' || !opensAnother(text, quote.start, found.index, quote.bracket));
    if (!closed && rereads > 0) {
      rereads -= (found?.index ?? text.length) - quote.start;
      stack.pop();
      tokens.length = quote.before;
      at = quote.start;
      push('cut', cutEnd(text, at, quote.bracket, lines(at).indent) - at);
    } else if (found === null) at = text.length;
    else if (found[0] === '${') {
      at = found.index;
      stack.push({ bracket: '${', start: at, before: tokens.length });
      push('open', 2);
    } else {
      stack.pop();
      const plain = tokens.length === quote.before + 1;
      if (plain) tokens.length = quote.before;
      at = plain ? quote.start : found.index;
      push(plain ? 'value' : 'close', found.index + quote.bracket.length - at);
    }
  };

  const inCode = () => {
    const character = text.charAt(at);
    const quote = character === '"' ? '"' : text.startsWith("''", at) ? "''" : undefined;
    if (quote !== undefined || text.startsWith('${', at) || '{[('.includes(character)) {
      const bracket = quote ?? (character === '$' ? '${' : character);
      stack.push({ bracket, start: at, before: tokens.length });
      push('open', bracket.length);
    } else if ('}])'.includes(character)) {
      if (stack.length > 0 && closes(stack.at(-1)?.bracket, character)) stack.pop();
      push('close', 1);
    } else {
      const length = VALUES.reduce((longest, pattern) => Math.max(longest, lengthAt(pattern, text, at)), 0);
      const word = lengthAt(WORD, text, at);
      if (word > 0 && word >= length) push('word', word);
      else if (length > 0) push('value', length);
      else operator(lengthAt(OPERATOR, text, at));
    }
  };

  const operator = (length: number) => {
    const character = text.charAt(at);
    push(length === 1 && isPunctuation(character) ? character : 'operator', length);
  };

  while (at < text.length) {
    const top = stack.at(-1);
    if (top !== undefined && (top.bracket === '"' || top.bracket === "''")) {
      inString(top);
      continue;
    }
    const next = afterBlank(text, at, lastComment);
    if (next > at) at = next;
    else inCode();
  }
  return tokens;
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
