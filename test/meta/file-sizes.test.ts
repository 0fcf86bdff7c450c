// A longer file holds more than one idea. That functions are short, and code no wider than a screen, the linter and the
// formatter hold; comments nobody else does.
import { describe, expect, it } from 'vitest';
import { filesIn, textOf } from './files';

const LIMITS = { 'client and server': 250, tests: 400 };

const lengthsIn = (...folders: readonly string[]): readonly { readonly file: string; readonly lines: number }[] =>
  filesIn(...folders)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('server/data/'))
    .map((file) => ({ file, lines: textOf(file).trimEnd().split('\n').length }));

describe.each([
  ['client and server', lengthsIn('client', 'server')],
  ['tests', lengthsIn('test')],
] as const)('%s', (name, files) => {
  it(`have no file of more than ${LIMITS[name]} lines`, () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter(({ lines }) => lines > LIMITS[name])).toEqual([]);
  });
});

it('functions of more than 60 lines are an error', () => {
  const { linter, overrides } = JSON.parse(textOf('biome.json'));
  expect(linter.rules.complexity.noExcessiveLinesPerFunction).toEqual({ level: 'error', options: { maxLines: 60 } });
  const elsewhere = overrides.filter(
    (one: { readonly linter?: { readonly rules?: { readonly complexity?: object } } }) =>
      Object.hasOwn(one.linter?.rules?.complexity ?? {}, 'noExcessiveLinesPerFunction'),
  );
  expect(elsewhere.map(({ includes }: { readonly includes: readonly string[] }) => includes)).toEqual([['test/**']]);
});

it('comments are no wider than 120 columns, but for addresses', () => {
  const tooWide = filesIn('client', 'server').flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => line.length > 120 && /^\s*(\/\/|\/?\*)/.test(line) && !line.includes('https://'))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(tooWide).toEqual([]);
});
