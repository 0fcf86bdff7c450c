import { describe, expect, test } from 'vitest';
import type { RunAction, RunSpec } from '../../../server/src/protocol/run';
import {
  commandsOf,
  FLAKE,
  MACHINE,
  PROFILE,
  planned,
  programs,
  realPathOf,
  refused,
  SUDO,
  type Surroundings,
  spec,
  warningsOf,
} from './support';

const argv = (changes: Partial<RunSpec>, around: Surroundings = {}) => commandsOf(spec(changes), around)[0] ?? [];
const STC = 'bin/switch-to-configuration';
const CLASSIC: RunSpec['root'] = { kind: 'classic', path: '/home/me/nix/configuration.nix' };
const DEFAULT_FILE: RunSpec['root'] = { kind: 'classic', path: '/etc/nixos/configuration.nix' };

describe('activating what is built', () => {
  test.each<[Partial<RunSpec>, readonly string[]]>([
    [{}, [SUDO, `${PROFILE}/specialisation/work/${STC}`, 'test']],
    [{ host: 'laptop' }, [SUDO, `${PROFILE}/specialisation/work/${STC}`, 'test']],
    [{ root: CLASSIC }, [SUDO, `${PROFILE}/specialisation/work/${STC}`, 'test']],
    [{ specialisation: null }, [SUDO, `${PROFILE}/${STC}`, 'test']],
    [{ action: 'preview' }, [SUDO, `${PROFILE}/specialisation/work/${STC}`, 'dry-activate']],
    [{ action: 'preview', specialisation: null }, [SUDO, `${PROFILE}/${STC}`, 'dry-activate']],
  ])('%j', (changes, expected) => {
    expect(argv(changes)).toEqual(expected);
  });

  test('never goes by /run/current-system, which has no siblings inside a specialisation', () => {
    const machine = { runningSystem: realPathOf('work') };
    expect(argv({ specialisation: 'play' }, { machine })).toEqual([
      SUDO,
      `${PROFILE}/specialisation/play/${STC}`,
      'test',
    ]);
  });

  test('a specialisation that is not built is refused, and rebuilding is offered', () => {
    const refusal = refused(spec({ specialisation: 'new' }));
    expect(refusal.reason).toContain('“new” is not built yet');
    expect(refusal.reason).toContain('“play”, “work”');
    expect(refusal.offerRebuild).toBe(true);
    expect(refusal.commands).toEqual([[SUDO, `${PROFILE}/specialisation/new/${STC}`, 'test']]);
  });

  test('without a profile, the command for the configured one can be copied', () => {
    const around = { machine: { system: undefined }, settings: { systemProfile: '/mine' } };
    const refusal = refused(spec(), around);
    expect(refusal).toMatchObject({
      commands: [[SUDO, `/mine/specialisation/work/${STC}`, 'test']],
      offerRebuild: true,
    });
    expect(refusal.reason).toContain('/mine');
  });
});

describe('building with nixos-rebuild', () => {
  test.each<[RunAction, string | null, readonly string[]]>([
    [
      'rebuild',
      'work',
      [SUDO, 'nixos-rebuild', 'switch', '--flake', '/home/me/config#laptop', '--specialisation', 'work'],
    ],
    ['rebuild', null, [SUDO, 'nixos-rebuild', 'switch', '--flake', '/home/me/config#laptop']],
    ['test', 'work', [SUDO, 'nixos-rebuild', 'test', '--flake', '/home/me/config#laptop', '--specialisation', 'work']],
    ['test', null, [SUDO, 'nixos-rebuild', 'test', '--flake', '/home/me/config#laptop']],
    ['boot', 'work', [SUDO, 'nixos-rebuild', 'boot', '--flake', '/home/me/config#laptop']],
    ['build', 'work', ['nixos-rebuild', 'build', '--flake', '/home/me/config#laptop']],
    ['build-vm', null, ['nixos-rebuild', 'build-vm', '--flake', '/home/me/config#laptop']],
  ])('%s of %s', (action, specialisation, expected) => {
    expect(argv({ action, specialisation, host: 'laptop' })).toEqual(expected);
  });

  test('a flake without a host lets the machine name decide', () => {
    expect(argv({ action: 'build', host: null })).toEqual(['nixos-rebuild', 'build', '--flake', '/home/me/config']);
  });

  test.each<[RunSpec['root'], boolean, readonly string[]]>([
    [DEFAULT_FILE, false, []],
    [DEFAULT_FILE, true, ['--no-flake']],
    [CLASSIC, false, ['-I', `nixos-config=${CLASSIC.path}`]],
    [CLASSIC, true, ['--no-flake', '-I', `nixos-config=${CLASSIC.path}`]],
  ])('the classic file %j, with a flake in /etc/nixos: %s', (root, hasDefaultFlake, expected) => {
    const of = { action: 'rebuild', root, host: null } as const;
    expect(argv(of, { machine: { hasDefaultFlake } })).toEqual([
      SUDO,
      'nixos-rebuild',
      'switch',
      ...expected,
      '--specialisation',
      'work',
    ]);
  });

  test('a flake is never made a path: reference, which would copy untracked files', () => {
    expect(argv({ action: 'rebuild' }).join(' ')).not.toContain('path:');
  });
});

