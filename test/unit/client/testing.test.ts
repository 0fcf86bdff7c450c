// Specialisations as tests: which items there are, which are asked for, and what becomes of a check.
import { describe, expect, test } from 'vitest';
import { requested, testedSystems } from '../../../client/src/testing/items';
import { errored, verdictOf } from '../../../client/src/testing/verdict';
import type { PartNode, SystemNode } from '../../../server/src/protocol/tree';
import { reportOn } from '../../../server/src/run/output/reader';
import { FLAKE } from '../run/support';
import { part, place, system } from './view-support';

const NAMING = { file: String, path: String };
const BOTH = [part(null), part('work', { at: place(9) }), part('play')];
const tested = (systems: readonly SystemNode[], isOpen: (of: SystemNode, part: PartNode) => boolean = () => true) =>
  testedSystems(systems, NAMING, isOpen);
const names = (systems: readonly SystemNode[]) =>
  tested(systems).map(({ label, specialisations }) => [label, ...specialisations.map((each) => each.label)]);

describe('the items', () => {
  test('are the specialisations, below their host, as the view says them', () => {
    expect(tested([system(BOTH)])).toMatchObject([
      {
        id: 'host',
        label: 'host',
        description: '/home/me/config',
        specialisations: [
          {
            id: 'host/work',
            system: 'host',
            label: 'work',
            at: place(9),
            of: { system: 'nixos', host: 'host', specialisation: 'work', root: FLAKE },
          },
          { id: 'host/play', label: 'play' },
        ],
      },
    ]);
  });

  test('say what is known to be wrong', () => {
    const broken = part('work', { conflicts: { certain: 2, likely: 0, possible: 0 } });
    expect(tested([system([broken])])[0]?.specialisations[0]?.description).toBe('2 conflicts');
  });

  test.each<[string, SystemNode]>([
    ['a host without specialisations', system([part(null)])],
    ['what is not saved', system(BOTH.map((each) => ({ ...each, root: null })))],
    [
      'what is on no disk',
      system(BOTH.map((each) => ({ ...each, root: { kind: 'flake', path: '/vscode-vfs:github/me' } }))),
    ],
    ['a home inside of a system, which is evaluated with that', system(BOTH, { user: 'me', system: 'home-manager' })],
  ])('%s has none', (_, of) => {
    expect(tested([of])).toEqual([]);
  });

  test('are there for what is opened only', () => {
    const other = system([part('work', { id: 'other/work' })], { id: 'other', name: 'other' });
    expect(tested([system(BOTH), other], ({ id }) => id === 'other').map(({ label }) => label)).toEqual(['other']);
    expect(tested([system(BOTH)], (_, { at }) => at === BOTH[1]?.at)[0]?.specialisations).toHaveLength(1);
  });

  test('hide nothing', () => {
    expect(names([system([part('a\u202eb')])])).toEqual([['host', 'a\\u{202e}b']]);
  });
});

describe('what a request asks for', () => {
  const other = system([part('work', { id: 'other/work' })], { id: 'other' });
  const ids = (include: readonly string[] | undefined, ...exclude: readonly string[]) =>
    requested(tested([system(BOTH), other]), {
      include: include && new Set(include),
      exclude: new Set(exclude),
    }).map(({ id }) => id);

  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing named: all', ids(undefined), ['host/work', 'host/play', 'other/work']],
    ['one', ids(['host/play']), ['host/play']],
    ['a host: all of its', ids(['host']), ['host/work', 'host/play']],
    ['a host and one of it: each once', ids(['host', 'host/work']), ['host/work', 'host/play']],
    ['without one', ids(['host'], 'host/work'), ['host/play']],
    ['without a host', ids(undefined, 'host'), ['other/work']],
    ['what is gone', ids(['host/gone']), []],
  ])('%s', (_, asked, found) => {
    expect(asked).toEqual(found);
  });
});

describe('what becomes of a check', () => {
  const verdict = (output: string, ended: number | string, places: readonly (string | undefined)[] = []) =>
    verdictOf('Check it', FLAKE, { ended, report: reportOn(output), places });

  test('what Nix complains of has failed, at its place where it is known', () => {
    expect(verdict("error: undefined variable 'x'\n", 1, ['there'])).toEqual({
      state: 'failed',
      messages: [{ text: "undefined variable 'x'", at: 'there' }],
    });
    expect(verdict("error: undefined variable 'x'\n", 1).messages).toMatchObject([{ at: undefined }]);
  });

  test('where Nix says nothing of the configuration it is an error', () => {
    expect(verdict('', 127)).toEqual(errored('Check it: it failed (127).'));
    expect(verdict('', 'spawn env ENOENT')).toMatchObject({ state: 'errored' });
    expect(errored('\u202e').messages[0]?.text).toBe('\\u{202e}');
  });
});
