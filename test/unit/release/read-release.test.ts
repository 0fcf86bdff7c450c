// A whole release, read by evaluating its own module system.
import { describe, expect, it } from 'vitest';
import type { MergeClass } from '../../../server/src/options/merge-class';
import { mergeWords } from '../../../server/src/options/merge-words';
import {
  HOMES,
  NIXOS,
  releaseOf,
  rowsOf,
  SMALL_HOME_MANAGER,
  SMALL_NIXPKGS,
  tryRelease,
} from '../../support/small-nixpkgs';
import { temporaryFolder } from '../../support/temporary-folder';

const nixos = await rowsOf(NIXOS);
const homes = await rowsOf(HOMES);
const row = (name: string) => nixos.get(name) ?? homes.get(name);
const mergeOf = (name: string) => mergeWords(JSON.parse(row(name)?.merge ?? '{}') as MergeClass);

it('says what it is', async () => {
  expect(await releaseOf(NIXOS)).toMatchObject({ path: SMALL_NIXPKGS, release: '99.05', size: nixos.size });
  expect(await releaseOf(HOMES)).toMatchObject({ path: SMALL_HOME_MANAGER, release: '99.11', size: homes.size });
});

it('names the files that it was read from', async () => {
  const { files } = await releaseOf(HOMES);
  expect(files).toContain(`${SMALL_HOME_MANAGER}/modules/programs/git.nix`);
  expect(files).toContain(`${SMALL_NIXPKGS}/lib/types.nix`);
  expect(files).not.toContain(`${SMALL_NIXPKGS}/nixos/modules/rename.nix`);
});

describe('an option', () => {
  it('is told with all that it says', () =>
    expect(row('services.lantern.brightness')).toEqual({
      path: 'services.lantern.brightness',
      name: 'services.lantern.brightness',
      type: 'integer between 0 and 100 (both inclusive)',
      merge: '{"kind":"equal","scalar":"int"}',
      default: '50',
      description: 'How bright it is.',
      readOnly: false,
      internal: false,
      visible: true,
      declarations: [{ file: 'nixos/modules/services/misc/lantern.nix', line: 20, writtenIn: undefined }],
      renamedTo: undefined,
      removed: undefined,
    }));

  it.each([
    ['read only', 'system.nixos.release', { readOnly: true }],
    ['internal', 'services.lantern.configFile', { internal: true, default: 'made of settings' }],
    ['not visible', 'services.tlp.extraConfig', { visible: false }],
    ['visible, but not what is in it', 'home-manager', undefined],
    ['an alias', 'users.extraUsers', { renamedTo: 'users.users', visible: true }],
    ['renamed', 'services.xserver.layout', { renamedTo: 'services.xserver.xkb.layout', visible: false }],
    ['renamed to a key of settings', 'programs.git.userName', { renamedTo: 'programs.git.settings.user.name' }],
    [
      'renamed in a submodule',
      'services.nginx.virtualHosts.<name>.enableSSL',
      { renamedTo: 'services.nginx.virtualHosts.<name>.addSSL' },
    ],
    ['removed', 'sound.enable', { removed: expect.stringContaining('There is nothing left that it would do.') }],
    ['of two modules', 'users.users', { declarations: [expect.anything(), expect.anything()] }],
    ['in a submodule', 'users.users.<name>.uid', { type: 'null or signed integer', default: 'null' }],
    ['added to a submodule elsewhere', 'users.users.<name>.openssh.authorizedKeys.keys', { default: '[ ]' }],
    ['of an element', 'services.openssh.listenAddresses.*.port', { default: 'null' }],
    ['quoted', 'boot.kernel.sysctl."net.core.rmem_max"', { type: 'null or (limit)' }],
    ['without a default', 'fileSystems.<name>.options', { default: '[ "defaults" ]' }],
    ['without a type', 'system.path', { type: 'unspecified value', internal: true }],
  ])('%s: %s', (_, name, expected) =>
    expected === undefined ? expect(row(name)).toBeUndefined() : expect(row(name)).toMatchObject(expected),
  );

  it('of the specialisations is told without the system in it', () => {
    expect(row('specialisation.<name>.configuration')).toMatchObject({ visible: true, type: 'submodule' });
    expect([...nixos.keys()].filter((name) => name.startsWith('specialisation.<name>.configuration.'))).toEqual([]);
  });
});

describe('types merge', () => {
  it.each([
    ['services.openssh.enable', 'equal'],
    ['services.lantern.package', 'one'],
    ['services.lantern.owner', 'one'],
    ['services.lantern.wicks', 'list'],
    ['services.lantern.filter', 'function'],
    ['services.lantern.modules', 'modules'],
    ['services.lantern.isLit', 'or'],
    ['services.lantern.places', 'attrs:submodule'],
    ['services.lantern.places.<name>.height', 'coerced:equal'],
    ['services.xserver.xkb.options', 'concat'],
    ['services.xserver.config', 'lines'],
    ['boot.kernelPackages', 'one'],
    ['programs.git.config', 'either:attrs:attrs:anything|list'],
    ['xdg.configFile', 'attrs:submodule'],
    // By functions of the library, and by some that nobody knows.
    ['services.lantern.fuel', 'equal'],
    ['services.displayManager.defaultSession', 'nullOr:equal'],
    ['nixpkgs.pkgs', 'one'],
    ['nixpkgs.overlays', 'list'],
    ['nixpkgs.config', 'unknown'],
    ['containers.<name>.config', 'unknown'],
    ['boot.kernel.sysctl."net.core.rmem_max"', 'nullOr:unknown'],
    ['systemd.services.<name>.serviceConfig', 'attrs:systemd-option'],
    // A type that has itself as a part.
    [
      'programs.lamp.settings',
      'attrs:nullOr:either:equal|either:equal|either:equal|either:equal|either:equal|either:attrs:freeform|list',
    ],
    ['services.lantern.settings', 'submodule+freeform'],
  ])('%s: %s', (name, words) => expect(mergeOf(name)).toBe(words));
});

describe('where it is declared', () => {
  it.each([
    [
      'services.nginx.virtualHosts.<name>.root',
      'nixos/modules/services/web-servers/nginx.nix',
      'nixos/modules/services/web-servers/vhost-options.nix',
      16,
    ],
    [
      'systemd.timers.<name>.wantedBy',
      'nixos/modules/system/boot/systemd.nix',
      'nixos/modules/system/boot/systemd-unit-options.nix',
      38,
    ],
    ['hardware.opengl.enable', 'nixos/modules/hardware/graphics.nix', undefined, 8],
    ['sound.enable', 'nixos/modules/rename.nix', undefined, 16],
  ])('%s', (name, file, writtenIn, line) => expect(row(name)?.declarations).toEqual([{ file, writtenIn, line }]));
});

describe('nothing comes', () => {
  it('of a folder that is none', async () => {
    const folder = temporaryFolder(
      '#- /lib/default.nix\n{ }\n#- /nixos/lib/eval-config.nix\n_: throw "no systems here"\n',
    );
    expect(await tryRelease({ nixpkgs: folder })).toEqual({ failed: 'no systems here' });
  });
  it('of files that are not there', async () => {
    expect(await tryRelease({ nixpkgs: temporaryFolder() })).toEqual({ failed: expect.stringContaining('lib') });
  });
  it('when it is stopped', async () => {
    const heard: number[] = [];
    const stopped = await tryRelease(NIXOS, (options) => {
      heard.push(options);
      return options < 3;
    });
    expect([stopped, heard]).toEqual([undefined, [1, 2, 3]]);
  });
});
