// What is seen of a machine, on a fake one.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ConfigRoot } from '../../../server/src/protocol/run';
import { detectMachine, otherSurroundings, type Surroundings } from '../../../server/src/run/machine/detect';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { type FakeLaptop, FakeNixos, fakeLaptop } from '../../support/fake-nixos';
import { temporaryFolder } from '../../support/temporary-folder';
import { SETTINGS } from './support';

let laptop: FakeLaptop;
let machine: FakeNixos;

beforeEach(() => {
  laptop = fakeLaptop(temporaryFolder());
  machine = laptop.machine;
  mkdirSync(machine.place('/home/me/config'), { recursive: true });
});

const CONFIG = '/home/me/config';
const flake = (path = CONFIG): ConfigRoot => ({ kind: 'flake', path: machine.place(path) });
const detect = async (changes: Partial<Surroundings> = {}, settings = SETTINGS, root = flake()) =>
  detectMachine(root, settings, { ...(await otherSurroundings(machine.folder, 'me')), ...changes });

describe('another machine’s root', () => {
  test('absolute links lead below it', async () => {
    machine.link('/etc/a', '/etc/b');
    machine.file('/etc/b', 'here');
    expect(await systemRoot(machine.folder).text('/etc/a')).toBe('here');
    expect(await systemRoot(machine.folder).realPath('/etc/a')).toBe('/etc/b');
  });

  test('no link leads out of it', async () => {
    machine.link('/etc/up', '../../../../../../../../etc/hostname');
    expect(await systemRoot(machine.folder).realPath('/etc/up')).toBe('/etc/hostname');
    expect(await systemRoot(machine.folder).text('/../../etc/hostname')).toBe('laptop\n');
  });

  test('circles and broken links lead nowhere', async () => {
    machine.link('/a', '/b');
    machine.link('/b', '/a');
    machine.link('/c', '/not/there');
    for (const path of ['/a', '/c', '/c/d', '/etc/hostname/x'])
      expect(await systemRoot(machine.folder).realPath(path), path).toBeUndefined();
  });

  test('where a link would lead is known, also where nothing is there', async () => {
    machine.link('/c', '/not/there');
    machine.link('/not', '/gone');
    machine.link('/etc/deep', '../x/../y/z');
    machine.link('/loop', '/loop');
    const root = systemRoot(machine.folder);
    expect(await root.leadsTo('/c')).toBe('/gone/there');
    expect(await root.leadsTo('/etc/deep')).toBe('/y/z');
    expect(await root.leadsTo('/etc/hostname')).toBe('/etc/hostname');
    for (const path of ['/nothing', '/c/d', '/loop']) expect(await root.leadsTo(path), path).toBeUndefined();
  });

  test('folders are no files, files no folders', async () => {
    expect(await systemRoot(machine.folder).text('/etc')).toBeUndefined();
    expect(await systemRoot(machine.folder).list('/etc/hostname')).toEqual([]);
  });

  test('its paths are named without the root, others as they are', () => {
    const root = systemRoot('/mnt/laptop');
    expect(root.named('/mnt/laptop/etc/nixos')).toBe('/etc/nixos');
    expect(root.named('/mnt/laptop')).toBe('/');
    expect(root.named('/mnt/laptop-2/etc')).toBe('/mnt/laptop-2/etc');
    expect(systemRoot().named('/etc/nixos')).toBe('/etc/nixos');
  });
});

test('a machine that is made up for tests names its paths so that they can be used here', async () => {
  const here = (path: string) => machine.place(path);
  const around = { ...(await otherSurroundings(machine.folder, 'me')), root: systemRoot(machine.folder, 'here') };
  for (const systemProfile of ['/nix/var/nix/profiles/system', here('/nix/var/nix/profiles/system')]) {
    const facts = await detectMachine(flake(), { ...SETTINGS, systemProfile }, around);
    expect(facts).toMatchObject({
      host: 'laptop',
      sudo: here('/run/wrappers/bin/sudo'),
      runningSystem: here(laptop.base),
      bootedSystem: here(laptop.base),
      system: { path: here(laptop.base) },
      folder: here(CONFIG),
    });
    expect(facts.generations[0]).toMatchObject({ link: here('/nix/var/nix/profiles/system-42-link'), isCurrent: true });
    expect([...(facts.system?.specialisations.values() ?? [])]).toEqual([here(laptop.play), here(laptop.work)]);
  }
});