describe('becoming root', () => {
  const rebuild = { action: 'rebuild', specialisation: null } as const;

  test('nixos-rebuild can elevate its own activation', () => {
    const settings = { elevate: 'nixos-rebuild' } as const;
    expect(argv(rebuild, { settings })).toEqual(['nixos-rebuild', 'switch', '--sudo', '--flake', FLAKE.path]);
    expect(argv({ action: 'build' }, { settings })).not.toContain('--sudo');
    expect(argv({}, { settings })[0]).toBe(SUDO);
  });

  test('none runs commands as they are', () => {
    const settings = { elevate: 'none' } as const;
    expect(argv(rebuild, { settings })[0]).toBe('nixos-rebuild');
    expect(argv({}, { settings })[0]).toBe(`${PROFILE}/specialisation/work/${STC}`);
  });

  test('without sudo only root can go on', () => {
    const machine = { sudo: undefined };
    expect(refused(spec(rebuild), { machine }).reason).toContain('neither sudo nor run0 was found');
    expect(argv(rebuild, { machine: { ...machine, isRoot: true } })[0]).toBe('nixos-rebuild');
  });
});

describe('the rebuild command', () => {
  test('can have arguments and be an absolute path', () => {
    const settings = { rebuildCommand: ['/opt/bin/rebuild', '--show-trace'] };
    const machine = { programs: programs('/opt/bin/rebuild') };
    expect(argv({ action: 'build' }, { settings, machine }).slice(0, 3)).toEqual([
      '/opt/bin/rebuild',
      '--show-trace',
      'build',
    ]);
  });

  test.each([[[]], [['']], [['./rebuild']], [['bin/rebuild']]])('%j is refused', (rebuildCommand) => {
    expect(refused(spec({ action: 'build' }), { settings: { rebuildCommand } }).reason).toContain('rebuildCommand');
  });

  test('one that is not there is named', () => {
    expect(refused(spec({ action: 'build' }), { machine: { programs: programs() } }).reason).toContain(
      'nixos-rebuild was not found',
    );
  });
});

test.each<RunAction>(['switch', 'rebuild', 'test', 'boot', 'build', 'dry-activate', 'preview', 'rollback'])(
  'where there is no NixOS, %s says so and still has a command to copy',
  (action) => {
    const refusal = refused(spec({ action }), {
      machine: { system: undefined, runningSystem: undefined, programs: programs() },
    });
    expect(refusal.reason).toContain('does not run NixOS');
    expect(refusal.commands[0]?.length).toBeGreaterThan(1);
    expect(refusal.offerRebuild).toBe(false);
  },
);

describe('warnings', () => {
  const warnings = (changes: Partial<RunSpec>, machine: Surroundings['machine'] = {}) =>
    warningsOf(spec(changes), { machine });

  test('none when the running system is the base of the newest generation', () => {
    expect(warnings({})).toEqual([]);
    expect(warnings({ action: 'rebuild' })).toEqual([]);
  });

  test('switching, when the profile is newer than the running system', () => {
    expect(warnings({}, { runningSystem: '/nix/store/old' }).join()).toContain('not part of the newest generation');
    expect(warnings({ action: 'preview' }, { runningSystem: '/nix/store/old' })).toEqual([]);
  });

  test('switching to what is active already', () => {
    expect(warnings({ specialisation: null })).toEqual(['The base system is already active.']);
    expect(warnings({}, { runningSystem: realPathOf('work') })).toEqual(['“work” is already active.']);
  });

  test('a plain rebuild inside a specialisation leaves it', () => {
    const machine = { runningSystem: realPathOf('play') };
    for (const action of ['rebuild', 'test'] as const) {
      expect(warnings({ action, specialisation: null }, machine)).toEqual([
        'The specialisation “play” is active now; this leaves it.',
      ]);
      expect(warnings({ action, specialisation: 'play' }, machine)).toEqual([]);
    }
    expect(warnings({ action: 'boot' }, machine)).toEqual([]);
  });
});

describe('what the user is told', () => {
  test.each<[RunAction, string, boolean]>([
    ['switch', 'changes-system', true],
    ['rebuild', 'changes-system', true],
    ['test', 'changes-system', true],
    ['boot', 'next-boot', true],
    ['build', 'builds', false],
    ['dry-activate', 'builds', true],
    ['preview', 'read-only', true],
    ['make-default', 'next-boot', true],
  ])('%s %s', (action, effect, needsRoot) => {
    const plan = planned(spec({ action }));
    expect(plan).toMatchObject({ effect, needsRoot });
    for (const { cwd } of plan.steps) expect(cwd).toBe(MACHINE.folder);
  });

  test('titles name the target that is really meant', () => {
    expect(planned(spec({ host: 'laptop' })).title).toBe('Switch to “work” on “laptop”');
    expect(planned(spec({ specialisation: null })).title).toBe('Switch to the base system');
    expect(planned(spec({ action: 'boot' })).title).toBe('Build “work” for the next boot');
    expect(planned(spec({ action: 'build' })).title).toBe('Build the base system');
  });

  test('where a build leaves its result', () => {
    expect(planned(spec({ action: 'build' })).explanation).toContain('/home/me/config/result/specialisation/work');
  });
});
