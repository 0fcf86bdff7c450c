// Random regular expressions, valid and not, with texts they may match.
import type { Random } from './program';

const PIECES: readonly string[] = [
  ...[
    'a',
    'b',
    'ab',
    'x',
    '.',
    '.*',
    'a*',
    'b+',
    'a?',
    '(a)',
    '(b|a)',
    '(a|ab)',
    '(ab|b)*',
    '(a*)',
    '(a*)*',
    '(a|b)+',
    '()',
    '(a)|(b)',
    '|',
    '^',
    '$',
  ],
  ...[
    '[ab]',
    '[^a]',
    '[a-c]',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[-a]',
    '[[:alpha:]]',
    '[[:digit:][:space:]]',
    '[^[:alnum:]]+',
    '[[.a.]]',
    '[[=b=]]',
    '[a-c-]',
    '[+--]',
  ],
  ...[
    'a{2}',
    'b{1,2}',
    '(a|b){1,}',
    'a{0}',
    '(a){0,2}',
    '\\.',
    '\\*',
    '\\(',
    '\\[',
    '\\|',
    '\\$',
    '\\^',
    '\\{',
    '\\?',
    '\\+',
    '\\\\',
    '}',
    ']',
    ' ',
    '\\n',
    '-',
    ',',
  ],
  ...[
    '*',
    '+',
    '?',
    '{',
    '{2',
    '(',
    ')',
    '[',
    '\\',
    '\\d',
    '\\w',
    '[z-a]',
    '[[:nope:]]',
    '[a-c-e]',
    '**',
    '+*',
    '(?:a)',
    '(?=a)',
    'a*?',
    '{1}',
    '|a',
    'a|',
    '((a)|(b))*',
    '(a|(b))+',
  ],
];
/** Pieces from here on are mostly invalid; they are rarer. */
const INVALID_FROM = PIECES.indexOf('*');
const TEXT = ['a', 'b', 'ab', 'x', '.', ' ', '1', '-', '(', 'c', '\n', 'aab', '*', ']'];

const pick = (random: Random, items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? '';

/** A program that matches or splits. */
export function regexProgram(random: Random): string {
  const pieces = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
    pick(random, random() < 0.04 ? PIECES : PIECES.slice(0, INVALID_FROM)),
  );
  const pattern = random() < 0.2 ? `(${pieces.join('')})` : pieces.join('');
  const text = Array.from({ length: Math.floor(random() * 5) }, () => pick(random, TEXT)).join('');
  return `builtins.${random() < 0.5 ? 'match' : 'split'} ${quote(pattern)} ${quote(text)}`;
}

const quote = (text: string): string => `"${text.replaceAll(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"`;