describe('the system profile', () => {
  test('is resolved, with the specialisations that can be activated', async () => {
    const broken = machine.system({ name: 'broken', without: ['switch-to-configuration'] });
    machine.link(join(laptop.base, 'specialisation/broken'), broken);
    machine.link(join(laptop.base, 'specialisation/gone'), '/nix/store/gone');
    const { system, available } = await detect();
    expect(system?.path).toBe(laptop.base);
    expect([...(system?.specialisations ?? [])]).toEqual([
      ['play', laptop.play],
      ['work', laptop.work],
    ]);
    expect(available).toEqual(['broken', 'play', 'work']);
  });

  test('counts only when it can be activated', async () => {
    machine.remove(join(laptop.base, 'bin/switch-to-configuration'));
    expect((await detect()).system).toBeUndefined();
  });

  test('without a folder of specialisations its bootspec names them', async () => {
    machine.remove(join(laptop.base, 'specialisation'));
    const child = { 'org.nixos.bootspec.v1': { toplevel: laptop.work }, 'org.nixos.specialisation.v1': {} };
    machine.file(join(laptop.base, 'boot.json'), JSON.stringify({ 'org.nixos.specialisation.v1': { work: child } }));
    expect((await detect()).available).toEqual(['work']);
  });
});

describe('without a profile', () => {
  beforeEach(() => machine.remove('/nix/var/nix/profiles/system'));

  test('the generation that what runs is part of', async () => {
    machine.runs(laptop.oldWork);
    expect((await detect()).system?.path).toBe(laptop.oldBase);
  });

  test('else what was booted, if it is a base', async () => {
    machine.remove('/nix/var/nix/profiles');
    machine.runs(laptop.work);
    expect(await detect()).toMatchObject({ system: { path: laptop.base }, available: ['play', 'work'] });
    machine.boots(laptop.play);
    expect((await detect()).system).toBeUndefined();
  });
});

describe('generations', () => {
  test('newest first, with what they hold; then those of other profiles', async () => {
    machine.generation(7, laptop.oldBase, { profile: 'test' });
    machine.current(7, 'test');
    const { generations } = await detect();
    expect(
      generations.map(({ profile, number, path, isCurrent, specialisations }) => [
        profile,
        number,
        path,
        isCurrent,
        [...specialisations.keys()].join(),
      ]),
    ).toEqual([
      ['system', 42, laptop.base, true, 'play,work'],
      ['system', 41, laptop.oldBase, false, 'work'],
      ['test', 7, laptop.oldBase, true, 'work'],
    ]);
    expect(generations[1]).toMatchObject({
      link: '/nix/var/nix/profiles/system-41-link',
      label: '25.11.20260101.abcdef',
      date: new Date('2025-12-01T12:00:00Z'),
    });
  });

  test('the current one need not be the newest, and one that is gone is none', async () => {
    machine.current(41);
    machine.generation(43, '/nix/store/gone');
    const { generations, system } = await detect();
    expect(generations.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
      [42, false],
      [41, true],
    ]);
    expect(system?.path).toBe(laptop.oldBase);
  });
});

