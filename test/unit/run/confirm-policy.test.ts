import { describe, expect, test } from 'vitest';
import type { RunAction } from '../../../server/src/protocol/run';
import type { Effect } from '../../../server/src/run/actions';
import { type ConfirmSetting, confirmationDetail, needsConfirmation } from '../../../server/src/run/confirm-policy';
import { becomesRoot } from '../../../server/src/run/elevation';
import type { RunSetting } from '../../../server/src/run/settings';
import { PROFILE, planned, programs, SUDO, type Surroundings, spec } from './support';

test.each<[Effect, ConfirmSetting, boolean]>([
  ['changes-system', 'whenChangingSystem', true],
  ['next-boot', 'whenChangingSystem', true],
  ['builds', 'whenChangingSystem', false],
  ['read-only', 'whenChangingSystem', false],
  ['changes-system', 'always', true],
  ['next-boot', 'always', true],
  ['builds', 'always', true],
  ['read-only', 'always', true],
])('invariant: nothing changes the system without a yes: %s, %s → %s', (effect, setting, expected) => {
  expect(needsConfirmation({ effect, needsRoot: false, origins: [] }, setting)).toBe(expected);
});

test.each<Effect>(['changes-system', 'next-boot', 'builds', 'read-only'])(
  'nor does anything with root, or that others chose: %s',
  (effect) => {
    expect(needsConfirmation({ effect, needsRoot: true, origins: [] }, 'whenChangingSystem')).toBe(true);
    expect(needsConfirmation({ effect, needsRoot: false, origins: ['Somebody.'] }, 'whenChangingSystem')).toBe(true);
  },
);

const asks = (action: RunAction, around: Surroundings = {}) =>
  needsConfirmation(planned(spec({ action }), around), 'whenChangingSystem');

describe('root', () => {
  test('a preview is asked about, however it becomes root', () => {
    for (const elevate of ['sudo', 'nixos-rebuild', 'none'] as const)
      expect(asks('preview', { settings: { elevate } })).toBe(true);
    expect(asks('build')).toBe(false);
  });

  test.each([
    ['sudo'],
    ['/run/wrappers/bin/sudo'],
    ['doas'],
    ['pkexec'],
    ['run0'],
    ['nixos-rebuild', '--use-remote-sudo'],
    ['nixos-rebuild', '--sudo'],
    ['nixos-rebuild', '--elevate=run0'],
    ['nixos-rebuild', '-S'],
    ['sh', '-c', 'exec sudo "$@"'],
  ])('a rebuild command that becomes root by itself: %s %s %s', (...words) => {
    const rebuildCommand = words.filter((word) => word !== undefined);
    expect(becomesRoot(rebuildCommand)).toBe(true);
    expect(asks('build', { settings: { rebuildCommand }, machine: { programs: programs(...rebuildCommand) } })).toBe(
      true,
    );
  });

  test('a name or a path that is spelt like such a program does nothing', () => {
    const root = { kind: 'flake', path: '/home/su/sudo' } as const;
    expect(planned(spec({ action: 'build', host: 'sudo', root })).needsRoot).toBe(false);
  });

  test.each(['pseudosudo', 'nixos-rebuild', 'sudoku', '/home/su-san/config', '--show-trace'])('%s does not', (word) => {
    expect(becomesRoot([word])).toBe(false);
  });
});

describe('what the workspace gives', () => {
  const from = (setting: RunSetting | 'environment') => ({
    settings: { fromWorkspace: [{ setting, name: `nixosSpecialisations.${setting}`, file: '.vscode/settings.json' }] },
  });

  test.each<[RunSetting | 'environment', RunAction, boolean]>([
    ['rebuildCommand', 'build', true],
    ['rebuildCommand', 'preview', false],
    ['systemProfile', 'preview', true],
    ['elevate', 'rebuild', true],
    ['elevate', 'build', false],
    ['homeManagerCommand', 'build', false],
    ['environment', 'build', true],
  ])('%s concerns %s: %s', (setting, action, expected) => {
    const { origins } = planned(spec({ action }), from(setting));
    expect(origins).toEqual(
      expected ? [`nixosSpecialisations.${setting} comes from this workspace's settings, .vscode/settings.json.`] : [],
    );
    if (expected) expect(asks(action, from(setting))).toBe(true);
  });

  test('the command of Home Manager too', () => {
    const plan = planned(spec({ action: 'build', system: 'home-manager' }), from('homeManagerCommand'));
    expect(plan.origins).toHaveLength(1);
    expect(needsConfirmation(plan, 'whenChangingSystem')).toBe(true);
  });

  test('a configuration outside of the folders that are open, where one is read', () => {
    const machine = { isOutside: true };
    expect(planned(spec({ action: 'build' }), { machine }).origins).toEqual([
      'The configuration is outside of the folders that are open: “/home/me/config”.',
    ]);
    expect(planned(spec(), { machine }).origins).toEqual([]);
  });
});

test('the question shows the exact command first, where it comes from, what it does, the warnings and who is needed', () => {
  const plan = planned(spec(), { machine: { runningSystem: '/nix/store/old' } });
  expect(confirmationDetail({ ...plan, origins: ['Somebody asked.'] })).toEqual([
    `${SUDO} ${PROFILE}/specialisation/work/bin/switch-to-configuration test`,
    '⚠ Somebody asked.',
    plan.explanation,
    `⚠ ${plan.warnings[0]?.message}`,
    expect.stringContaining('root'),
  ]);
  expect(confirmationDetail(planned(spec({ action: 'build' }))).join()).not.toContain('root');
});
