// What each runner does for each action, with a specialisation and without, cell by cell.
// What it would refuse after changing the profile is never among the commands.
import { describe, expect, test } from 'vitest';
import type { RunAction, Runner } from '../../../server/src/protocol/run';
import { availableRunners } from '../../../server/src/run/plan/runners/choose';
import type { KnownConfiguration } from '../../../server/src/run/warnings/known';
import {
  commandsOf,
  MACHINE,
  PROFILE,
  planned,
  programs,
  refused,
  SETTINGS,
  SUDO,
  type Surroundings,
  spec,
  warningsOf,
} from './support';

const FLAKE = '/home/me/config#laptop';
const CONFIG = '/home/me/config';
const RESULT = '/home/me/config/result';
const STC = 'bin/switch-to-configuration';
const SYSTEM = '/nix/var/nix/profiles/system';
const TOPLEVEL = 'nixosConfigurations.laptop.config.system.build.toplevel';

const GENERATIONS = [
  { number: 42, path: PROFILE, isCurrent: true },
  { number: 41, path: '/nix/store/old', isCurrent: false },
].map((generation) => ({
  ...generation,
  profile: 'system',
  link: `${SYSTEM}-${generation.number}-link`,
  date: undefined,
  label: undefined,
  specialisations: new Map([['work', `${generation.path}-work`]]),
}));

const NG = { name: 'nixos-rebuild', path: '/run/current-system/sw/bin/nixos-rebuild', family: 'ng' } as const;
const ALL = programs(
  ...['nixos-rebuild', 'nh', 'nixos', 'nix', 'nix-build', 'nom', 'nom-build', 'colmena', 'deploy', 'mine'],
  'home-manager',
);
const around = (runner: Runner, machine: Surroundings['machine'] = {}): Surroundings => ({
  settings: {
    runner,
    commandTemplate: ['mine', '{action}', '--flake={flake}#{host}', '--file={file}', '-c={specialisation}'],
  },
  machine: { programs: new Map([...ALL, ['nixos-rebuild', NG]]), generations: GENERATIONS, ...machine },
});

type Cell = readonly [RunAction, string | null, readonly (readonly string[])[] | RegExp];

/** Whole commands, or words of the refusal. */
function check(runner: Runner, cells: readonly Cell[], machine: Surroundings['machine'] = {}): void {
  test.each(cells)(`${runner}: %s of %s`, (action, specialisation, expected) => {
    const of = spec({ action, specialisation, host: 'laptop' });
    if (expected instanceof RegExp) expect(refused(of, around(runner, machine)).reason).toMatch(expected);
    else expect(commandsOf(of, around(runner, machine))).toEqual(expected);
  });
}