describe('what runs', () => {
  test('the running and the booted system, with what of them only a boot changes', async () => {
    machine.runs(laptop.play);
    const { runningSystem, bootedSystem, startedSystem, details } = await detect();
    expect([runningSystem, bootedSystem, startedSystem]).toEqual([laptop.play, laptop.base, laptop.base]);
    expect(Object.fromEntries(details.get(laptop.base)?.boot ?? [])).toEqual({
      kernel: '/nix/store/linux-6.12/kernel',
      'kernel-params': 'quiet',
    });
  });

  test('a system that is gone runs all the same, and parts that are gone tell systems apart', async () => {
    machine.runs('/nix/store/gone');
    machine.link(join(laptop.play, 'kernel'), '/nix/store/not-here/bzImage');
    const { runningSystem, details } = await detect();
    expect(runningSystem).toBe('/nix/store/gone');
    expect(details.get(laptop.play)?.boot.get('kernel')).toBe('/nix/store/not-here/bzImage');
  });

  test.each(['', '[', 'null', '"text"', '[1]'])('inhibitors that cannot be read are none: %j', async (text) => {
    machine.file(join(laptop.base, 'switch-inhibitors'), text);
    expect((await detect()).details.get(laptop.base)?.inhibitors).toEqual(new Map());
  });

  test('inhibitors that are no texts are left out', async () => {
    machine.file(join(laptop.base, 'switch-inhibitors'), '{"dbus-implementation":"broker","odd":3}');
    expect([...((await detect()).details.get(laptop.base)?.inhibitors ?? [])]).toEqual([
      ['dbus-implementation', 'broker'],
    ]);
  });

  test('its name, release and marker', async () => {
    machine.file('/etc/specialisation', 'work\n');
    expect(await detect()).toMatchObject({ host: 'laptop', release: { year: 25, month: 11 }, marker: 'work\n' });
    machine.remove('/etc/os-release');
    machine.remove('/etc/hostname');
    expect(await detect()).toMatchObject({ host: undefined, release: { year: 25, month: 11 } });
  });

  test('where there is no NixOS, nothing', async () => {
    machine = new FakeNixos(temporaryFolder());
    expect(await detect()).toMatchObject({
      host: undefined,
      system: undefined,
      runningSystem: undefined,
      generations: [],
      available: [],
    });
  });
});

describe('Home Manager', () => {
  const PROFILE = '/home/me/.local/state/nix/profiles/home-manager';

  test('the generation of this user, and whether it knows driver versions', async () => {
    machine.file(`${PROFILE}/activate`, '', 0o755);
    machine.file(`${PROFILE}/specialisation/dark/activate`, '', 0o755);
    machine.file(`${PROFILE}/hm-version`, '25.05');
    expect(await detect()).toMatchObject({ homeProfile: PROFILE, home: { knowsDriverVersion: false } });
    machine.file(`${PROFILE}/gen-version`, '');
    const { home, isHomeService } = await detect();
    expect(home?.knowsDriverVersion).toBe(true);
    expect([...(home?.specialisations.keys() ?? [])]).toEqual(['dark']);
    expect(isHomeService).toBe(false);
  });

  test.each([
    ['25.05', false],
    ['25.11', true],
  ])('one that does not say its version is taken for as old as the system: %s', async (version, knows) => {
    machine.file(`${PROFILE}/activate`, '', 0o755);
    machine.file('/etc/os-release', `ID=nixos\nVERSION_ID="${version}"\n`);
    expect((await detect()).home?.knowsDriverVersion).toBe(knows);
  });

  test.each([
    ['#!/nix/store/b/bin/bash\nhome-manager\n--flake)\n-c|--specialisation)\n', true],
    ['#!/nix/store/b/bin/bash\nhome-manager\n--flake)\n', false],
    ['#!/bin/sh\nexec other\n', undefined],
  ])('whether the program takes a specialisation: %j', async (text, takes) => {
    machine.file('/nix/store/system-path/bin/home-manager', text, 0o755);
    expect((await detect()).programs.get('home-manager')?.takesSpecialisation).toBe(takes);
  });

  test('follows XDG_STATE_HOME', async () => {
    machine.file('/state/nix/profiles/home-manager/activate', '', 0o755);
    machine.file('/active/activate', '', 0o755);
    machine.link('/state/home-manager/gcroots/current-home', '/active');
    expect(await detect({ stateHome: '/state' })).toMatchObject({
      home: { path: '/state/nix/profiles/home-manager' },
      runningHome: '/active',
    });
  });

  test('where its user lives', async () => {
    machine.file('/etc/passwd', 'root:x:0:0::/root:/bin/sh\nme:x:1000:100::/people/me:/bin/sh\n');
    machine.file('/people/me/.local/state/nix/profiles/home-manager/activate', '', 0o755);
    expect((await detect()).home?.path).toBe('/people/me/.local/state/nix/profiles/home-manager');
  });

  test('as a part of the system: what its service activates', async () => {
    machine.file('/nix/store/home/activate', '', 0o755);
    machine.link('/etc/systemd/system', '/nix/store/units');
    machine.file(
      '/nix/store/units/home-manager-me.service',
      '[Service]\nExecStart=/nix/store/setup-env /nix/store/home\n',
    );
    expect(await detect()).toMatchObject({ home: { path: '/nix/store/home' }, isHomeService: true });
  });
});

