// Valid Nix the grammar does not know. Each such place is shown to it as other text of the same length that it
// reads with the same structure:
// offsets stay true, and whatever has a value (operators, strings, paths) is read from the real text. A place inside a
// string or a comment may be hidden too; that changes nothing there.
import { covered, type Mask } from './mask';

/**
 * `|>` and `<|`; `//` right before what the grammar takes for a path; `~/${`; a comma that may
 * trail; a lone carriage return; NUL.
 */
const SUSPECT = /\|>|<\||\/\/(?=[\w.+/-])|~(?=\/\$\{)|,|\r(?!\n)|\0/g;
const SCHEME = /[a-zA-Z][a-zA-Z0-9+.-]*:/;
const URI_CHARACTER = /[a-zA-Z0-9%/?:@&=+$,_.!~*'-]/;
const LONGEST_URI = 2000;

/** Hides the gaps of the grammar in a text. */
export function maskGaps(text: string): Mask {
  const covers = new Map<number, string>();
  const trails = trailingCommas(text);
  for (const { 0: found, index } of text.matchAll(SUSPECT)) {
    switch (found) {
      // Pipes bind loosest of all; `||` is the nearest operator that cannot run into a name.
      // operators.ts sets the precedence right.
      case '|>':
        covers.set(index + 1, '|');
        break;
      case '<|':
        covers.set(index, '|');
        break;
      case '//':
        if (endsComment(text, index)) {
          // What follows may be the operator all the same.
          if (/^\/\/[\w.+/-]/.test(text.slice(index + 1, index + 4))) covers.set(index + 1, '|').set(index + 2, '|');
        } else if (!isInUri(text, index)) covers.set(index, '|').set(index + 1, '|');
        break;
      case '~':
        covers.set(index, '.');
        break;
      case ',':
        if (trails(index)) covers.set(index, ' ');
        break;
      case '\r':
        covers.set(index, '\n');
        break;
      default:
        covers.set(index, '\u0001');
    }
  }
  return covered(text, covers);
}

/** Whether the slash at an offset is the last character of a comment. */
function endsComment(text: string, offset: number): boolean {
  if (text[offset - 1] !== '*') return false;
  const open = text.lastIndexOf('/*', offset - 2);
  return open >= 0 && !text.slice(open + 2, offset - 1).includes('*/');
}

/** Whether the text before an offset is the beginning of a URI. */
function isInUri(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && offset - start < LONGEST_URI && URI_CHARACTER.test(text.charAt(start - 1))) start--;
  return SCHEME.test(text.slice(start, offset));
}

const OPENING_QUOTES = /'''(?=\$\{)/g;

const MOST_TRIES = 8;

/**
 * Masks to try when a text does not parse: `''` followed by a `'` and an interpolation is misread, but looks the same
 * as an escape further on in a string, so only a parser can tell. One mask for each such
 * place, and one for all of them.
 */
export function masksOfQuotes(text: string, base: Mask): Mask[] {
  const places = [...text.matchAll(OPENING_QUOTES)].slice(0, MOST_TRIES).map(({ index }) => index + 2);
  const choices = places.length > 1 ? [...places.map((place) => [place]), places] : [places];
  return places.length === 0
    ? []
    : choices.map((chosen) => covered(text, new Map([...base.covers, ...chosen.map((at) => [at, '_'] as const)])));
}

/**
 * Tells whether only blanks and comments stand between a comma and a `}`. The work is bounded by the length of
 * the text, however it is made.
 */
function trailingCommas(text: string): (comma: number) => boolean {
  let budget = 4 * text.length;
  return (comma) => {
    const end = skipTrivia(text, comma + 1, budget);
    budget -= end - comma;
    // Nix takes neither `{ , }` nor `{ ..., }`.
    return text[end] === '}' && !/(\{|\.\.\.)\s*$/.test(text.slice(Math.max(0, comma - 20), comma));
  };
}

/** The offset behind blanks and comments, but at most `limit` characters further. */
function skipTrivia(text: string, from: number, limit: number): number {
  const last = Math.min(text.length, from + Math.max(limit, 0));
  let at = from;
  while (at < last) {
    const character = text[at];
    if (character === ' ' || character === '\n' || character === '\t' || character === '\r') at++;
    else if (character === '#') at = endOf(text, '\n', at, last);
    else if (character === '/' && text[at + 1] === '*') at = endOf(text, '*/', at + 2, last);
    else break;
  }
  return at;
}

function endOf(text: string, mark: string, from: number, last: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 || found >= last ? last : found + mark.length;
}
