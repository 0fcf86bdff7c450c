// What a run is about that leaves out what is this machine's, and which runs are listed as tasks.
import { describe, expect, test } from 'vitest';
import { completed, ownRuns, ownTarget, pathIn } from '../../../client/src/machine/run-target';
import { UNKNOWN_MACHINE } from '../../../server/src/protocol/machine';
import { isRunSpec } from '../../../server/src/run/validate';
import { FLAKE } from '../run/support';
import { part, system } from './view-support';

const key = (host: string, specialisation: string | null, kind: 'nixos' | 'home-manager' = 'nixos') => ({
  kind,
  host,
  entry: '/home/me/config/flake.nix',
  inside: [],
  specialisation,
});
const host = (name: string, names: readonly string[], kind: 'nixos' | 'home-manager' = 'nixos') =>
  system(
    [null, ...names].map((one) => part(one, { key: key(name, one, kind) })),
    { name, system: kind },
  );

const KNOWN = {
  systems: [host('laptop', ['work']), host('server', ['rescue']), host('me@laptop', ['dark'], 'home-manager')],
  state: { ...UNKNOWN_MACHINE, host: 'laptop', user: 'me' },
  homes: {},
};

describe('a run of a keybinding', () => {
  test('is of this machine’s configuration where it names none', () => {
    expect(completed({ action: 'switch', specialisation: 'work' }, KNOWN, '/folder')).toEqual({
      action: 'switch',
      system: 'nixos',
      host: 'laptop',
      specialisation: 'work',
      root: FLAKE,
    });
    expect(completed({ action: 'switch', system: 'home-manager' }, KNOWN, undefined)).toMatchObject({
      host: 'me@laptop',
    });
  });

  test('keeps all that it says', () => {
    const whole = {
      action: 'build',
      system: 'nixos',
      host: null,
      specialisation: null,
      root: { kind: 'classic', path: '/x' },
    };
    expect(completed(whole, KNOWN, '/folder')).toEqual(whole);
  });

  test('starts in the folder that is open where nothing is known', () => {
    const spec = completed({ action: 'switch' }, { ...KNOWN, systems: [] }, '/folder');
    expect(spec).toMatchObject({ host: null, root: { kind: 'flake', path: '/folder' } });
    expect(isRunSpec(spec)).toBe(true);
  });

  test.each([undefined, null, 'switch', 3, {}, []])('%j becomes no run', (asked) => {
    expect(isRunSpec(completed(asked, KNOWN, '/folder'))).toBe(false);
  });
});

describe('tasks', () => {
  const runs = ownRuns(KNOWN);
  const named = (action: string) =>
    runs.filter((spec) => spec.action === action).map((spec) => `${spec.host} ${spec.specialisation}`);

  test('are the actions on every part of this machine’s own configurations', () => {
    expect(named('switch')).toEqual(['laptop null', 'laptop work', 'me@laptop null', 'me@laptop dark']);
    expect(named('rebuild')).toEqual(named('switch'));
  });

  test('those on the whole system are there once, and what a home cannot do is not', () => {
    expect(named('collect-garbage')).toEqual(['laptop null']);
    expect(named('build')).toEqual(['laptop null', 'me@laptop null']);
    expect(named('build-vm')).toEqual(['laptop null', 'laptop work']);
  });

  test('name what lies in their folder from there', () => {
    const at = (path: string) => pathIn('/home/me/config', { kind: 'classic', path });
    expect(at('/home/me/config')).toBe('.');
    expect(at('/home/me/config/a/b.nix')).toBe('a/b.nix');
    expect(at('/home/me/config-2/b.nix')).toBe('/home/me/config-2/b.nix');
  });
});

test('the configuration of this machine is none where it is not known which', () => {
  expect(ownTarget('nixos', KNOWN)).toEqual({ system: 'nixos', host: 'laptop', root: FLAKE });
  expect(ownTarget('nixos', { ...KNOWN, state: { ...KNOWN.state, host: 'box' } })).toBeUndefined();
});