describe('programs', () => {
  test('are those of the running system and the wrappers', async () => {
    machine.program('nh', 'nh-4.2.0');
    machine.file('/nix/store/system-path/bin/colmena', '');
    const { programs, sudo, run0 } = await detect();
    expect([...programs.keys()].sort()).toEqual(['nh', 'nixos-rebuild']);
    expect(programs.get('nh')).toMatchObject({ path: '/run/current-system/sw/bin/nh', version: '4.2.0' });
    expect([sudo, run0]).toEqual(['/run/wrappers/bin/sudo', undefined]);
  });

  test('may be given by absolute path', async () => {
    machine.file('/opt/rebuild', '', 0o755);
    const settings = { ...SETTINGS, rebuildCommand: ['/opt/rebuild'] };
    expect([...(await detect({}, settings)).programs.keys()]).toContain('/opt/rebuild');
  });

  test.each([
    ['nixos-rebuild-ng-0.0.0', undefined, 'ng'],
    ['nixos-rebuild', 'import nixos_rebuild', 'ng'],
    ['nixos-rebuild', undefined, undefined],
  ])('nixos-rebuild from %s is %s: %s', async (at, head, family) => {
    machine.program('nixos-rebuild', at, head);
    expect((await detect()).programs.get('nixos-rebuild')?.family).toBe(family);
  });

  test('nixos-rebuild as a Bash script', async () => {
    machine.remove('/nix/store/system-path/bin/nixos-rebuild');
    machine.file(
      '/nix/store/system-path/bin/nixos-rebuild',
      '#!/nix/store/x-bash-5.2/bin/bash\n--use-remote-sudo)\n',
      0o755,
    );
    expect((await detect()).programs.get('nixos-rebuild')?.family).toBe('bash');
  });
});

describe('a wrapper around nixos-rebuild', () => {
  test('says nothing of what it is', async () => {
    machine.remove('/nix/store/system-path/bin/nixos-rebuild');
    machine.file('/nix/store/system-path/bin/nixos-rebuild', '#!/bin/sh\nexec other "$@"\n', 0o755);
    expect((await detect()).programs.get('nixos-rebuild')).toMatchObject({ family: undefined });
  });
});

describe('where a run starts', () => {
  test('in the folder of the configuration, as that machine names it', async () => {
    expect((await detect()).folder).toBe(CONFIG);
    const file: ConfigRoot = { kind: 'classic', path: machine.place(`${CONFIG}/configuration.nix`) };
    expect((await detect({}, SETTINGS, file)).folder).toBe(CONFIG);
  });

  test('at home when that cannot be written, as results are linked there', async () => {
    expect((await detect({}, SETTINGS, flake('/not/there'))).folder).toBe('/home/me');
  });
});

describe('the folders that are open', () => {
  const isOutside = async (root: string, ...open: readonly string[]) =>
    (await detect({ openFolders: open.map((path) => machine.place(path)) }, SETTINGS, flake(root))).isOutside;

  test('hold a configuration in them or below', async () => {
    mkdirSync(machine.place(`${CONFIG}/hosts`));
    expect(await isOutside(CONFIG, CONFIG)).toBe(false);
    expect(await isOutside(`${CONFIG}/hosts`, '/other', CONFIG)).toBe(false);
  });

  test('hold none beside them, none that only begins like one, and none when none is open', async () => {
    mkdirSync(machine.place(`${CONFIG}-of-another`));
    expect(await isOutside(`${CONFIG}-of-another`, CONFIG)).toBe(true);
    expect(await isOutside(`${CONFIG}/../other`, CONFIG)).toBe(true);
    expect(await isOutside(CONFIG)).toBe(true);
  });

  test('a link leads where it leads', async () => {
    mkdirSync(machine.place('/elsewhere'));
    symlinkSync(machine.place('/elsewhere'), machine.place(`${CONFIG}/linked`));
    expect(await isOutside(`${CONFIG}/linked`, CONFIG)).toBe(true);
    symlinkSync(machine.place(CONFIG), machine.place('/name-of-config'));
    expect(await isOutside(CONFIG, '/name-of-config')).toBe(false);
  });
});
