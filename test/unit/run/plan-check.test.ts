import { describe, expect, test } from 'vitest';
import { type Checked, type CheckFacts, planCheck } from '../../../server/src/run/plan-check';

const FACTS: CheckFacts = {
  programs: new Map([
    ['nix', 0],
    ['nix-instantiate', 0],
  ]),
  hostName: 'here',
  memory: 4096,
};
const FLAKE: Checked['root'] = { kind: 'flake', path: '/home/me/config' };
const FILE: Checked['root'] = { kind: 'classic', path: '/etc/nixos/configuration.nix' };

/** A name that has to be quoted. */
const KIM = ['home-manager', 'users', 'kim.b'];

const spec = (changes: Partial<Checked> = {}): Checked => ({
  system: 'nixos',
  host: null,
  specialisation: null,
  root: FLAKE,
  ...changes,
});

function argv(of: Checked, facts: Partial<CheckFacts> = {}): readonly string[] {
  const plan = planCheck(of, { ...FACTS, ...facts });
  if (plan.kind === 'refused') throw new Error(plan.reason);
  return plan.argv;
}

function reason(of: Checked, facts: Partial<CheckFacts> = {}): string {
  const plan = planCheck(of, { ...FACTS, ...facts });
  if (plan.kind !== 'refused') throw new Error(plan.argv.join(' '));
  return plan.reason;
}

const EVAL = [
  ...['env', 'GC_MAXIMUM_HEAP_SIZE=4096M', 'nix', '--extra-experimental-features', 'nix-command flakes', 'eval'],
  ...['--raw', '--no-eval-cache', '--no-write-lock-file', '--show-trace'],
];
const INSTANTIATE = [
  ...['env', 'GC_MAXIMUM_HEAP_SIZE=4096M', 'nix-instantiate', '--eval', '--read-write-mode', '--show-trace'],
];

