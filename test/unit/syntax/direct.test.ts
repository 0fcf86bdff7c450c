// Texts that are Nix are read without tree-sitter: whatever is read so is the tree that tree-sitter's is lowered to.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDirectly } from '../../../server/src/syntax/direct/read-directly';
import { bothWays } from '../../support/parser';

const parser = await bothWays();
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FILES = ['test', 'examples', 'server/src'].flatMap((folder) =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.nix') && !file.includes('node_modules'))
    .map((file) => `${ROOT}/${folder}/${file}`),
);

it('reads every file of this repository that has no error', () => {
  const texts = FILES.map((file) => readFileSync(file, 'utf8'));
  const clean = texts.filter((text) => parser.parse(text).errors.length === 0);
  expect(clean.length).toBeGreaterThan(20);
  expect(clean.filter((text) => readDirectly(text) === undefined)).toEqual([]);
});

describe('leaves to tree-sitter', () => {
  it.each([
    '{ a = ; }',
    '{ a = 1 }',
    '{ services.\n  b = 1; }',
    'a == b == c',
    'a/',
    '"',
    "''a",
    '${a}',
    '{ if = 1; }',
    '',
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
  ])('%j', (text) => {
    expect(readDirectly(text)).toBeUndefined();
  });
});

/** Others find others: `READ_SEED=7 npm run unit -- test/unit/syntax/direct`. */
const SEED = Number(process.env.READ_SEED ?? 1);

const WORDS = ['a', 'x1', "b'", '_', 'or', 'let', 'in', 'rec', 'inherit', 'with', 'if', 'then', 'else', 'assert'];
const SYMBOLS = ['{', '}', '[', ']', '(', ')', ';', '=', '.', ',', '...', '?', '@', ':', '!', '-', '+', '++', '*', '/'];
const MORE = ['//', '->', '&&', '||', '==', '!=', '<', '<=', '>', '>=', '|>', '<|', '"', "''", '${', '$', '\\', "'"];
const VALUES = [
  '1',
  '1.5',
  '.5e3',
  '01.5',
  './a',
  '~/a',
  'a/b',
  '../${x}/b',
  '<a/b>',
  'http://a.b/c',
  'x:y',
  '"t\\n"',
  "''\n  i''",
];
const SHAPES = [
  '{ a.b = 1; }',
  '{ a, b ? 1, ... }@c: a',
  '[ 1 (2) ]',
  'x: ',
  'let a = 1; in ',
  'inherit (x) a;',
  '/* c */',
  '# c\n',
];
const BLANKS = [' ', '\n', '\t', '\r\n', '\r'];
const ANY = [WORDS, SYMBOLS, MORE, VALUES, SHAPES, BLANKS].map((words) => fc.constantFrom(...words));

it('reads texts of any words as tree-sitter does', () => {
  const text = fc.array(fc.oneof(...ANY), { maxLength: 14 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, (any) => {
      parser.parse(any);
    }),
    { numRuns: 3000, seed: SEED },
  );
});

const SAMPLE = readFileSync(fileURLToPath(new URL('sample.nix', import.meta.url)), 'utf8');

it('reads what a file becomes by edits as tree-sitter does', () => {
  const edit = fc.record({ at: fc.nat(SAMPLE.length), taken: fc.nat(4), put: fc.oneof(...ANY) });
  fc.assert(
    fc.property(edit, ({ at, taken, put }) => {
      parser.parse(SAMPLE.slice(0, at) + put + SAMPLE.slice(at + taken));
    }),
    { numRuns: 600, seed: SEED },
  );
});
