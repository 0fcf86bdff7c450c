import { describe, expect, test } from 'vitest';
import type { RunAction, RunSpec } from '../../../server/src/protocol/run';
import {
  commandsOf,
  generation,
  HOME_PROFILE,
  planned,
  programs,
  realPathOf,
  refused,
  type Surroundings,
  spec,
  warningsOf,
} from './support';

const home = (changes: Partial<RunSpec> = {}) => spec({ system: 'home-manager', ...changes });
const argv = (changes: Partial<RunSpec>, around: Surroundings = {}) => commandsOf(home(changes), around)[0];

describe('activating what is built', () => {
  test('leaves the profile at the base, where Home Manager can', () => {
    expect(argv({})).toEqual([`${HOME_PROFILE}/specialisation/work/activate`, '--driver-version', '1']);
    expect(argv({ specialisation: null })).toEqual([`${HOME_PROFILE}/activate`, '--driver-version', '1']);
  });

  test('warns where it cannot', () => {
    const around = { machine: { home: generation(HOME_PROFILE, 'work') } };
    expect(argv({}, around)).toEqual([`${HOME_PROFILE}/specialisation/work/activate`]);
    expect(warningsOf(home(), around).join()).toContain('older than 25.11');
    expect(warningsOf(home({ specialisation: null }), around)).toEqual([
      'The base home configuration is already active.',
    ]);
  });

  test('needs a built generation with that specialisation', () => {
    expect(refused(home({ specialisation: 'new' }))).toMatchObject({ offerRebuild: true });
    // Home Manager could not build it.
    const inSystem = refused(home({ specialisation: 'new' }), { known: { isInSystem: true } });
    expect(inSystem).toMatchObject({ offerRebuild: false, reason: expect.stringContaining('rebuild the system') });
    expect(refused(home(), { machine: { home: undefined } })).toMatchObject({
      offerRebuild: true,
      commands: [
        ['/home/me/.local/state/nix/profiles/home-manager/specialisation/work/activate', '--driver-version', '1'],
      ],
    });
  });
});

describe('building', () => {
  test.each<[Partial<RunSpec>, readonly string[]]>([
    [{ action: 'rebuild' }, ['home-manager', 'switch', '--flake', '/home/me/config', '--specialisation', 'work']],
    [
      { action: 'rebuild', host: 'me@laptop' },
      ['home-manager', 'switch', '--flake', '/home/me/config#me@laptop', '--specialisation', 'work'],
    ],
    [{ action: 'rebuild', specialisation: null }, ['home-manager', 'switch', '--flake', '/home/me/config']],
    [
      { action: 'rebuild', specialisation: null, root: { kind: 'classic', path: '/home/me/home.nix' } },
      ['home-manager', 'switch', '-f', '/home/me/home.nix'],
    ],
    // Only `switch` takes a specialisation.
    [{ action: 'build' }, ['home-manager', 'build', '--flake', '/home/me/config']],
  ])('%j', (changes, expected) => {
    expect(argv(changes)).toEqual(expected);
  });

  test('needs no root whatever the settings say', () => {
    expect(planned(home({ action: 'rebuild' }))).toMatchObject({ needsRoot: false, effect: 'changes-system' });
  });

  test('home-manager cannot take a name that begins with a dash', () => {
    expect(refused(home({ action: 'rebuild', specialisation: '-x' })).reason).toContain('begins with a dash');
    expect(argv({ action: 'build', specialisation: '-x' })).not.toContain('-x');
  });

  test('a missing home-manager is named', () => {
    expect(refused(home({ action: 'rebuild' }), { machine: { programs: programs() } }).reason).toContain(
      'home-manager was not found',
    );
  });

  test('a rebuild of another part leaves the active specialisation', () => {
    const machine = { runningHome: realPathOf('work') };
    expect(warningsOf(home({ action: 'rebuild', specialisation: null }), { machine }).join()).toContain(
      '“work” is active now',
    );
    expect(warningsOf(home({ action: 'rebuild' }), { machine })).toEqual([]);
  });
});

test.each<RunAction>(['test', 'boot', 'dry-activate', 'build-vm'])('Home Manager has no %s', (action) => {
  expect(refused(home({ action })).reason).toContain('Home Manager cannot');
});

describe('before Home Manager 25.11', () => {
  const OLD = { machine: { home: generation(HOME_PROFILE, 'work') } };

  test('its own script activates the specialisation, after the base was built', () => {
    expect(commandsOf(home({ action: 'rebuild' }), OLD)).toEqual([
      ['home-manager', 'switch', '--flake', '/home/me/config'],
      ['/home/me/.local/state/nix/profiles/home-manager/specialisation/work/activate'],
    ]);
    expect(commandsOf(home({ action: 'rebuild', specialisation: '-x' }), OLD)[1]?.[0]).toContain('/-x/activate');
    expect(warningsOf(home({ action: 'rebuild' }), OLD).join()).toContain('older than 25.11');
  });

  test('what the program itself says counts before how old the generation is', () => {
    const with_ = (takesSpecialisation: boolean, home: typeof OLD.machine.home) => ({
      machine: {
        home,
        programs: new Map([['home-manager', { name: 'home-manager', path: '/bin/home-manager', takesSpecialisation }]]),
      },
    });
    expect(commandsOf(home({ action: 'rebuild' }), with_(true, OLD.machine.home))).toHaveLength(1);
    const young = { ...OLD.machine.home, knowsDriverVersion: true };
    expect(commandsOf(home({ action: 'rebuild' }), with_(false, young))).toHaveLength(2);
  });

  test('the base needs no second step', () => {
    expect(commandsOf(home({ action: 'rebuild', specialisation: null }), OLD)).toHaveLength(1);
    expect(warningsOf(home({ action: 'rebuild', specialisation: null }), OLD)).toEqual([]);
  });
});

describe('a home that comes with the system', () => {
  test('is activated, but its service undoes that', () => {
    const machine = { isHomeService: true };
    expect(warningsOf(home(), { machine }).join()).toContain('home-manager-me.service activates the base again');
    expect(warningsOf(home({ specialisation: null }), { machine }).join()).not.toContain('service');
  });

  test('is built with the system', () => {
    const machine = { isHomeService: true };
    expect(refused(home({ action: 'rebuild' }), { machine }).reason).toContain('rebuild the system');
    for (const action of ['rebuild', 'build'] as const)
      expect(refused(home({ action }), { known: { isInSystem: true } }).reason).toContain('rebuild the system');
  });
});

test('what only the machine of a system has', () => {
  expect(refused(home({ generation: 3 })).reason).toContain('not activated from here');
});