describe('nixos-rebuild', () => {
  const rebuild = (verb: string, ...options: string[]) => [SUDO, 'nixos-rebuild', verb, '--flake', FLAKE, ...options];
  check('nixos-rebuild', [
    ['rebuild', null, [rebuild('switch')]],
    ['rebuild', 'work', [rebuild('switch', '--specialisation', 'work')]],
    ['test', null, [rebuild('test')]],
    ['test', 'work', [rebuild('test', '--specialisation', 'work')]],
    ['boot', null, [rebuild('boot')]],
    ['boot', 'work', [rebuild('boot'), [SUDO, `${SYSTEM}/specialisation/work/${STC}`, 'boot']]],
    ['dry-activate', null, [rebuild('dry-activate')]],
    [
      'dry-activate',
      'work',
      [
        ['nixos-rebuild', 'build', '--flake', FLAKE],
        [SUDO, `${RESULT}/specialisation/work/${STC}`, 'dry-activate'],
      ],
    ],
    ['build', null, [['nixos-rebuild', 'build', '--flake', FLAKE]]],
    ['build', 'work', [['nixos-rebuild', 'build', '--flake', FLAKE]]],
    ['build-vm', null, [['nixos-rebuild', 'build-vm', '--flake', FLAKE]]],
    ['build-vm', 'work', /of the base system only/],
    ['rollback', null, [[SUDO, 'nixos-rebuild', 'switch', '--rollback']]],
    ['rollback', 'work', [[SUDO, 'nixos-rebuild', 'switch', '--rollback', '--specialisation', 'work']]],
    ['rollback', 'play', /Generation 41 has no specialisation “play”/],
    ['switch', 'work', [[SUDO, `${PROFILE}/specialisation/work/${STC}`, 'test']]],
    ['preview', 'work', [[SUDO, `${PROFILE}/specialisation/work/${STC}`, 'dry-activate']]],
    ['make-default', 'work', [[SUDO, `${PROFILE}/specialisation/work/${STC}`, 'boot']]],
    ['make-default', null, [[SUDO, `${PROFILE}/${STC}`, 'boot']]],
  ]);

  test.each([
    ['25.11', { year: 25, month: 11 }, false],
    ['26.05', { year: 26, month: 5 }, false],
    ['26.11', { year: 26, month: 11 }, true],
    ['27.05', { year: 27, month: 5 }, true],
  ])('a virtual machine of a specialisation in %s', (_, release, isThere) => {
    const of = spec({ action: 'build-vm', host: 'laptop' });
    const where = around('nixos-rebuild', { release });
    if (isThere)
      expect(commandsOf(of, where)).toEqual([
        ['nixos-rebuild', 'build-vm', '--flake', FLAKE, '--specialisation', 'work'],
      ]);
    else expect(refused(of, where).reason).toContain('before NixOS 26.11');
  });
});

describe('nh', () => {
  const nh = (verb: string, ...options: string[]) => ['nh', 'os', verb, CONFIG, '--hostname', 'laptop', ...options];
  const build = nh('build', '--no-specialisation', '--out-link', RESULT);
  check('nh', [
    ['rebuild', null, [nh('switch', '--no-specialisation')]],
    ['rebuild', 'work', [nh('switch', '--specialisation', 'work')]],
    ['test', null, [nh('test', '--no-specialisation')]],
    ['test', 'work', [nh('test', '--specialisation', 'work')]],
    ['boot', null, [nh('boot', '--no-specialisation')]],
    ['boot', 'work', [nh('boot', '--specialisation', 'work')]],
    ['dry-activate', null, [build, [SUDO, `${RESULT}/${STC}`, 'dry-activate']]],
    ['dry-activate', 'work', [build, [SUDO, `${RESULT}/specialisation/work/${STC}`, 'dry-activate']]],
    ['build', null, [build]],
    ['build', 'work', [build]],
    ['build-vm', null, [nh('build-vm', '--no-specialisation', '--out-link', RESULT)]],
    ['build-vm', 'work', /of the base system only/],
    ['rollback', null, [['nh', 'os', 'rollback', '--no-specialisation']]],
    ['rollback', 'work', [['nh', 'os', 'rollback', '--specialisation', 'work']]],
    ['rollback', 'play', /Generation 41 has no specialisation/],
    ['switch', 'work', [[SUDO, `${PROFILE}/specialisation/work/${STC}`, 'test']]],
  ]);

  test('homes, where there is no home-manager', () => {
    const of = spec({ action: 'rebuild', specialisation: null, system: 'home-manager', host: 'me' });
    expect(commandsOf(of, { machine: { programs: programs('nh') } })[0]?.slice(0, 3)).toEqual(['nh', 'home', 'switch']);
  });

  test('root has to insist', () => {
    const of = spec({ action: 'rebuild', host: null });
    expect(commandsOf(of, around('nh', { isRoot: true }))).toEqual([
      ['nh', 'os', 'switch', CONFIG, '--specialisation', 'work', '--bypass-root-check'],
    ]);
  });

  test('homes', () => {
    const home = (action: RunAction, specialisation: string | null) =>
      commandsOf(spec({ action, specialisation, system: 'home-manager', host: 'me' }), around('nh'));
    expect(home('rebuild', 'work')).toEqual([
      ['nh', 'home', 'switch', CONFIG, '--configuration', 'me', '--specialisation', 'work'],
    ]);
    expect(home('rebuild', null)).toEqual([
      ['nh', 'home', 'switch', CONFIG, '--configuration', 'me', '--no-specialisation'],
    ]);
    expect(home('build', 'work')).toEqual([
      ['nh', 'home', 'build', CONFIG, '--configuration', 'me', '--no-specialisation', '--out-link', RESULT],
    ]);
  });
});

