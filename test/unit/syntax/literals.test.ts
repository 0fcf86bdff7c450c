// Whatever was read in place of a broken text: a literal of the tree is one of the text, too.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Expr } from '../../../server/src/syntax/ast';
import { children } from '../../../server/src/syntax/children';
import { bothWays } from '../../support/parser';

const parser = await bothWays();

/** The literals that are none, as text. */
function impossible(text: string): readonly string[] {
  const found: string[] = [];
  const open: Expr[] = [parser.parse(text).root];
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    const isFine =
      (expr.kind !== 'int' || /^\d+$/.test(expr.digits)) &&
      (expr.kind !== 'float' || !Number.isNaN(expr.value)) &&
      (expr.kind !== 'variable' || /^[a-zA-Z_][\w'-]*$/.test(expr.name));
    if (!isFine) found.push(text.slice(expr.start, expr.end));
    open.push(...children(expr));
  }
  return found;
}

it.each([
  '{ a = 3" }',
  '{ a = 3"\n}',
  "{ a = 3''\n}",
  '{ a = 1.5"\n}',
  '{ a = x"\n}',
  'let a = 3"\nin a',
  '{ a.b = 3"; c = 4; }',
  '[ 3"\n]',
])('a quote behind a number or a name is no part of it: %j', (text) => expect(impossible(text)).toEqual([]));

it('nor is anything else', () => {
  const pieces = [
    '"',
    "''",
    '${',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ';',
    '=',
    '.',
    '3',
    '1.5',
    'a',
    ' ',
    '\n',
    '\0',
    '\ud800',
    '~/',
    '//',
    ',',
    '/*',
  ];
  const text = fc.array(fc.constantFrom(...pieces, 'a = ', 'let ', ' in ', 'inherit '), { maxLength: 12 });
  fc.assert(
    fc.property(text, (parts) => {
      const joined = `{ x = ${parts.join('')}`;
      expect(impossible(joined)).toEqual([]);
      expect(impossible(`${joined}\n y = 1; }\n`)).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});