describe('the exact command', () => {
  test.each<[string, Partial<Checked>, readonly string[]]>([
    [
      'a host of a flake',
      { host: 'laptop' },
      [...EVAL, '/home/me/config#nixosConfigurations."laptop".config.system.build.toplevel.drvPath'],
    ],
    [
      'a specialisation of it',
      { host: 'laptop', specialisation: 'my spec' },
      [
        ...EVAL,
        '/home/me/config#nixosConfigurations."laptop".config.specialisation."my spec".configuration.system.build.toplevel.drvPath',
      ],
    ],
    [
      'without a host: this machine',
      {},
      [...EVAL, '/home/me/config#nixosConfigurations."here".config.system.build.toplevel.drvPath'],
    ],
    [
      'characters that mean something in a reference',
      { host: 'a%b^c.d' },
      [...EVAL, '/home/me/config#nixosConfigurations."a%25b%5Ec.d".config.system.build.toplevel.drvPath'],
    ],
    [
      'not in the path, where they mean themselves',
      { host: 'a', root: { kind: 'flake', path: '/a^b%c' } },
      [...EVAL, '/a^b%c#nixosConfigurations."a".config.system.build.toplevel.drvPath'],
    ],
    [
      'a home of a flake',
      { system: 'home-manager', host: 'me@here', specialisation: 'dark' },
      [
        ...EVAL,
        '/home/me/config#homeConfigurations."me@here".config.specialisation."dark".configuration.home.activationPackage.drvPath',
      ],
    ],
    [
      'a home inside of a host of a flake: nothing but the host makes it',
      { system: 'home-manager', host: 'laptop', inside: KIM },
      [
        ...EVAL,
        '/home/me/config#nixosConfigurations."laptop".config.home-manager.users."kim.b".home.activationPackage.drvPath',
      ],
    ],
    [
      'a specialisation of it',
      { system: 'home-manager', host: 'laptop', inside: ['home-manager', 'users', 'kim'], specialisation: 'dark' },
      [
        ...EVAL,
        '/home/me/config#nixosConfigurations."laptop".config.home-manager.users.kim.specialisation."dark".configuration.home.activationPackage.drvPath',
      ],
    ],
    [
      'a file',
      { root: FILE, specialisation: 'gaming' },
      [
        ...INSTANTIATE,
        ...['<nixpkgs/nixos>', '-A', 'config.specialisation."gaming".configuration.system.build.toplevel.drvPath'],
        ...['-I', 'nixos-config=/etc/nixos/configuration.nix'],
      ],
    ],
    [
      'a file that makes systems by name',
      { root: FILE, host: 'a-b' },
      [...INSTANTIATE, '/etc/nixos/configuration.nix', '-A', '"a-b".config.system.build.toplevel.drvPath'],
    ],
    [
      'a home inside of a file',
      { system: 'home-manager', root: FILE, inside: KIM, specialisation: 'dark' },
      [
        ...INSTANTIATE,
        ...['<nixpkgs/nixos>', '-A'],
        'config.home-manager.users."kim.b".specialisation."dark".configuration.home.activationPackage.drvPath',
        ...['-I', 'nixos-config=/etc/nixos/configuration.nix'],
      ],
    ],
    [
      'a home inside of one of several systems of a file',
      { system: 'home-manager', root: FILE, host: 'a-b', inside: KIM },
      [
        ...INSTANTIATE,
        ...['/etc/nixos/configuration.nix', '-A'],
        '"a-b".config.home-manager.users."kim.b".home.activationPackage.drvPath',
      ],
    ],
    [
      'a home in a file',
      { system: 'home-manager', root: { kind: 'classic', path: '/home/me/home.nix' } },
      [
        ...INSTANTIATE,
        ...['<home-manager/home-manager/home-manager.nix>', '--argstr', 'confPath', '/home/me/home.nix'],
        ...['-A', 'config.home.activationPackage.drvPath'],
      ],
    ],
  ])('%s', (_, changes, expected) => expect(argv(spec(changes))).toEqual(expected));

  test.each<[Partial<Checked>, string]>([
    [{ host: 'a', specialisation: 'x' }, 'Check “x” on “a” with Nix'],
    [{ system: 'home-manager', host: 'me@a' }, 'Check the base home configuration of “me@a” with Nix'],
    [{ system: 'home-manager', host: 'a', inside: KIM, specialisation: 'x' }, 'Check “x” of “kim.b” on “a” with Nix'],
    [{ system: 'home-manager', inside: KIM }, 'Check the base home configuration of “kim.b” with Nix'],
  ])('says what is evaluated: %j', (changes, title) => {
    expect(planCheck(spec(changes), FACTS)).toMatchObject({ title });
  });

  test('no more memory than is given', () => {
    expect(argv(spec(), { memory: 2048 })[1]).toBe('GC_MAXIMUM_HEAP_SIZE=2048M');
  });
});

describe('nothing is evaluated', () => {
  test.each<[string, Partial<Checked>, string]>([
    ['a name with a quotation mark', { specialisation: 'a"b' }, 'cannot be written'],
    ['a host with a quotation mark', { host: 'a".x."b' }, 'cannot be written'],
    ['a user with a quotation mark', { system: 'home-manager', inside: ['a"b'] }, 'cannot be written'],
    ['a name that hides something', { specialisation: 'a\u202eb' }, 'invisible or control characters'],
    ['a flake whose path is no reference', { root: { kind: 'flake', path: '/a?b' } }, 'cannot be referred to'],
    ['a configuration that is not on this machine', { root: { kind: 'flake', path: 'a' } }, 'is not on this machine'],
  ])('%s', (_, changes, text) => expect(reason(spec(changes))).toContain(text));

  test('without Nix; the command can be copied', () => {
    expect(planCheck(spec(), { ...FACTS, programs: new Map() })).toMatchObject({
      kind: 'refused',
      reason: 'nix was not found on this machine.',
      commands: [expect.arrayContaining(['nix'])],
    });
  });
});
