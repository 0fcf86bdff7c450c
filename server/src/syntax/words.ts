// The words of Nix: what a name may be, and which words are none.

/** A name that needs no quotes, or a keyword. */
export const WORD = /[a-zA-Z_][\w'-]*/;

/** Words that are no names anywhere. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'assert',
  'else',
  'if',
  'in',
  'inherit',
  'let',
  'rec',
  'then',
  'with',
]);

/** The same with `or`, which is one behind a selection only: as the name of an attribute it is better quoted. */
export const RESERVED: ReadonlySet<string> = new Set([...KEYWORDS, 'or']);