describe('nixos-cli', () => {
  const apply = (...options: string[]) => [SUDO, 'nixos', 'apply', FLAKE, ...options];
  const build = ['nixos', 'apply', FLAKE, '--no-activate', '--no-boot', '--output', RESULT];
  check('nixos-cli', [
    ['rebuild', null, [apply()]],
    ['rebuild', 'work', [apply('--specialisation', 'work')]],
    ['test', null, [apply('--no-boot')]],
    ['test', 'work', [apply('--no-boot', '--specialisation', 'work')]],
    ['boot', null, [apply('--no-activate')]],
    ['boot', 'work', [apply('--no-activate'), [SUDO, `${SYSTEM}/specialisation/work/${STC}`, 'boot']]],
    ['dry-activate', null, [apply('--dry')]],
    ['dry-activate', 'work', [build, [SUDO, `${RESULT}/specialisation/work/${STC}`, 'dry-activate']]],
    ['build', null, [build]],
    ['build', 'work', [build]],
    ['build-vm', null, [['nixos', 'apply', FLAKE, '--vm', '--output', RESULT]]],
    ['build-vm', 'work', /of the base system only/],
    ['rollback', null, [[SUDO, 'nixos', 'generation', 'rollback']]],
    ['rollback', 'work', [[SUDO, 'nixos', 'generation', 'rollback', '--specialisation', 'work']]],
    ['switch', null, [[SUDO, `${PROFILE}/${STC}`, 'test']]],
  ]);
});

describe('switch-to-configuration by itself', () => {
  const build = ['nix', 'build', `${CONFIG}#${TOPLEVEL}`, '--out-link', RESULT];
  const set = [SUDO, 'nix-env', '--profile', SYSTEM, '--set', RESULT];
  const activate = (verb: string, part = '') => [SUDO, `${RESULT}${part}/${STC}`, verb];
  check('switch-to-configuration', [
    ['rebuild', null, [build, set, activate('switch')]],
    ['rebuild', 'work', [build, set, activate('switch', '/specialisation/work')]],
    ['test', null, [build, activate('test')]],
    ['test', 'work', [build, activate('test', '/specialisation/work')]],
    ['boot', null, [build, set, activate('boot')]],
    ['boot', 'work', [build, set, activate('boot', '/specialisation/work')]],
    ['dry-activate', null, [build, activate('dry-activate')]],
    ['dry-activate', 'work', [build, activate('dry-activate', '/specialisation/work')]],
    ['build', 'work', [build]],
    [
      'build-vm',
      'work',
      [
        [
          'nix',
          'build',
          `${CONFIG}#nixosConfigurations.laptop.config.specialisation.work.configuration.system.build.vm`,
          '--out-link',
          RESULT,
        ],
      ],
    ],
    [
      'rollback',
      'work',
      [
        [SUDO, 'nix-env', '--profile', SYSTEM, '--rollback'],
        [SUDO, `${SYSTEM}/specialisation/work/${STC}`, 'switch'],
      ],
    ],
  ]);

  check('nom', [
    ['rebuild', null, [['nom', ...build.slice(1)], set, activate('switch')]],
    ['build', 'work', [['nom', ...build.slice(1)]]],
  ]);

  test('without a flake', () => {
    const build = (path: string, host: string | null) =>
      commandsOf(
        spec({ action: 'build', specialisation: null, host, root: { kind: 'classic', path } }),
        around('switch-to-configuration'),
      );
    expect(build('/etc/nixos/configuration.nix', null)).toEqual([
      [
        ...['nix-build', '<nixpkgs/nixos>', '--attr', 'config.system.build.toplevel'],
        ...['-I', 'nixos-config=/etc/nixos/configuration.nix', '--out-link', RESULT],
      ],
    ]);
    expect(build('/home/me/hosts.nix', 'a b')).toEqual([
      [
        ...['nix-build', '/home/me/hosts.nix', '--attr', '"a b".config.system.build.toplevel'],
        ...['--out-link', RESULT],
      ],
    ]);
  });
});

