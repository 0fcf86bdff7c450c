// One of each kind of character that hides, moves or ends what stands around it.

const range = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));

/**
 * Control characters, all of them; marks of direction and format; line and paragraph separators; blanks; what
 * shows nothing; halves of pairs.
 */
export const HIDDEN: readonly string[] = [
  ...range(0x00, 0x1f),
  ...range(0x7f, 0xa0),
  ...range(0x2000, 0x200f),
  ...range(0x2028, 0x202f),
  ...range(0x205f, 0x206f),
  ...[
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u115f',
    '\u1680',
    '\u180e',
    '\u2800',
    '\u3000',
    '\u3164',
    '\ufe0f',
    '\ufeff',
    '\uffa0',
    '\ufff9',
  ],
  ...['\u{1d173}', '\u{e0001}', '\u{e0041}', '\u{e0100}'],
  ...['\ud800', '\udbff', '\udc00', '\udfff'],
];
