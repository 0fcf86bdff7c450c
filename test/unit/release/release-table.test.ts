// Options as a table and back, as the text of one file and back.
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../server/src/options/load';
import { releaseIn, writtenRelease } from '../../../server/src/release/cached-release';
import type { Release } from '../../../server/src/release/read-release';
import type { ReleaseOption } from '../../../server/src/release/release-option';
import { releaseRows, releaseTable } from '../../../server/src/release/release-table';

const PLAIN: ReleaseOption = {
  loc: ['a', 'b'],
  name: 'a.b',
  type: 'string',
  merge: { kind: 'equal', scalar: 'string' },
  literal: undefined,
  default: undefined,
  description: undefined,
  readOnly: false,
  internal: false,
  visible: true,
  declarations: [],
  renamedTo: undefined,
  removed: undefined,
};
const tableOf = (...options: readonly Partial<ReleaseOption>[]): string =>
  releaseTable(
    'NixOS',
    '/n',
    options.map((option) => ({ ...PLAIN, ...option })),
  );
const back = (...options: readonly Partial<ReleaseOption>[]) => releaseRows(tableOf(...options));

describe('what comes back', () => {
  it.each<readonly [string, Partial<ReleaseOption>, object]>([
    ['an option', {}, { path: 'a.b', name: 'a.b', type: 'string', visible: true }],
    ['no type', { type: null }, { type: null }],
    ['a literal', { literal: '""', default: '""' }, { default: '""' }],
    ['code', { default: 'pkgs.x' }, { default: 'pkgs.x' }],
    [
      'lines, tabs and backslashes',
      { description: 'a\n\tb\\n\r', default: "''\n\t''" },
      { description: 'a\n\tb\\n\r', default: "''\n\t''" },
    ],
    ['flags', { readOnly: true, internal: true, visible: false }, { readOnly: true, internal: true, visible: false }],
    ['names with dots', { loc: ['a', 'b.c'], name: 'a."b.c"' }, { path: 'a."b.c"', name: 'a."b.c"' }],
    ['any name', { loc: ['a', '<host>', '*'], name: 'a.<host>.*' }, { path: 'a.<name>.*', name: 'a.<host>.*' }],
    ['another name', { renamedTo: 'c.d' }, { renamedTo: 'c.d', removed: undefined }],
    ['what was removed', { removed: 'It was\nremoved.' }, { removed: 'It was\nremoved.', renamedTo: undefined }],
  ])('%s', (_, option, expected) => expect(back(option)).toMatchObject([expected]));

  it('declarations, from the folder of the release', () =>
    expect(
      back({
        declarations: [
          { file: '/n/x.nix', line: 12, writtenIn: undefined },
          { file: '/n/y', line: undefined, writtenIn: undefined },
          { file: '/n/z.nix', line: 3, writtenIn: '/n/lib/w.nix' },
          { file: '/nn/z:1.nix', line: 4, writtenIn: undefined },
        ],
      })[0]?.declarations,
    ).toEqual([
      { file: 'x.nix', line: 12, writtenIn: undefined },
      { file: 'y', line: undefined, writtenIn: undefined },
      { file: 'z.nix', line: 3, writtenIn: 'lib/w.nix' },
      { file: '/nn/z:1.nix', line: 4, writtenIn: undefined },
    ]));
  it('the first of several at a path', () =>
    expect(back({ default: '1' }, { default: '2' }).map((row) => row.default)).toEqual(['1']));
  it('in order of their paths, and none of none', () => {
    expect(back({ loc: ['b'], name: 'b' }, { loc: ['a'], name: 'a' }).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(back()).toEqual([]);
  });
});

it('is a table that the catalogue reads', () => {
  const catalogue = loadCatalogue(
    tableOf(
      { literal: 'true', default: 'true', merge: { kind: 'list', element: { kind: 'one' } } },
      { loc: ['old'], name: 'old', renamedTo: 'a.b', visible: false },
      { loc: ['gone'], name: 'gone', removed: 'It is gone.', visible: false },
    ),
  );
  expect(catalogue.lookup(['a', 'b'])).toMatchObject({
    fact: { type: 'string', merge: { kind: 'list', element: { kind: 'one' } }, default: 'true' },
  });
  expect(catalogue.canonical(['old', 'x'])).toEqual(['a', 'b', 'x']);
  expect(catalogue.removed(['gone'])).toContain('It is gone.');
});

describe('the text of a file', () => {
  const release: Release = { path: '/n', release: '99.05', table: tableOf({}), size: 1, files: ['/n/x.nix'] };
  const text = writtenRelease(release, 'as it was');

  it('comes back', () => expect(releaseIn(text)).toEqual({ release, state: 'as it was' }));
  it.each([
    ['empty', ''],
    ['cut off', text.slice(0, -1)],
    ['longer', `${text}x`],
    ['one letter changed', text.replace('string', 'strinG')],
    ['no header', text.slice(text.indexOf('\n') + 1)],
    ['a header of another kind', `null\n${release.table}`],
    ['of another version', text.replace(/"format":\d+/, '"format":0')],
  ])('is not read when it is %s', (_, damaged) => expect(releaseIn(damaged)).toBeUndefined());
});
