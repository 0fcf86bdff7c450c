// What can be folded, as `first-last` of its lines, counted from 1.
import { expect, it } from 'vitest';
import { LineIndex } from '../../../server/src/base/line-index';
import { foldsIn } from '../../../server/src/features/folding';
import type { Expr } from '../../../server/src/syntax/ast';
import { testParser } from '../../support/parser';

async function folds(text: string): Promise<readonly string[]> {
  const { root } = (await testParser()).parse(text);
  const lines = new LineIndex(text);
  const found = foldsIn(root, text).flatMap(({ start, end, kind, keepsLast }) => {
    const [first, last] = [lines.position(start).line + 1, lines.position(end).line + 1 - (keepsLast ? 1 : 0)];
    return last > first ? [`${first}-${last}${kind === 'code' ? '' : ` ${kind}`}`] : [];
  });
  return found.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

it.each([
  [
    'sets and lists: what closes them is shown',
    '{\n  a = {\n    b = 1;\n  };\n  c = [\n    1\n  ];\n}',
    ['1-7', '2-3', '5-6'],
  ],
  ['what closes behind something goes, too', '{\n  a = [ 1\n    2 ];\n}', ['1-3', '2-3']],
  ['the head of a function', '{\n  lib,\n  ...\n}:\n{\n}\n', ['1-3']],
  ['let', 'let\n  a = 1;\n  b = 2;\nin\na', ['1-3']],
  ['strings', "{\n  a = ''\n    x\n  '';\n  b = \"x\n  y\";\n}", ['1-6', '2-3', '5-6']],
  ['nothing on one line', '{ a = { b = [ 1 ]; }; }', []],
  ['comments', '# a\n# b\n{ }\n/* c\n   d */\n', ['1-2 comment', '4-5 comment']],
  ['comments with code between', '# a\n{ }\n# b\n', []],
  ['what looks like one in a string', "''\n  # region a\n  # b\n  # endregion\n''", ['1-4']],
  [
    'regions, within each other',
    '{\n  # region Sound\n  a = 1;\n  #region more\n  b = 1;\n  # endregion\n  # endregion\n}',
    ['1-7', '2-7 region', '4-6 region'],
  ],
  [
    'a region that nothing ends, and an end of nothing',
    '{\n  # region\n  a = 1;\n}\n# endregion x y\n# endregion\n',
    ['1-3', '2-5 region'],
  ],
  ['half-typed', '{\n  a = {\n    b = \n  };\n  c = 1;\n', ['1-5', '2-3']],
])('%s', async (_name, text, expected) => {
  expect(await folds(text)).toEqual(expected);
});

it('text that is nested deeper than calls can be', () => {
  const depth = 200_000;
  let root: Expr = { kind: 'list', items: [], start: depth, end: depth + 1 };
  for (let start = depth - 1; start >= 0; start--)
    root = { kind: 'list', items: [root], start, end: 2 * depth - start };
  expect(foldsIn(root, `${'['.repeat(depth)}${']'.repeat(depth)}`)).toHaveLength(depth + 1);
});
