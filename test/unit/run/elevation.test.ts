// How each nixos-rebuild is told to become root by itself, and what stands before other commands.
import { describe, expect, test } from 'vitest';
import type { MachineFacts, RebuildFamily, Release } from '../../../server/src/run/machine/facts';
import type { Elevate } from '../../../server/src/run/settings';
import { commandsOf, FLAKE, PROFILE, programs, refused, SUDO, type Surroundings, spec } from './support';

const RUN0 = '/run/current-system/sw/bin/run0';
const OLD: Release = { year: 25, month: 5 };
const SWITCH: Release = { year: 25, month: 11 };
const NEW: Release = { year: 26, month: 5 };

const machine = (family: RebuildFamily | undefined, release: Release | undefined): Partial<MachineFacts> => ({
  release,
  programs: new Map([...programs(), ['nixos-rebuild', { name: 'nixos-rebuild', path: '/x', family }]]),
});
const REBUILD = spec({ action: 'rebuild', specialisation: null });
const command = (elevate: Elevate, changes: Partial<MachineFacts>) =>
  commandsOf(REBUILD, { settings: { elevate }, machine: changes })[0];

describe('by itself', () => {
  test.each<[RebuildFamily | undefined, Release | undefined, string]>([
    ['bash', OLD, '--use-remote-sudo'],
    ['bash', SWITCH, '--use-remote-sudo'],
    ['bash', NEW, '--sudo'],
    [undefined, OLD, '--use-remote-sudo'],
    ['ng', OLD, '--sudo'],
    ['ng', SWITCH, '--sudo'],
    [undefined, SWITCH, '--sudo'],
    [undefined, undefined, '--sudo'],
  ])('%s of %j takes %s', (family, release, flag) => {
    expect(command('nixos-rebuild', machine(family, release))).toEqual([
      'nixos-rebuild',
      'switch',
      flag,
      '--flake',
      FLAKE.path,
    ]);
  });

  test('with run0 only since there is --elevate', () => {
    expect(command('nixos-rebuild-run0', machine('ng', NEW))?.[2]).toBe('--elevate=run0');
    for (const [family, release] of [
      ['ng', SWITCH],
      ['bash', OLD],
      [undefined, OLD],
    ] as const) {
      const around: Surroundings = { settings: { elevate: 'nixos-rebuild-run0' }, machine: machine(family, release) };
      expect(refused(REBUILD, around).reason).toContain('has no --elevate');
    }
  });

  test('rolling back says it in the same words', () => {
    const around: Surroundings = {
      settings: { elevate: 'nixos-rebuild' },
      machine: { ...machine('bash', OLD), system: undefined, runningSystem: undefined },
    };
    expect(commandsOf(spec({ action: 'rollback', specialisation: null }), around)[0]).toEqual([
      ...['nixos-rebuild', 'switch', '--rollback', '--use-remote-sudo'],
    ]);
    const run0: Surroundings = { ...around, settings: { elevate: 'nixos-rebuild-run0' } };
    expect(refused(spec({ action: 'rollback', specialisation: null }), run0).reason).toContain('has no --elevate');
  });
});

describe('before the command', () => {
  const activate = (elevate: Elevate, changes: Partial<MachineFacts>) =>
    commandsOf(spec({ specialisation: null }), { settings: { elevate }, machine: changes })[0];
  const STC = [`${PROFILE}/bin/switch-to-configuration`, 'test'];

  test.each<[Elevate, Partial<MachineFacts>, readonly string[]]>([
    ['sudo', {}, [SUDO, ...STC]],
    ['sudo', { run0: RUN0 }, [SUDO, ...STC]],
    ['sudo', { sudo: undefined, run0: RUN0 }, [RUN0, ...STC]],
    ['run0', { run0: RUN0 }, [RUN0, ...STC]],
    ['run0', {}, [SUDO, ...STC]],
    ['nixos-rebuild', {}, [SUDO, ...STC]],
    ['nixos-rebuild-run0', { run0: RUN0 }, [RUN0, ...STC]],
    ['none', {}, STC],
    ['sudo', { sudo: undefined, isRoot: true }, STC],
  ])('%s on %j', (elevate, changes, expected) => {
    expect(activate(elevate, changes)).toEqual(expected);
  });

  test('without any of it nothing runs', () => {
    const refusal = refused(spec({ specialisation: null }), { machine: { sudo: undefined } });
    expect(refusal.reason).toContain('neither sudo nor run0');
    expect(refusal.commands).toEqual([['sudo', ...STC]]);
  });
});
