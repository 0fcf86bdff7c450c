// Which lenses stand where, and what they say when several hosts share a place.
import { describe, expect, it } from 'vitest';
import { codeLenses, type Lens } from '../../../server/src/features/code-lens';
import type { Systems } from '../../../server/src/features/targets';
import { type BuiltState, type MachineState, UNKNOWN_MACHINE } from '../../../server/src/protocol/machine';
import { FILE, FLAKE, system } from './systems';

const TEXT = 'gaming = { };\ntravel = { };';
const GAMING = ['gaming', 'gaming = { };'] as const;
const TRAVEL = ['travel', 'travel = { };'] as const;
const onHosts = (...hosts: string[]): Systems => ({ systems: hosts.map((host) => system(TEXT, [GAMING], { host })) });
const lineOf = (offset: number): number => TEXT.slice(0, offset).split('\n').length;
const titles = (systems: Systems, file = FILE, machine?: MachineState): readonly string[] =>
  codeLenses(systems, file, lineOf, machine).map(({ title }) => title);
const on = (host: string): MachineState => ({ ...UNKNOWN_MACHINE, host });

it('in the order of the file, not of the systems', () => {
  const lenses = codeLenses({ systems: [system(TEXT, [TRAVEL, GAMING])] }, FILE, lineOf);
  expect(lenses.map(({ span, title }) => [TEXT.slice(span.start, span.end), title])).toEqual(
    ['gaming', 'travel'].flatMap((name) =>
      ['Switch to this specialisation', 'Rebuild and switch', 'More…'].map((title) => [name, title]),
    ),
  );
});

it('those of one line say whose they are', () => {
  const systems = [system(TEXT, [GAMING, TRAVEL])];
  expect(codeLenses({ systems }, FILE, () => 0).map(({ title }) => title)).toEqual([
    'Switch to this specialisation (gaming)',
    'Rebuild and switch (gaming)',
    'Switch to this specialisation (travel)',
    'Rebuild and switch (travel)',
    'More…',
  ]);
});

it('none for a machine of a test, which nobody switches to', () => {
  expect(titles({ systems: [system(TEXT, [GAMING], { isTest: true })] })).toEqual([]);
});

it('none in other files', () => {
  expect(titles({ systems: [system(TEXT, [GAMING])] }, '/etc/nixos/other.nix')).toEqual([]);
});

it('one host needs no name', () => {
  expect(titles(onHosts('laptop'))).toEqual(['Switch to this specialisation', 'Rebuild and switch', 'More…']);
});

describe('several hosts', () => {
  const both = onHosts('desktop', 'laptop', 'server');
  const hostsOf = (lenses: readonly Lens[]) => lenses.map(({ arguments: args }) => args.map(({ host }) => host));

  it('this machine comes first, and all of them are behind the last lens', () => {
    const lenses = codeLenses(both, FILE, lineOf, on('laptop'));
    expect(lenses.map(({ title }) => title)).toEqual([
      'Switch to this specialisation (laptop)',
      'Rebuild and switch',
      'More…',
      '3 hosts…',
    ]);
    expect(hostsOf(lenses)).toEqual([['laptop'], ['laptop'], ['laptop'], ['desktop', 'laptop', 'server']]);
  });

  it.each<[string, MachineState]>([
    ['by its full name', on('laptop.lan.example.org')],
    ['as the user has said', { ...on('box'), own: { [FLAKE.path]: 'laptop' } }],
  ])('this machine, known %s', (_how, machine) => {
    expect(titles(both, FILE, machine)[0]).toBe('Switch to this specialisation (laptop)');
  });

  it('this machine, known by the name that its configuration gives it', () => {
    const named = {
      systems: [system(TEXT, [GAMING], { host: 'a' }), system(TEXT, [GAMING], { host: 'b', hostName: 'box' })],
    };
    expect(titles(named, FILE, on('box'))[0]).toBe('Switch to this specialisation (b)');
  });

  it('none is this machine: whoever runs it is asked which one is', () => {
    const lenses = codeLenses(both, FILE, lineOf, on('box'));
    expect(lenses.map(({ title }) => title)).toEqual([
      'Switch to this specialisation',
      'Rebuild and switch',
      'More…',
      '3 hosts…',
    ]);
    expect(hostsOf(lenses)[0]).toEqual(['desktop', 'laptop', 'server']);
  });

  it.each([
    ['the host of another machine is built, and nothing of it runs here', [], ['Build for server', 'More…']],
    [
      'one that can be reached is rebuilt there',
      ['server'],
      ['Build for server', 'Rebuild and switch on server', 'More…'],
    ],
  ])('%s', (_name, reachable, expected) => {
    const apart = { systems: [system(TEXT, [GAMING], { host: 'server' }), system(TEXT, [], { host: 'laptop' })] };
    expect(titles(apart, FILE, { ...on('laptop'), reachable })).toEqual(expected);
  });

  it('the one chosen last is shown', () => {
    const machine = { ...on('laptop'), chosen: { [FLAKE.path]: 'desktop' } };
    expect(titles(both, FILE, machine)).toEqual(['Build for desktop', 'More…', '3 hosts…']);
    const back = { ...on('laptop'), chosen: { [FLAKE.path]: 'laptop' } };
    expect(titles(both, FILE, back)[0]).toBe('Switch to this specialisation (laptop)');
  });

  it('one of another flake has nothing to say here', () => {
    const other = { kind: 'flake', path: '/other' } as const;
    const two = {
      systems: [system(TEXT, [GAMING], { host: 'a' }), system(TEXT, [], { host: 'laptop', configRoot: other })],
    };
    expect(titles(two, FILE, on('laptop'))[0]).toBe('Switch to this specialisation');
  });
});

