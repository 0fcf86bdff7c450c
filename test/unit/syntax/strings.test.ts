// What the text between quotes means. The expected values are Nix's own; test/differential asks Nix for
// them again where there is one.
import { expect, it } from 'vitest';
import { bothWays } from '../../support/parser';
import { STRINGS } from './string-table';

const parser = await bothWays();

it.each(STRINGS)('%j', (text, expected) => {
  const { root, errors } = parser.parse(text);
  expect(errors).toEqual([]);
  if (root.kind !== 'string') throw new Error(`not a string but ${root.kind}`);
  // Every interpolation in the table is `${"x"}`.
  expect(root.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('')).toBe(expected);
});
