// What is known of a configuration before it is built.
import { describe, expect, test } from 'vitest';
import {
  isInSystem,
  type KnownSystems,
  knowledgeOf,
  systemBeside,
  systemsOfRun,
} from '../../../server/src/features/knowledge';
import { FILE, FLAKE } from './systems';

type System = KnownSystems['systems'][number];

const NONE = { certain: 0, likely: 0, possible: 0 };
const certain = (count: number) => ({ ...NONE, certain: count });

function system(changes: Partial<System> = {}): System {
  return {
    kind: 'nixos',
    host: 'laptop',
    entry: FILE,
    inside: [],
    configRoot: FLAKE,
    isTest: false,
    files: [FILE],
    conflicts: NONE,
    specialisations: [],
    hasAllSpecialisations: true,
    ...changes,
  };
}
const work = (conflicts = NONE) => ({ name: 'work', conflicts });
const asked = { system: 'nixos' as const, host: 'laptop', root: FLAKE, specialisation: null };
const found = (systems: readonly System[], changes = {}) =>
  systemsOfRun({ systems }, { ...asked, ...changes }).map(({ host, inside }) => [host, ...inside].join('.'));

describe('the systems of a run', () => {
  const home = system({ kind: 'home-manager', inside: ['home-manager', 'users', 'me'] });

  test('are the one that is named, and the homes in it', () => {
    const all = [system({ host: 'server' }), home, system(), { ...home, host: 'server' }];
    expect(found(all)).toEqual(['laptop', 'laptop.home-manager.users.me']);
  });

  test('without a name the only one there is', () => {
    expect(found([system(), home], { host: null })).toEqual(['laptop', 'laptop.home-manager.users.me']);
    expect(found([system(), system({ host: 'server' })], { host: null })).toEqual([]);
  });

  test('of a home that comes with a system that home, where it is the only one', () => {
    const other = { ...home, inside: ['home-manager', 'users', 'you'] };
    expect(found([system(), home], { system: 'home-manager' })).toEqual(['laptop.home-manager.users.me']);
    expect(found([system(), home, other], { system: 'home-manager' })).toEqual([]);
  });

  test('homes that come with a system are built with it, however many', () => {
    const isPart = (systems: readonly System[], changes = {}): boolean =>
      isInSystem({ systems }, { ...asked, system: 'home-manager', ...changes });
    const other = { ...home, inside: ['home-manager', 'users', 'you'] };
    expect(isPart([system(), home])).toBe(true);
    expect(isPart([system(), home, other], { host: null })).toBe(true);
    expect(isPart([system(), home, { ...home, inside: [] }])).toBe(false);
    expect(isPart([system(), home], { host: 'server' })).toBe(false);
    expect(isPart([system(), home], { system: 'nixos' })).toBe(false);
  });

  test('are none of other places, and no machines of tests', () => {
    expect(found([system({ configRoot: { kind: 'flake', path: '/other' } }), system({ isTest: true })])).toEqual([]);
    expect(found([system()], { system: 'home-manager' })).toEqual([]);
  });
});

describe('where there is none of that name', () => {
  const beside = (systems: readonly System[], changes = {}) =>
    systemBeside({ systems }, { ...asked, host: 'nope', ...changes })?.host;

  test('one of the same kind and place says what there is', () => {
    expect(
      beside([system({ configRoot: { kind: 'flake', path: '/other' } }), system({ isTest: true })]),
    ).toBeUndefined();
    expect(beside([system({ kind: 'home-manager', host: 'me' }), system({ host: 'server' }), system()])).toBe('server');
  });

  test('but no system does for a home inside of it, which is there', () => {
    const home = system({ kind: 'home-manager', inside: ['x'] });
    const alone = system({ kind: 'home-manager', host: 'me' });
    expect(beside([home, alone], { system: 'home-manager', host: 'laptop' })).toBeUndefined();
    expect(beside([home, alone], { system: 'home-manager' })).toBe('me');
  });

  test('nothing but the names is known then', () => {
    const outputs = { configurations: ['laptop'], colmena: true, deployRs: true };
    expect(knowledgeOf([], [], outputs)).toEqual({
      specialisations: null,
      hasAllSpecialisations: false,
      conflicts: [],
      changedOptions: [],
      files: [],
      configurations: ['laptop'],
      isInSystem: false,
      fleets: { colmena: null, 'deploy-rs': null },
    });
  });
});

describe('what is known', () => {
  test('what its flake says around it', () => {
    const known = knowledgeOf([system()], [], { configurations: undefined, colmena: true, deployRs: undefined });
    expect(known).toMatchObject({
      hasAllSpecialisations: true,
      configurations: null,
      fleets: { colmena: true, 'deploy-rs': null },
    });
  });

  test('conflicts that are certain, of each part; those of homes inside are the base’s', () => {
    const home = system({
      kind: 'home-manager',
      inside: ['x'],
      conflicts: certain(1),
      specialisations: [work(certain(2))],
    });
    const known = knowledgeOf(
      [system({ specialisations: [work(certain(4)), { name: 'play', conflicts: NONE }] }), home],
      [],
      undefined,
    );
    expect(known.specialisations).toEqual(['work', 'play']);
    expect(known.conflicts).toEqual([
      { specialisation: null, count: 3 },
      { specialisation: 'work', count: 4 },
    ]);
  });

  test('what is only likely or possible is none', () => {
    expect(
      knowledgeOf([system({ conflicts: { certain: 0, likely: 2, possible: 3 } })], [], undefined).conflicts,
    ).toEqual([]);
  });

  test('options that surely differ', () => {
    const changes = [
      'added',
      'overridden',
      'extended',
      'removed',
      'derived',
      'possible',
      'same',
      'ineffective',
      'conflict',
    ] as const;
    const known = knowledgeOf(
      [system()],
      changes.map((change) => ({ option: change, change })),
      undefined,
    );
    expect(known.changedOptions).toEqual(['added', 'overridden', 'extended', 'removed', 'derived']);
  });

  test('all files, each once', () => {
    const files = ['/etc/nixos/b.nix', '/etc/nixos/a.nix'];
    expect(knowledgeOf([system({ files }), system({ files: files.slice(1) })], [], undefined).files).toEqual(
      files.toReversed(),
    );
  });
});
