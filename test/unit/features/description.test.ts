// What a hover tells of the description of an option.
import { expect, it } from 'vitest';
import { describedShortly } from '../../../server/src/features/description';

it.each([
  ['plain', 'Whether to enable it.', ['Whether to enable it.']],
  ['the first paragraph, on one line', 'One\n  line.\n\nMore.', ['One line.']],
  ['roles and code', 'See {option}`a.b` and `c`.', ['See ', { code: 'a.b' }, ' and ', { code: 'c' }, '.']],
  ['a link', 'See [the manual](https://example.org/x).', ['See the manual.']],
  ['DocBook', 'Sets <option>a.b</option>, <emphasis>not</emphasis> c.', ['Sets ', { code: 'a.b' }, ', not c.']],
  [
    'an address',
    'At https://example.org/x, a@b.org.',
    ['At ', { code: 'https://example.org/x,' }, ' ', { code: 'a@b.org.' }],
  ],
  ['what hides', 'a\u202eb', ['a\\u{202e}b']],
  ['nothing', ' \n ', []],
])('%s', (_name, description, pieces) => {
  expect(describedShortly(description)).toEqual(pieces);
});

it('a long one ends at a word', () => {
  const [piece] = describedShortly('word '.repeat(200));
  expect(String(piece)).toMatch(/^(?:word )+…$/);
  expect(String(piece).length).toBeLessThanOrEqual(300);
});
