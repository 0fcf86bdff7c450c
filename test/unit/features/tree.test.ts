// What the view of specialisations is told: systems, and the options of a part.
import { describe, expect, it } from 'vitest';
import {
  optionNodes,
  systemCount,
  systemNodes,
  type TreeDifferences,
  type TreeSystems,
} from '../../../server/src/features/tree';
import { FILE, FLAKE } from './systems';

type System = TreeSystems['systems'][number];

const NONE = { certain: 0, likely: 0, possible: 0 };

function system(names: readonly string[], changes: Partial<System> = {}): System {
  const specialisations = names.map((name, i) => ({
    name,
    inheritParentConfig: true,
    conflicts: NONE,
    sites: [{ location: { file: FILE, start: i, end: i + 1 } }],
  }));
  return {
    kind: 'nixos',
    host: null,
    hostName: null,
    entry: FILE,
    inside: [],
    configRoot: FLAKE,
    isTest: false,
    conflicts: NONE,
    specialisations,
    ...changes,
  };
}

const names = (systems: readonly System[]) =>
  systemNodes({ systems }, () => true).map(({ name, user, parts }) => [
    name,
    user,
    parts.map(({ key }) => key.specialisation),
  ]);

describe('systems', () => {
  it('have the base first, then their specialisations', () => {
    expect(names([system(['gaming', 'travel'], { host: 'laptop' })])).toEqual([
      ['laptop', null, [null, 'gaming', 'travel']],
    ]);
  });

  it('without a host are named by their file', () => {
    expect(names([system(['gaming'])])).toEqual([['configuration.nix', null, [null, 'gaming']]]);
  });

  it('none is shown where none has a specialisation, but all are counted', () => {
    const systems = [system([], { host: 'a' }), system([], { host: 'b' })];
    expect(systemNodes({ systems }, () => true)).toEqual([]);
    expect(systemCount({ systems })).toBe(2);
  });

  it('beside one with specialisations every host is shown, and no file or user that has none', () => {
    const user = ['home-manager', 'users', 'alice'];
    const systems = [
      system(['s'], { host: 'a' }),
      system([], { host: 'b' }),
      system([]),
      system([], { host: 'a', kind: 'home-manager', inside: user }),
      system(['dark'], { host: 'b', kind: 'home-manager', inside: user }),
    ];
    expect(names(systems)).toEqual([
      ['a', null, [null, 's']],
      ['b', null, [null]],
      ['b', 'alice', [null, 'dark']],
    ]);
    expect(systemCount({ systems })).toBe(3);
  });

  it('ids tell all nodes apart', () => {
    const inside = ['home-manager', 'users', 'alice'];
    const nodes = systemNodes(
      { systems: [system(['s'], { host: 'a' }), system(['s'], { host: 'a', inside }), system(['s'])] },
      () => true,
    );
    const ids = nodes.flatMap(({ id, parts }) => [id, ...parts.map((part) => part.id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('whatever the names, ids tell all nodes apart', () => {
    const names = ['a', 'a\nb', 'b', '', '=a', '\n', 'null', '"a"', '"a"\n0', '0', '\\n', '\ud800', '\\ud800'];
    const inside = names.map((name) => ['home-manager', 'users', name]);
    const systems = [
      ...names.map((host) => system(names, { host })),
      ...inside.map((path) => system(names, { inside: path })),
      system(names, { inside: ['home-manager\nusers', 'a'] }),
      system(names),
      // A file that makes `"a.b"` as well as `a.b`.
      ...[1, 2, 3].map(() => system(names, { host: 'a.b' })),
    ];
    const options = (part: string) =>
      optionNodes(
        [...names, 'twice', 'twice'].map((option) => ({
          option,
          change: 'added',
          before: undefined,
          after: undefined,
          conflict: undefined,
          definitions: Array(3).fill({ location: undefined, scope: 'base', priority: '', shown: '', role: 'wins' }),
        })),
        part,
      );
    const nodes = systemNodes({ systems }, () => true);
    const parts = nodes.flatMap((node) => node.parts);
    const below = parts.flatMap(({ id }) => options(id)).flatMap((node) => [node, ...node.definitions]);
    const ids = [...nodes, ...parts, ...below].map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(10_000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('what is not on disk has nothing that can be built', () => {
    const [node] = systemNodes({ systems: [system(['s'])] }, () => false);
    expect(node?.parts.map(({ root }) => root)).toEqual([null, null]);
  });
});

describe('options', () => {
  const difference = (
    option: string,
    change: TreeDifferences[number]['change'],
    proof?: 'certain' | 'possible',
    isIgnored = false,
  ): TreeDifferences[number] => ({
    option,
    change,
    before: undefined,
    after: '1',
    conflict: proof && { proof, isIgnored },
    definitions: [],
  });

  it('what needs a look comes first, the others in order', () => {
    const found = [
      difference('a', 'added'),
      difference('aa', 'conflict', 'certain', true),
      difference('b', 'conflict', 'possible'),
      difference('c', 'ineffective'),
      difference('d', 'conflict', 'certain'),
      difference('e', 'overridden'),
    ];
    expect(optionNodes(found, 'p').map(({ option }) => option)).toEqual(['d', 'b', 'c', 'a', 'aa', 'e']);
  });

  it('an id names the part and the option', () => {
    const [node] = optionNodes([difference('a.b', 'added')], 'part');
    expect(node).toMatchObject({ id: 'part\n"a.b"', before: null, after: '1', proof: null });
  });
});
