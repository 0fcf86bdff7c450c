// Bracket expressions of POSIX extended regular expressions, in the C locale: sets of bytes.

/** 256 flags, one per byte. */
export type ByteSet = Uint8Array;

/** Thrown inside the regular expression compiler only; `compileRegex` catches it. */
export class RegexError extends Error {}

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alpha', /[A-Za-z]/],
  ['digit', /[0-9]/],
  ['alnum', /[A-Za-z0-9]/],
  ['upper', /[A-Z]/],
  ['lower', /[a-z]/],
  ['space', /[\t-\r ]/],
  ['blank', /[\t ]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['print', /[ -~]/],
  ['graph', /[!-~]/],
  ['cntrl', /[\u0000-\u001f\u007f]/],
  ['xdigit', /[0-9A-Fa-f]/],
  ['d', /[0-9]/],
  ['s', /[\t-\r ]/],
  ['w', /[A-Za-z0-9_]/],
]);

export const byteSet = (includes: (code: number) => boolean): ByteSet =>
  Uint8Array.from({ length: 256 }, (_, code) => (includes(code) ? 1 : 0));

type Token =
  | { readonly kind: 'char' | 'dash' | 'class' | 'equivalent'; readonly text: string }
  | { readonly kind: 'end' };

/** Reads the bracket expression behind `[` at `start`; gives the set and the offset behind `]`. */
export function readBracket(pattern: string, start: number): { readonly set: ByteSet; readonly end: number } {
  const negated = pattern[start] === '^';
  const from = negated ? start + 1 : start;
  let at = from;
  const members = new Uint8Array(256);

  function token(): Token {
    const char = pattern[at];
    if (char === undefined) throw new RegexError('unterminated bracket expression');
    at++;
    if (char === '-') return { kind: 'dash', text: '-' };
    if (char === ']' && at - 1 > from) return { kind: 'end' };
    const next = pattern[at];
    if (char !== '[') return { kind: 'char', text: char };
    if (next === undefined) throw new RegexError('unterminated bracket expression');
    if (next !== ':' && next !== '=' && next !== '.') return { kind: 'char', text: char };
    const close = pattern.indexOf(`${next}]`, at + 1);
    if (close < 0) throw new RegexError('unterminated class');
    const text = pattern.slice(at + 1, close);
    at = close + 2;
    if (next === ':') return { kind: 'class', text };
    if (text.length !== 1) throw new RegexError('invalid collating element');
    return { kind: next === '=' ? 'equivalent' : 'char', text };
  }

  /** The character that may still turn out to start a range; after a class or a range there is none. */
  let last: string | 'class' | undefined;
  const flush = (): void => {
    if (last?.length === 1) members[last.charCodeAt(0)] = 1;
  };
  for (let first = true; ; first = false) {
    const read = token();
    if (read.kind === 'end') break;
    if (read.kind === 'dash' && !first) {
      if (pattern[at] === ']') {
        at++;
        flush();
        last = '-';
        break;
      }
      if (last?.length !== 1) throw new RegexError('invalid start of a range');
      const end = token();
      if (end.kind !== 'char' && end.kind !== 'dash') throw new RegexError('invalid end of a range');
      if (last > end.text) throw new RegexError('invalid range');
      members.fill(1, last.charCodeAt(0), end.text.charCodeAt(0) + 1);
      last = undefined;
    } else if (read.kind === 'class') {
      flush();
      last = 'class';
      addClass(members, read.text);
    } else if (read.kind === 'equivalent') {
      flush();
      last = 'class';
      members[read.text.charCodeAt(0)] = 1;
    } else {
      flush();
      last = read.text;
    }
  }
  flush();
  return { set: negated ? members.map((member) => 1 - member) : members, end: at };
}

function addClass(members: ByteSet, name: string): void {
  const pattern = CLASSES.get(name);
  if (pattern === undefined) throw new RegexError(`invalid character class ${name}`);
  for (let code = 0; code < 128; code++) if (pattern.test(String.fromCharCode(code))) members[code] = 1;
}
