// What is known of the configuration before it is built, and of options that a switch does not bring.
import { describe, expect, test } from 'vitest';
import type { RunAction } from '../../../server/src/protocol/run';
import type { KnownConfiguration } from '../../../server/src/run/warnings/known';
import { type Applies, appliesWhen, rebootWarnings } from '../../../server/src/run/warnings/reboot-options';
import { planned, programs, refused, spec, warningsOf } from './support';

const of = (action: RunAction, known: KnownConfiguration) => warningsOf(spec({ action }), { known });

describe('options', () => {
  test.each<[string, Applies]>([
    ['boot.kernelPackages', 'reboot'],
    ['boot.kernelPatches', 'reboot'],
    ['boot.kernel.randstructSeed', 'reboot'],
    ['boot.kernel.sysctl."vm.swappiness"', 'live'],
    ['boot.kernelParams', 'reboot'],
    ['boot.initrd.luks.devices.root.device', 'reboot'],
    ['boot.initrd', 'reboot'],
    ['boot.loader.timeout', 'boot-menu'],
    ['boot.extraModprobeConfig', 'reboot'],
    ['hardware.nvidia.open', 'reboot'],
    ['hardware.cpu.amd.updateMicrocode', 'reboot'],
    ['hardware.graphics.enable', 'live'],
    ['fileSystems."/".device', 'reboot'],
    ['fileSystems."/nix".device', 'reboot'],
    ['fileSystems."/home".device', 'live'],
    ['fileSystems."/home".neededForBoot', 'reboot'],
    ['services.dbus.implementation', 'refused'],
    ['services.xserver.videoDrivers', 'reboot'],
    ['services.xserver.enable', 'session'],
    ['services.displayManager.gdm.enable', 'session'],
    ['users.users.me.extraGroups', 'session'],
    ['networking.hostName', 'reboot'],
    ['networking.firewall.enable', 'live'],
    ['services.openssh.enable', 'live'],
    ['bootstrap.x', 'live'],
    ['boot', 'live'],
    ['', 'live'],
  ])('%s: %s', (option, applies) => {
    expect(appliesWhen(option)).toBe(applies);
  });

  test('warnings name some of each kind', () => {
    const many = Array.from({ length: 6 }, (_, at) => `boot.initrd.x${at}`);
    expect(rebootWarnings([...many, 'services.dbus.implementation', 'i18n.defaultLocale', 'time.timeZone'])).toEqual([
      {
        code: 'inhibited',
        message:
          'NixOS may refuse to switch while running, because of services.dbus.implementation. Boot into it instead.',
      },
      {
        code: 'reboot',
        message: 'It may need a reboot: boot.initrd.x0, boot.initrd.x1, boot.initrd.x2, boot.initrd.x3, 2 more.',
      },
      { code: 'session', message: 'Sessions that are open may keep what they have: i18n.defaultLocale.' },
    ]);
  });

  test('only where something is activated', () => {
    const known = { changedOptions: ['boot.kernelPackages'] };
    for (const action of ['rebuild', 'test'] as const) expect(of(action, known).join()).toContain('may need a reboot');
    for (const action of ['build', 'boot', 'switch'] as const) expect(of(action, known)).toEqual([]);
  });
});

describe('conflicts that are sure', () => {
  const known: KnownConfiguration = {
    conflicts: [
      { specialisation: null, count: 0 },
      { specialisation: 'plasma', count: 1 },
      { specialisation: 'work', count: 2 },
    ],
  };

  test('fail every build, because all specialisations are part of it', () => {
    const expected = ['“plasma” has 1 conflict: the build will fail.', '“work” has 2 conflicts: the build will fail.'];
    for (const action of ['rebuild', 'test', 'boot', 'build', 'dry-activate'] as const)
      expect(of(action, known)).toEqual(expect.arrayContaining(expected));
    expect(planned(spec({ action: 'build' }), { known }).warnings[0]?.code).toBe('conflict');
  });

  test('do not matter to what is built', () => {
    for (const action of ['switch', 'preview', 'make-default'] as const) expect(of(action, known)).toEqual([]);
  });
});

