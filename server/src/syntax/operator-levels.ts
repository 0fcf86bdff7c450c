// How strongly operators bind in Nix's own grammar.

/** How tightly operators bind; those that cannot follow each other are `lone`, as in `a == b == c`. */
export const BINARY: Readonly<Record<string, { readonly level: number; readonly side: 'left' | 'right' | 'lone' }>> = {
  '|>': { level: 0, side: 'left' },
  '<|': { level: 0, side: 'right' },
  '->': { level: 1, side: 'right' },
  '||': { level: 2, side: 'left' },
  '&&': { level: 3, side: 'left' },
  '==': { level: 4, side: 'lone' },
  '!=': { level: 4, side: 'lone' },
  '<': { level: 5, side: 'lone' },
  '>': { level: 5, side: 'lone' },
  '<=': { level: 5, side: 'lone' },
  '>=': { level: 5, side: 'lone' },
  '//': { level: 6, side: 'right' },
  '+': { level: 8, side: 'left' },
  '-': { level: 8, side: 'left' },
  '*': { level: 9, side: 'left' },
  '/': { level: 9, side: 'left' },
  '++': { level: 10, side: 'right' },
  '?': { level: 11, side: 'left' },
};

/** Of the operators in front of a value: `!` and `-`. */
export const NOT = 7;
export const NEGATE = 12;