describe('a command of the user’s own', () => {
  const mine = (action: string, ...options: string[]) => ['mine', action, `--flake=${FLAKE}`, ...options];
  check('template', [
    ['rebuild', null, [[SUDO, ...mine('switch')]]],
    ['rebuild', 'work', [[SUDO, ...mine('switch', '-c=work')]]],
    ['test', 'work', [[SUDO, ...mine('test', '-c=work')]]],
    ['boot', 'work', [[SUDO, ...mine('boot', '-c=work')]]],
    ['build', 'work', [mine('build', '-c=work')]],
    ['build-vm', null, [mine('build-vm')]],
    ['dry-activate', 'work', [[SUDO, ...mine('dry-activate', '-c=work')]]],
    ['switch', 'work', [[SUDO, `${PROFILE}/specialisation/work/${STC}`, 'test']]],
  ]);

  const rebuild = (commandTemplate: readonly string[], changes = {}) =>
    refused(spec({ action: 'rebuild', ...changes }), {
      settings: { runner: 'template', commandTemplate },
      machine: { programs: ALL },
    }).reason;

  test.each<[readonly string[], string]>([
    [[], 'is empty'],
    [['./mine'], 'absolute path'],
    [['{action}'], 'must begin with a program'],
    [['mine', '{action}', '{evil}'], '“{evil}”'],
    [['mine', '{action}'], 'no {specialisation}'],
    [['mine', '{specialisation}'], 'no {action}'],
    [['gone', '{action}', '{specialisation}'], 'gone was not found'],
  ])('%j is refused', (commandTemplate, reason) => {
    expect(rebuild(commandTemplate)).toContain(reason);
  });

  test('a name that would be an option', () => {
    expect(rebuild(['mine', '{action}', '{specialisation}'], { specialisation: '-x' })).toContain('as an option');
  });

  test('one that becomes root by itself gets no sudo', () => {
    const settings = {
      runner: 'template',
      commandTemplate: ['mine', '--sudo', '{action}', '{specialisation}'],
    } as const;
    expect(commandsOf(spec({ action: 'rebuild' }), { settings, machine: { programs: ALL } })).toEqual([
      ['mine', '--sudo', 'switch', 'work'],
    ]);
  });
});

describe('fleets', () => {
  check(
    'colmena',
    [
      ['rebuild', null, [['colmena', 'apply', '--config', `${CONFIG}/flake.nix`, '--on', 'laptop', 'switch']]],
      ['test', null, [['colmena', 'apply', '--config', `${CONFIG}/flake.nix`, '--on', 'laptop', 'test']]],
      ['boot', null, [['colmena', 'apply', '--config', `${CONFIG}/flake.nix`, '--on', 'laptop', 'boot']]],
      ['build', 'work', [['colmena', 'build', '--config', `${CONFIG}/flake.nix`, '--on', 'laptop']]],
      ['rebuild', 'work', /the base of a host only/],
      ['build-vm', null, /has nothing for this/],
    ],
    { host: 'desk' },
  );
  check('colmena', [
    [
      'rebuild',
      null,
      [['colmena', 'apply-local', '--config', `${CONFIG}/flake.nix`, '--sudo', '--node', 'laptop', 'switch']],
    ],
  ]);
  check('deploy-rs', [
    ['rebuild', null, [['deploy', FLAKE]]],
    ['boot', null, [['deploy', FLAKE, '--boot']]],
    ['dry-activate', null, [['deploy', FLAKE, '--dry-activate']]],
    ['rebuild', 'work', /the base of a host only/],
    ['test', null, /has nothing for this/],
  ]);
});

