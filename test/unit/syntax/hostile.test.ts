// Whatever the text: no exception, and the tree of an edited document is the tree of its text.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TextEdit } from '../../../server/src/base/text-edit';
import type { Expr, SyntaxTree } from '../../../server/src/syntax/ast';
import { children } from '../../../server/src/syntax/children';
import { pathTo } from '../../../server/src/syntax/locate';
import { testParser } from '../../support/parser';

const parser = await testParser();
const sample = readFileSync(fileURLToPath(new URL('sample.nix', import.meta.url)), 'utf8');

/** Counts nodes and checks on the way that every span lies in the text and holds those of its children. */
function count(root: Expr, length: number): number {
  let nodes = 0;
  const open: Expr[] = [root];
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    nodes++;
    if (expr.start < 0 || expr.end > length || expr.start > expr.end)
      throw new Error(`${expr.kind} ${expr.start}-${expr.end} of ${length}`);
    for (const child of children(expr)) open.push(child);
  }
  return nodes;
}

it('reads the sample without an error', () => {
  expect(parser.parse(sample).errors).toEqual([]);
});

it('reads the sample cut off at every second character', () => {
  for (let end = 0; end <= sample.length; end += 2) {
    const { root } = parser.parse(sample.slice(0, end));
    expect(count(root, end)).toBeGreaterThan(0);
  }
});

it('reads the sample with a character left out', () => {
  for (let at = 0; at < sample.length; at += 7) {
    const text = sample.slice(0, at) + sample.slice(at + 1);
    expect(count(parser.parse(text).root, text.length)).toBeGreaterThan(0);
  }
});

describe('edits', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '};',
      '[',
      ']',
      '(',
      ')',
      '"',
      "''",
      '${',
      '=',
      ';',
      '.',
      ',',
      ':',
      '\n',
      '  ',
      '|>',
      '//x',
      '#',
      '/*',
      '*/',
      ', }',
    ),
    fc.constantFrom(
      'a',
      'let ',
      ' in ',
      'with ',
      'if ',
      'inherit ',
      'rec ',
      'or ',
      '\n  a.b = 1;',
      '1',
      './x',
      "'''${",
      '\r',
      'é',
      '😀',
      '\ud800',
    ),
    fc.string({ maxLength: 4 }),
  );
  const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat({ max: 6 }), newText: piece }), {
    minLength: 1,
    maxLength: 3,
  });

  it('lead to the tree of the new text', () => {
    fc.assert(
      // Not every text is looked at before the next.
      fc.property(fc.array(fc.tuple(edits, fc.boolean()), { minLength: 1, maxLength: 8 }), (updates) => {
        let text = sample;
        const document = parser.open(text);
        for (const [update, isSeen] of [...updates, [[], true] as const]) {
          const changes: TextEdit[] = [];
          for (const { at, length, newText } of update) {
            const start = at % (text.length + 1);
            const end = Math.min(start + length, text.length);
            changes.push({ start, end, newText });
            text = text.slice(0, start) + newText + text.slice(end);
          }
          document.update(text, changes);
          if (!isSeen) continue;
          const incremental = document.tree;
          const fresh = parser.parse(text);
          if (JSON.stringify(incremental) !== JSON.stringify(fresh)) expect(incremental).toEqual(fresh);
        }
        document.dispose();
      }),
      { numRuns: 100 },
    );
  });

  it('that cannot be the ones between two texts are no harm', () => {
    const document = parser.open('{ a = 1; }');
    document.update('{ b = 2; c = 3; }', [{ start: 50, end: 60, newText: 'x' }]);
    expect(document.tree).toEqual(parser.parse('{ b = 2; c = 3; }'));
    document.update('[ ]', []);
    expect(document.tree).toEqual(parser.parse('[ ]'));
    document.dispose();
    expect(document.tree).toEqual(parser.parse('[ ]'));
    document.update('{ }', []);
    expect(document.tree).toEqual(parser.parse('{ }'));
    document.dispose();
  });
});

describe('100,000 levels', () => {
  const DEPTH = 100_000;
  it.each([
    ['lists', '[ ', '', ' ]'],
    ['parentheses', '(', '1', ')'],
    ['sets', '{ a = ', '1', '; }'],
    ['lets', 'let a = 1; in ', 'a', ''],
    ['functions', 'x: ', 'x', ''],
    ['function heads', '{ a ? ', '1', ' }: a'],
    ['strings', '"${', '1', '}"'],
    ['conditions', 'if a then b else ', 'c', ''],
    ['operators to the right', 'a ++ ', 'b', ''],
    ['operators to the left', 'a + ', 'b', ''],
    ['pipes', 'a |> ', 'b', ''],
    ['pipes back', 'a <| ', 'b', ''],
    ['negations', '!', 'a', ''],
    ['arguments', 'f ', 'x', ''],
    ['a path of attributes', 'a.', 'a', ''],
    ['open lists', '[ ', '', ''],
    ['open sets', '{ a = ', '', ''],
    ['open sets over lines', '{\n a =\n', '', ''],
    ['open strings', '"${', '', ''],
    ['open strings over lines', '"\n${', '', ''],
    ['closing braces', '}\n', '', ''],
    ['commas', ', ', '', ''],
    ['commas and comments', ',#', '', ''],
  ])(
    '%s',
    (_, open, inside, close) => {
      const text = open.repeat(DEPTH) + inside + close.repeat(DEPTH);
      const { root } = parser.parse(text);
      expect(count(root, text.length)).toBeGreaterThan(0);
      expect(pathTo(root, text.length >> 1).length).toBeGreaterThanOrEqual(0);
    },
    60_000,
  );
});

it('reads binary rubbish', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(count(parser.parse(text).root, text.length)).toBeGreaterThan(0);
    }),
  );
});

it('reads a text of many megabytes, or says that it is too long', () => {
  const large = `{\n${'  a.b.c = { d = [ 1 "x" ]; };\n'.repeat(60_000)}}`;
  expect(parser.parse(large).errors).toEqual([]);
  // What is Nix, and nobody edits, may be longer than what may have to be mended.
  expect(parser.parse(large.repeat(2)).errors).toEqual([]);
  const unfinished = `${large.repeat(2)}]`;
  expect(parser.parse(unfinished)).toEqual(tooLong(unfinished));
  const huge = large.repeat(5);
  expect(parser.parse(huge)).toEqual(tooLong(huge));
});

it('a text that takes too long has no errors, and can be edited into one that does not', () => {
  const text = Array(5000).fill('1').join('+');
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => clock.mock.calls.length * 10_000);
  onTestFinished(() => clock.mockRestore());
  const document = parser.open(text);
  expect(document.tree).toEqual(tooSlow(text));
  clock.mockRestore();
  document.update('1', [{ start: 1, end: text.length, newText: '' }]);
  expect(document.tree).toEqual(parser.parse('1'));
  document.dispose();
});

const tooLong = ({ length }: string): SyntaxTree => ({
  root: { kind: 'error', start: 0, end: length, isTooLong: true },
  errors: [],
});
const tooSlow = ({ length }: string): SyntaxTree => ({
  root: { kind: 'error', start: 0, end: length, isTooSlow: true },
  errors: [],
});