describe('homes', () => {
  const homes = (...hosts: string[]): Systems => ({
    systems: hosts.map((host) => system(TEXT, [GAMING], { host, kind: 'home-manager' })),
  });
  it.each(['kim', 'kim@laptop'])('%s is that of this user', (name) => {
    const machine = { ...on('laptop'), user: 'kim' };
    expect(titles(homes('alex', 'kim@server', name), FILE, machine)[0]).toBe(`Switch to this specialisation (${name})`);
  });

  it('are counted as homes, and with hosts as configurations', () => {
    const of = homes('alex', 'kim@laptop');
    expect(titles(of).at(-1)).toBe('2 homes…');
    expect(titles({ systems: [...of.systems, ...onHosts('laptop').systems] }).at(-1)).toBe('3 configurations…');
  });
});

describe('what is known', () => {
  const built = (state: Partial<BuiltState>): MachineState => ({
    ...on('laptop'),
    built: { nixos: { names: ['gaming'], reboot: {}, active: null, ...state }, 'home-manager': null },
  });
  it.each<[string, Partial<BuiltState>, string]>([
    ['it runs', { active: 'gaming' }, ' · active'],
    ['it is not built', { names: ['travel'] }, ' · not built'],
    ['it needs a reboot', { reboot: { gaming: ['kernel'] } }, ' · needs reboot (kernel)'],
    [
      'it needs one for much',
      { reboot: { gaming: ['kernel', 'initrd', 'kernel parameters'] } },
      ' · needs reboot (kernel +2)',
    ],
    ['nothing of note', {}, ''],
    ['another one runs', { active: 'travel' }, ''],
  ])('%s', (_name, state, shown) => {
    expect(titles(onHosts('laptop'), FILE, built(state))[0]).toBe(`Switch to this specialisation${shown}`);
  });

  it.each([
    [{ certain: 1, likely: 0, possible: 3 }, ' · 1 conflict'],
    [{ certain: 1, likely: 1, possible: 0 }, ' · 2 conflicts'],
    [{ certain: 0, likely: 0, possible: 5 }, ''],
  ])('a rebuild would stop at conflicts: %j', (conflicts, shown) => {
    const one = system(TEXT, [GAMING], { host: 'laptop' });
    const systems = {
      systems: [{ ...one, specialisations: one.specialisations.map((entry) => ({ ...entry, conflicts })) }],
    };
    expect(titles(systems)[1]).toBe(`Rebuild and switch${shown}`);
  });

  it('of another machine nothing is known', () => {
    const apart = { systems: [system(TEXT, [GAMING], { host: 'server' }), system(TEXT, [], { host: 'laptop' })] };
    expect(titles(apart, FILE, built({ names: [] }))).toEqual(['Build for server', 'More…']);
  });
});

it('a name is shown as text, and no title is longer than a line', () => {
  const long = `lap\u202etop${'x'.repeat(100)}`;
  const machine: MachineState = {
    ...on(long),
    built: { nixos: { names: ['gaming'], reboot: { gaming: ['kernel', 'initrd'] } }, 'home-manager': null },
  };
  const shown = titles(onHosts(long, 'b'), FILE, machine);
  expect(shown[0]).toContain('(lap\\u{202e}top');
  expect(shown[0]).toContain('needs reboot');
  expect(Math.max(...shown.map(({ length }) => length))).toBeLessThanOrEqual(100);
});

it('one expression that makes several specialisations names each', () => {
  const shared = { systems: [system('genAttrs', [['gaming', 'genAttrs'] as const, ['travel', 'genAttrs'] as const])] };
  expect(titles(shared).slice(0, 3)).toEqual([
    'Switch to this specialisation (gaming)',
    'Rebuild and switch (gaming)',
    'Switch to this specialisation (travel)',
  ]);
});

it('a module shared by NixOS and Home Manager says which is which', () => {
  const both = { systems: [system(TEXT, [GAMING]), system(TEXT, [GAMING], { kind: 'home-manager' })] };
  expect(titles(both).filter((title) => title.startsWith('Switch'))).toEqual([
    'Switch to this specialisation',
    'Switch to this specialisation (Home Manager)',
  ]);
});

it('two users of Home Manager on one host are one target', () => {
  const users = [system(TEXT, [GAMING], { host: 'laptop' }), system(TEXT, [GAMING], { host: 'laptop' })];
  expect(titles({ systems: users })).toHaveLength(3);
});
