// Which configuration is this machine's: by what was said, by names, or not known.
import { describe, expect, test } from 'vitest';
import { factsFor, hostsBeside, localSystems, whose } from '../../../client/src/machine/own-host';
import { type MachineState, UNKNOWN_MACHINE } from '../../../server/src/protocol/machine';
import type { SystemNode } from '../../../server/src/protocol/tree';
import { isOtherMachine } from '../../../server/src/run/plan/remote';
import { FLAKE, MACHINE } from '../run/support';
import { part, system } from './view-support';

const node = (host: string, changes: Partial<SystemNode> = {}): SystemNode => {
  const kind = changes.system ?? 'nixos';
  const key = { kind, host, entry: '/home/me/config/flake.nix', inside: [], specialisation: null };
  return system([part(null, { key })], { name: host, ...changes });
};
const target = (host: string | null, kind: 'nixos' | 'home-manager' = 'nixos') => ({ system: kind, host, root: FLAKE });
const state = (changes: Partial<MachineState>): MachineState => ({ ...UNKNOWN_MACHINE, user: 'me', ...changes });
const known = (systems: readonly SystemNode[], changes: Partial<MachineState> = {}, homes = {}) => ({
  systems,
  homes,
  state: state(changes),
});

const TWO = [node('desktop'), node('laptop')];
const HOMES = [node('me@laptop', { system: 'home-manager' }), node('me@desktop', { system: 'home-manager' })];

describe('whose a configuration is', () => {
  test.each([
    ['by the name of this machine', TWO, { host: 'laptop' }, 'laptop', 'here'],
    ['of another name', TWO, { host: 'laptop' }, 'desktop', 'elsewhere'],
    ['by the first part of its name', TWO, { host: 'laptop.lan' }, 'laptop', 'here'],
    [
      'by the name that it gives its machine',
      [node('a', { hostName: 'laptop' }), node('b')],
      { host: 'laptop' },
      'a',
      'here',
    ],
    ['the other one then', [node('a', { hostName: 'laptop' }), node('b')], { host: 'laptop' }, 'b', 'elsewhere'],
    ['none has the name: it has to be asked', TWO, { host: 'box' }, 'laptop', 'asks'],
    ['the only one is this machine’s', [node('laptop')], { host: 'box' }, 'laptop', 'here'],
    [
      'what was said counts more than a name',
      TWO,
      { host: 'laptop', own: { [FLAKE.path]: 'desktop' } },
      'laptop',
      'elsewhere',
    ],
    ['what was said', TWO, { host: 'laptop', own: { [FLAKE.path]: 'desktop' } }, 'desktop', 'here'],
    ['without a name', TWO, { host: 'box' }, null, 'here'],
    ['nobody has looked yet', TWO, { host: null }, 'laptop', 'asks'],
  ] as const)('%s', (_, systems, machine, host, expected) => {
    expect(whose(target(host), known(systems, machine))).toBe(expected);
  });

  test('homes go by user and machine, or by what was said of homes', () => {
    expect(whose(target('me@laptop', 'home-manager'), known(HOMES, { host: 'laptop' }))).toBe('here');
    expect(whose(target('me@desktop', 'home-manager'), known(HOMES, { host: 'laptop' }))).toBe('elsewhere');
    expect(whose(target('me@desktop', 'home-manager'), known(HOMES, { host: 'x' }))).toBe('asks');
    const said = known(HOMES, { host: 'laptop' }, { [FLAKE.path]: 'me@desktop' });
    expect(whose(target('me@desktop', 'home-manager'), said)).toBe('here');
    expect(whose(target('me@laptop', 'home-manager'), said)).toBe('elsewhere');
  });
});

describe('the facts that a plan is made of', () => {
  const other = (host: string, of: ReturnType<typeof known>) =>
    isOtherMachine(target(host), factsFor(target(host), { ...MACHINE, host: of.state.host ?? undefined }, of));

  test('name the machine as its configuration is called', () => {
    const said = known(TWO, { host: 'box', own: { [FLAKE.path]: 'desktop' } });
    expect(other('desktop', said)).toBe(false);
    expect(other('laptop', said)).toBe(true);
    const named = known([node('a', { hostName: 'box' }), node('b')], { host: 'box' });
    expect(other('a', named)).toBe(false);
    expect(other('b', named)).toBe(true);
  });

  test('are those of the machine where nothing is known', () => {
    expect(factsFor(target('laptop'), MACHINE, known([]))).toEqual({ ...MACHINE, host: 'laptop' });
    expect(factsFor(target(null), MACHINE, known(TWO))).toBe(MACHINE);
  });

  test('name the user of a home', () => {
    const said = known(HOMES, { host: 'box' }, { [FLAKE.path]: 'me@desktop' });
    expect(factsFor(target('me@laptop', 'home-manager'), MACHINE, said)).toMatchObject({ user: 'me', host: 'desktop' });
  });
});

test('the systems of this machine leave out other hosts, homes inside, and what is not saved', () => {
  const inside = node('laptop', { user: 'me' });
  const unsaved = system([part(null, { root: null })], { name: 'new' });
  const local = localSystems(known([...TWO, inside, unsaved], { host: 'laptop' }));
  expect(local.map(({ name }) => name)).toEqual(['laptop']);
});

test('the hosts beside one are those of its flake and kind, each once', () => {
  const elsewhere = system([part(null, { root: { kind: 'flake', path: '/other' } })]);
  expect(hostsBeside(target('laptop'), { systems: [...TWO, ...TWO, ...HOMES, elsewhere] })).toEqual([
    'desktop',
    'laptop',
  ]);
});
