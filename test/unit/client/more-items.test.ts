// What "More…" offers, by whose configuration it is; and that a reason which holds for many is said once.
import { describe, expect, test } from 'vitest';
import {
  type ActionGroup,
  foreignGroups,
  groupsFor,
  runnerGroups,
  saidOnce,
} from '../../../client/src/commands/more-items';
import type { Belongs } from '../../../server/src/protocol/this-machine';
import { ACTIONS } from '../../../server/src/run/actions';
import { planRun } from '../../../server/src/run/plan/plan';
import { MACHINE, programs, SETTINGS, type Surroundings, spec } from '../run/support';

const { action: _, ...WORK } = spec({ host: 'laptop' });
const SERVER = { ...WORK, host: 'server' };

const plannerWith =
  ({ settings, machine }: Surroundings = {}) =>
  (of: ReturnType<typeof spec>) =>
    planRun(of, { ...SETTINGS, ...settings }, { ...MACHINE, ...machine });

const groups = (
  belongs: Belongs,
  subject: Parameters<typeof groupsFor>[1] = WORK,
  around: Surroundings = {},
  isReachable = false,
) => groupsFor({ belongs, isReachable }, subject, plannerWith(around));

const labels = (found: readonly ActionGroup[]) =>
  found.map(({ title, rows }) => [title, rows.map(({ label }) => label)]);
const actions = (found: readonly ActionGroup[]) =>
  found.flatMap(({ rows }) => rows.map(({ spec: { action } }) => action));

describe('of this machine', () => {
  test('every action, with the way back to the base', () => {
    const found = groups('here');
    expect(new Set(actions(found))).toEqual(new Set(ACTIONS.map(({ action }) => action)));
    expect(found[0]?.rows.slice(0, 2).map(({ label }) => label)).toEqual([
      'Switch to “work” on “laptop”',
      'Switch to the base system',
    ]);
  });

  test('of the base there is no way back to it', () => {
    const base = groups('here', { ...WORK, specialisation: null });
    expect(actions(base).filter((action) => action === 'switch')).toHaveLength(1);
  });

  test('of a home only what Home Manager can do', () => {
    const { rows } = groups('here', { ...WORK, system: 'home-manager', host: 'me' })[1] ?? { rows: [] };
    expect(rows.map(({ label }) => label)).toEqual([
      'Rebuild and switch to “work” of “me”',
      'Build the base home configuration for “me”',
    ]);
  });
});

describe('of another machine', () => {
  test('without a way to reach it, it is built here, and nothing is activated', () => {
    expect(labels(groups('elsewhere', SERVER))).toEqual([
      ['here', ['Build the base system for “server”']],
      ['on the other machine', []],
    ]);
  });

  test('with one, everything that goes by ssh names it', () => {
    const settings = { hosts: { server: { targetHost: 'root@server' } } };
    const machine = { programs: programs('nixos-rebuild', 'ssh') };
    const [, there] = groups('elsewhere', SERVER, { settings, machine }, true);
    expect(there?.rows.map(({ spec: { action } }) => action)).toEqual(['switch', 'preview', 'rebuild', 'test', 'boot']);
    for (const { detail } of there?.rows ?? []) expect(detail).toContain('root@server');
  });

  test('activating it here is for who asks for that, and warned of', () => {
    const found = foreignGroups(SERVER, (of) => {
      const plan = plannerWith()(of);
      if (plan.kind === 'plan') expect(plan.warnings.map(({ code }) => code)).toContain('other-machine');
      return plan;
    });
    expect(found[0]?.rows.map(({ label }) => label)).toEqual([
      'Rebuild and switch to “work” of “server” on this machine',
      'Test “work” of “server” until the next boot on this machine',
      'Build “work” of “server” for the next boot on this machine',
    ]);
  });
});

describe('with a program that was chosen', () => {
  const machine = { programs: programs('nixos-rebuild', 'nom', 'colmena'), host: 'laptop' };
  const with_ = (runner: 'nom' | 'colmena') => runnerGroups({ ...WORK, runner }, plannerWith({ machine }));

  test('all that it builds', () => {
    const [group] = with_('nom');
    expect(group?.title).toBe('with nom');
    expect(group?.rows.map(({ spec: { action, runner } }) => [action, runner])).toEqual(
      ['rebuild', 'test', 'build', 'dry-activate', 'boot', 'build-vm'].map((action) => [action, 'nom']),
    );
    for (const { detail } of group?.rows ?? []) expect(detail).toMatch(/^nom build /);
  });

  test('what deploys fleets has the base only', () => {
    const [group] = with_('colmena');
    expect(group?.rows.map(({ spec: { action, specialisation } }) => [action, specialisation])).toEqual(
      ['rebuild', 'test', 'build', 'dry-activate', 'boot'].map((action) => [action, null]),
    );
  });
});

describe('a reason', () => {
  const noNixos = { machine: { system: undefined, programs: programs(), runningSystem: undefined } };

  test('that holds for all is said once', () => {
    const menu = saidOnce(groups('here', WORK, noNixos));
    expect(menu.reasons).toEqual([expect.stringMatching(/^This machine does not run NixOS/)]);
    expect(JSON.stringify(menu.groups)).not.toContain('does not run NixOS');
    // What it would run can still be read, and copied.
    for (const { detail, runs } of menu.groups.flatMap(({ rows }) => rows)) {
      expect(runs).toBe(false);
      expect(detail).not.toBe('');
    }
  });

  test('that holds for one stands there', () => {
    const menu = saidOnce(groups('here'));
    const vm = menu.groups.flatMap(({ rows }) => rows).find(({ spec: { action } }) => action === 'build-vm');
    expect(vm).toMatchObject({
      runs: false,
      detail: expect.stringMatching(/^This nixos-rebuild builds a virtual machine/),
    });
    expect(menu.reasons).not.toContain(vm?.detail);
  });
});
