import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { detectMachine, type ProcessEnvironment } from '../../../server/src/run/detect-machine';
import { SETTINGS } from './support';

let folder: string;
let env: ProcessEnvironment;

function program(path: string, mode = 0o755): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, mode);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(join(folder, target), join(folder, path));
}

const detect = (root = 'config') =>
  detectMachine(
    { kind: 'flake', path: join(folder, root) },
    { ...SETTINGS, systemProfile: join(folder, 'profiles/system') },
    env,
  );

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'environment-')));
  mkdirSync(join(folder, 'config'));
  env = {
    path: [join(folder, 'bin'), '', 'relative'].join(':'),
    home: join(folder, 'me'),
    user: 'nobody-here',
    stateHome: undefined,
    runFolder: join(folder, 'run'),
    isRoot: false,
    openFolders: [],
  };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the system profile', () => {
  test('is resolved, with the specialisations that can be activated', async () => {
    program('store/base/bin/switch-to-configuration');
    program('store/work/bin/switch-to-configuration');
    program('store/base/specialisation/broken/bin/switch-to-configuration', 0o644);
    link('store/work', 'store/base/specialisation/work');
    link('store/collected', 'store/base/specialisation/gone');
    link('store/base', 'profiles/system');
    const { system } = await detect();
    expect(system?.path).toBe(join(folder, 'store/base'));
    expect([...(system?.specialisations ?? [])]).toEqual([['work', join(folder, 'store/work')]]);
  });

  test('counts only when it can be activated', async () => {
    mkdirSync(join(folder, 'profiles/system'), { recursive: true });
    expect((await detect()).system).toBeUndefined();
  });

  test('may have no specialisations', async () => {
    program('profiles/system/bin/switch-to-configuration');
    expect((await detect()).system?.specialisations.size).toBe(0);
  });
});

describe('what runs', () => {
  function file(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  test('the running and the booted system, with what of them only a boot changes', async () => {
    program('store/base/bin/switch-to-configuration');
    file('store/base/kernel-params', 'quiet\n');
    file('store/linux', '');
    link('store/linux', 'store/base/kernel');
    file('store/work/switch-inhibitors', '{"dbus-implementation":"broker","odd":3}');
    link('store/base', 'profiles/system');
    link('store/base', 'run/booted-system');
    link('store/work', 'run/current-system');
    const { runningSystem, bootedSystem, details } = await detect();
    expect([runningSystem, bootedSystem]).toEqual([join(folder, 'store/work'), join(folder, 'store/base')]);
    expect(Object.fromEntries(details.get(join(folder, 'store/base'))?.boot ?? [])).toEqual({
      kernel: join(folder, 'store/linux'),
      'kernel parameters': 'quiet',
    });
    expect([...(details.get(join(folder, 'store/work'))?.inhibitors ?? [])]).toEqual([
      ['dbus-implementation', 'broker'],
    ]);
  });

  test.each(['', '[', 'null', '"text"', '[1]'])('inhibitors that cannot be read are none: %j', async (text) => {
    file('store/work/switch-inhibitors', text);
    link('store/work', 'run/current-system');
    expect((await detect()).details.get(join(folder, 'store/work'))?.inhibitors).toEqual(new Map());
  });
});

describe('Home Manager', () => {
  const PROFILE = 'me/.local/state/nix/profiles/home-manager';

  test('the generation of this user, and whether it knows driver versions', async () => {
    program(`${PROFILE}/activate`);
    program(`${PROFILE}/specialisation/dark/activate`);
    expect(await detect()).toMatchObject({ homeProfile: join(folder, PROFILE), home: { knowsDriverVersion: false } });
    program(`${PROFILE}/gen-version`, 0o644);
    const { home } = await detect();
    expect(home?.knowsDriverVersion).toBe(true);
    expect([...(home?.specialisations.keys() ?? [])]).toEqual(['dark']);
  });

  test('follows XDG_STATE_HOME', async () => {
    env = { ...env, stateHome: join(folder, 'state') };
    program('state/nix/profiles/home-manager/activate');
    program('active/activate');
    link('active', 'state/home-manager/gcroots/current-home');
    expect(await detect()).toMatchObject({
      home: { path: join(folder, 'state/nix/profiles/home-manager') },
      runningHome: join(folder, 'active'),
    });
  });
});

describe('tools', () => {
  test('are executables in the absolute folders of PATH', async () => {
    program('bin/nixos-rebuild');
    program('bin/home-manager', 0o644);
    expect([...(await detect()).tools]).toEqual(['nixos-rebuild']);
  });

  test('sudo is known by its absolute path, on NixOS that of its wrapper', async () => {
    program('bin/sudo', 0o644);
    expect((await detect()).sudo).toBeUndefined();
    program('bin/sudo');
    expect((await detect()).sudo).toBe(join(folder, 'bin/sudo'));
    program('run/wrappers/bin/sudo');
    expect((await detect()).sudo).toBe(join(folder, 'run/wrappers/bin/sudo'));
  });

  test('may be given by absolute path', async () => {
    program('opt/rebuild');
    const rebuild = join(folder, 'opt/rebuild');
    const root = { kind: 'flake', path: folder } as const;
    expect((await detectMachine(root, { ...SETTINGS, rebuildCommand: [rebuild] }, env)).tools).toContain(rebuild);
  });
});

describe('where a run starts', () => {
  test('in the folder of the configuration', async () => {
    expect((await detect()).folder).toBe(join(folder, 'config'));
    const file = { kind: 'classic', path: join(folder, 'config/configuration.nix') } as const;
    expect((await detectMachine(file, SETTINGS, env)).folder).toBe(join(folder, 'config'));
  });

  test('at home when that cannot be written, as results are linked there', async () => {
    expect((await detect('not-there')).folder).toBe(join(folder, 'me'));
  });
});

describe('the folders that are open', () => {
  const isOutside = async (root: string, ...open: readonly string[]) => {
    env = { ...env, openFolders: open.map((name) => join(folder, name)) };
    return (await detect(root)).isOutside;
  };

  test('hold a configuration in them or below', async () => {
    mkdirSync(join(folder, 'config/hosts'));
    expect(await isOutside('config', 'config')).toBe(false);
    expect(await isOutside('config/hosts', 'other', 'config')).toBe(false);
  });

  test('hold none beside them, none that only begins like one, and none when none is open', async () => {
    mkdirSync(join(folder, 'config-of-another'));
    expect(await isOutside('config-of-another', 'config')).toBe(true);
    expect(await isOutside('config/../other', 'config')).toBe(true);
    expect(await isOutside('config')).toBe(true);
  });

  test('a link leads where it leads', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    link('elsewhere', 'config/linked');
    expect(await isOutside('config/linked', 'config')).toBe(true);
    link('config', 'name-of-config');
    expect(await isOutside('config', 'name-of-config')).toBe(false);
  });
});
