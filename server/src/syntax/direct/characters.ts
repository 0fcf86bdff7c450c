// What each character may be part of, as Nix's own lexer has it; one byte of flags for each of ASCII.

export const WORD_START = 1;
export const WORD = 2;
/** Of a path: letters, digits and `_.+-`. */
export const PATH = 4;
/** Of what stands before the colon of a URI. */
export const SCHEME = 8;
export const URI = 16;
export const DIGIT = 32;
export const BLANK = 64;

const FLAGS = new Uint8Array(128);

function mark(pattern: RegExp, flag: number): void {
  for (let code = 0; code < 128; code++)
    if (pattern.test(String.fromCharCode(code))) FLAGS[code] = (FLAGS[code] ?? 0) | flag;
}
mark(/[a-zA-Z_]/, WORD_START);
mark(/[\w'-]/, WORD);
mark(/[\w.+-]/, PATH);
mark(/[a-zA-Z0-9.+-]/, SCHEME);
mark(/[a-zA-Z0-9%/?:@&=+$,_.!~*'-]/, URI);
mark(/\d/, DIGIT);
mark(/[ \t\r\n]/, BLANK);

/** Whether a character, given by its code, is one of those with a flag; NaN, which is behind the end, never is. */
export const is = (code: number, flag: number): boolean => code < 128 && ((FLAGS[code] as number) & flag) !== 0;