describe('files', () => {
  test('that are not saved', () => {
    expect(of('rebuild', { unsaved: ['a.nix', 'b.nix'] })).toEqual([
      'Not saved, so not built as it stands in the editor: a.nix, b.nix.',
    ]);
    expect(of('switch', { unsaved: ['a.nix'] })).toEqual([]);
  });

  test('that git does not know, in a flake', () => {
    expect(of('rebuild', { untracked: ['a.nix', 'b.nix', 'c.nix', 'd.nix'] })[0]).toContain(
      'a.nix, b.nix, c.nix, 1 more',
    );
    const classic = spec({ action: 'rebuild', root: { kind: 'classic', path: '/etc/nixos/configuration.nix' } });
    expect(warningsOf(classic, { known: { untracked: ['a.nix'] } })).toEqual([]);
  });
});

describe('specialisations that are not defined', () => {
  test('are refused where all are known, before nixos-rebuild has changed the profile', () => {
    const known = { specialisations: ['play'], hasAllSpecialisations: true };
    for (const action of ['rebuild', 'test', 'boot', 'build', 'dry-activate'] as const)
      expect(refused(spec({ action }), { known }).reason).toBe(
        'The configuration has no specialisation “work”: it has “play”.',
      );
    expect(of('switch', known)).toEqual([]);
    const home = spec({ action: 'rebuild', system: 'home-manager' });
    expect(refused(home, { known }).reason).toContain('no specialisation “work”');
  });

  test('are warned about where others may be', () => {
    expect(of('rebuild', { specialisations: [] }).join()).toContain('No specialisation “work” was found');
    expect(of('rebuild', { specialisations: ['work'] })).toEqual([]);
  });
});

describe('configurations that the flake does not have', () => {
  const known = { configurations: ['desk', 'laptop'] };
  const on = (host: string | null, changes = {}) => spec({ action: 'rebuild', specialisation: null, host, ...changes });

  test('are refused where all are known, with those that there are', () => {
    for (const action of ['rebuild', 'build', 'switch'] as const)
      expect(refused(on('nope', { action }), { known }).reason).toBe(
        'The flake has no configuration “nope”: it has “desk”, “laptop”.',
      );
    expect(refused(on('you', { system: 'home-manager' }), { known: { configurations: [] } }).reason).toBe(
      'The flake has no home configuration “you”: it has none.',
    );
  });

  test('are not where more may be there, where none is named, or where there is no flake', () => {
    planned(on('nope'), { known: {} });
    planned(on(null), { known });
    planned(on('desk'), { known });
    planned(on('nope', { root: { kind: 'classic', path: '/x.nix' } }), { known });
  });

  test('of a hive are colmena’s', () => {
    const hive = { ...known, fleets: { colmena: true } };
    expect(refused(on('node'), { known: hive }).reason).toContain('the runner colmena deploys it');
    planned(on('node', { runner: 'colmena' }), { known: hive, machine: { programs: programs('colmena') } });
  });
});

test('what is left may be of an older generation, or known by its marker only', () => {
  const old = { path: '/nix/store/old', profile: 'system', number: 41, link: '', date: undefined, label: undefined };
  const generations = [{ ...old, specialisations: new Map([['play', '/nix/store/old-play']]), isCurrent: false }];
  const machine = { generations, runningSystem: '/nix/store/old-play' };
  const left = 'The specialisation “play” is active now; this leaves it.';
  expect(warningsOf(spec({ action: 'rebuild', specialisation: null }), { machine })).toEqual([left]);
  expect(warningsOf(spec({ action: 'test', specialisation: 'play' }), { machine })).toEqual([]);
  const trial = { runningSystem: '/nix/store/trial', details: new Map([['/nix/store/trial', TRIAL]]) };
  expect(warningsOf(spec({ action: 'rebuild', specialisation: 'work' }), { machine: trial })).toEqual([left]);
});

const TRIAL = { boot: new Map(), inhibitors: new Map(), marker: 'play\n' };