describe('whether a flake is set up for a fleet', () => {
  const of = spec({ action: 'rebuild', specialisation: null, host: 'laptop' });
  const with_ = (runner: 'colmena' | 'deploy-rs', isSetUp: boolean | undefined) => ({
    ...around(runner),
    known: { fleets: isSetUp === undefined ? {} : { [runner]: isSetUp } },
  });

  test.each([
    ['colmena', 'nodes of colmenaHive or colmena'],
    ['deploy-rs', 'deploy.nodes'],
  ] as const)('%s', (runner, nodes) => {
    expect(refused(of, with_(runner, false)).reason).toBe(
      `The flake is not set up for ${runner}: “laptop” is not among its ${nodes}.`,
    );
    const leaves = `${runner} activates the base: what runs of a specialisation is left.`;
    expect(warningsOf(of, with_(runner, true))).toEqual([leaves]);
    expect(warningsOf(of, with_(runner, undefined))).toEqual([
      `Whether the flake is set up for ${runner} could not be read.`,
      leaves,
    ]);
  });
});

describe('what can be chosen', () => {
  const choices = (known: KnownConfiguration, machine = ALL, of = spec()) =>
    availableRunners({ settings: SETTINGS, machine: { ...MACHINE, programs: machine }, spec: of, known });

  test('is there, and fleets only where the flake is known to be set up for them', () => {
    const usual = ['nixos-rebuild', 'nh', 'nixos-cli', 'switch-to-configuration', 'nom'];
    expect(choices({})).toEqual(usual);
    expect(choices({ fleets: { colmena: false, 'deploy-rs': true } })).toEqual([...usual, 'deploy-rs']);
    expect(choices({}, programs('nixos-rebuild'))).toEqual(['nixos-rebuild']);
  });

  test('of Nix’s programs those that the configuration takes', () => {
    const classic = spec({ root: { kind: 'classic', path: '/etc/nixos/configuration.nix' } });
    expect(choices({}, programs('nix', 'nom-build'), classic)).toEqual(['nom']);
    expect(choices({}, programs('nix', 'nom-build'))).toEqual(['switch-to-configuration']);
  });

  test('for one run only', () => {
    const settings = { runner: 'nh', fromWorkspace: [{ setting: 'runner', name: 'runner', file: 'x' }] } as const;
    const usual = spec({ action: 'build', host: 'laptop' });
    const of = { ...usual, runner: 'nom' } as const;
    const plan = planned(of, { settings, machine: { programs: ALL } });
    expect(plan.steps[0]?.argv.slice(0, 2)).toEqual(['nom', 'build']);
    expect(plan.origins).toEqual([]);
    expect(planned(usual, { settings, machine: { programs: ALL } }).origins).toHaveLength(1);
  });

  test('not without its program', () => {
    const of = spec({ action: 'build', host: 'laptop', runner: 'switch-to-configuration' });
    expect(refused(of, { machine: { programs: programs('nixos-rebuild') } }).reason).toContain('nix was not found');
  });
});

describe('without a choice', () => {
  const auto = (...names: readonly string[]) =>
    commandsOf(spec({ action: 'build', host: 'laptop' }), { machine: { programs: programs(...names) } })[0]?.[0];

  test('the first that is there', () => {
    expect(auto('nixos-rebuild', 'nixos', 'nh')).toBe('nixos-rebuild');
    expect(auto('nixos', 'nh')).toBe('nixos');
    expect(auto('nh')).toBe('nh');
  });

  test('and that can take the configuration', () => {
    const root = { kind: 'classic', path: '/etc/nixos/configuration.nix' } as const;
    const refusal = refused(spec({ action: 'build', root }), { machine: { programs: programs('nh') } });
    expect(refusal.reason).toContain('nixos-rebuild was not found');
  });
});
