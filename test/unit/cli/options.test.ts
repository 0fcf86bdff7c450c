// `options`: what a release has, in text and as JSON, from where it lies, else from what is bundled.
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { storePathOf } from '../../../server/src/eval/store';
import { SMALL_HOME_MANAGER, SMALL_NIXPKGS } from '../../support/small-nixpkgs';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

let here = '';
let env: NodeJS.ProcessEnv = {};
beforeEach(() => {
  here = temporaryFolder();
  env = { PATH: process.env.PATH, HOME: join(here, 'home'), XDG_CACHE_HOME: join(here, 'cache') };
});
const options = (...args: readonly string[]) => run(['options', ...args], here, env);

interface Printed {
  readonly version: number;
  readonly source: { readonly path: string; readonly release: string };
  readonly options: Readonly<Record<string, object>>;
}
async function printed(...args: readonly string[]): Promise<Printed> {
  const { exitCode, stdout } = await options('--format', 'json', ...args);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

describe('of a nixpkgs that is named', () => {
  it('in text: those that are told of, one a line', async () => {
    const { exitCode, stdout, stderr } = await options('--nixpkgs', SMALL_NIXPKGS, '--prefix', 'services.tlp');
    expect([exitCode, stdout]).toEqual([
      0,
      'services.tlp.enable: boolean\n' +
        'services.tlp.settings: attribute set of (boolean or signed integer or floating point number or string)\n',
    ]);
    expect(stderr).toContain('3 options of 99.05');
  });

  it('as JSON: all that is known of each', async () => {
    const { version, source, options: listed } = await printed('--nixpkgs', SMALL_NIXPKGS);
    expect([version, source]).toEqual([1, { path: SMALL_NIXPKGS, release: '99.05' }]);
    expect(Object.keys(listed).length).toBeGreaterThan(400);
    expect(listed['services.lantern.colour']).toEqual({
      type: 'one of "amber", "blue", "white"',
      merge: 'equal',
      default: '"amber"',
      description: 'Its colour.',
      declarations: [expect.stringMatching(/^nixos\/modules\/services\/misc\/lantern\.nix:\d+$/)],
    });
    expect(listed['networking.fqdn']).toMatchObject({ readOnly: true, merge: 'equal' });
    expect(listed['services.xserver.layout']).toMatchObject({
      renamedTo: 'services.xserver.xkb.layout',
      visible: false,
    });
    expect(listed['services.candle.enable']).toMatchObject({ removed: expect.stringContaining('Candles burn down') });
    expect(listed['systemd.targets.<name>.enable']).toMatchObject({
      declarations: ['nixos/modules/system/boot/systemd.nix'],
      written: [expect.stringMatching(/^nixos\/modules\/system\/boot\/systemd-unit-options\.nix:\d+$/)],
    });
  });

  it('below a prefix, at it, and at no name that only begins so', async () => {
    const names = async (prefix: string) =>
      Object.keys((await printed('--nixpkgs', SMALL_NIXPKGS, '--prefix', prefix)).options);
    expect(await names('services.displayManager.gdm')).toEqual([
      'services.displayManager.gdm.enable',
      'services.displayManager.gdm.wayland',
    ]);
    expect(await names('services.displayManager.gdm.enable')).toEqual(['services.displayManager.gdm.enable']);
    expect(await options('--nixpkgs', SMALL_NIXPKGS, '--prefix', 'services.displayManager.gd')).toMatchObject({
      exitCode: 1,
      stdout: '',
    });
  });

  it('is kept for the next time', async () => {
    const first = await options('--nixpkgs', SMALL_NIXPKGS);
    expect(first.stderr).toContain('reading the options');
    const second = await options('--nixpkgs', SMALL_NIXPKGS);
    expect(second.stderr).not.toContain('reading the options');
    expect(second.stdout).toBe(first.stdout);
  });
});

it('of a Home Manager that is named', async () => {
  const { source, options: listed } = await printed('--nixpkgs', SMALL_NIXPKGS, '--home-manager', SMALL_HOME_MANAGER);
  expect(source).toEqual({ path: SMALL_HOME_MANAGER, release: '99.11' });
  expect(listed['programs.lamp.shade']).toMatchObject({ merge: 'nullOr:equal', default: 'null' });
  expect(listed['programs.git.userName']).toMatchObject({ renamedTo: 'programs.git.settings.user.name' });
  expect(listed['services.lantern.enable']).toBeUndefined();
});

describe('of what is used here', () => {
  it('what NIX_PATH names', async () => {
    env = { ...env, NIX_PATH: `nixpkgs=${SMALL_NIXPKGS}` };
    expect((await printed('--prefix', 'services.lantern')).source.release).toBe('99.05');
  });
  it('a path that the flake of the folder locks, or of one above', async () => {
    const node = { type: 'path', path: SMALL_NIXPKGS };
    const lock = {
      root: 'root',
      version: 7,
      nodes: { root: { inputs: { nixpkgs: 'n' } }, n: { locked: node, original: node } },
    };
    writeIn(here, 'flake.lock', JSON.stringify(lock));
    writeIn(here, 'hosts/a/configuration.nix', '{ }\n');
    expect((await printed()).source.path).toBe(SMALL_NIXPKGS);
    here = join(here, 'hosts/a');
    expect((await printed()).source.path).toBe(SMALL_NIXPKGS);
  });
  it('the bundled table where nothing is, and where what is locked is not there', async () => {
    const bundled = await printed('--prefix', 'services.openssh.enable');
    expect(bundled.options).toEqual({
      'services.openssh.enable': { type: 'boolean', merge: 'equal', default: 'false', declarations: [] },
    });
    expect(bundled.source).toEqual({ path: '', release: '25.05pre' });
    const narHash = `sha256-${'A'.repeat(43)}=`;
    expect(storePathOf(narHash)).toBeDefined();
    const node = { locked: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', narHash } };
    writeIn(
      here,
      'flake.lock',
      JSON.stringify({ root: 'root', nodes: { root: { inputs: { nixpkgs: 'n' } }, n: node } }),
    );
    expect(await printed('--prefix', 'services.openssh.enable')).toEqual(bundled);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--nixpkgs', '.'], '--nixpkgs: no nixos/modules/module-list.nix in .'],
    [['--nixpkgs', SMALL_HOME_MANAGER], /--nixpkgs: no nixos\/modules\/module-list\.nix in /],
    [['--nixpkgs', SMALL_NIXPKGS, '--home-manager', SMALL_NIXPKGS], /--home-manager: no modules\/modules\.nix in /],
    [['--home-manager', SMALL_HOME_MANAGER], '--home-manager needs a nixpkgs: give --nixpkgs PATH'],
    [['--format', 'xml'], '--format must be one of: text, json (not "xml")'],
  ])('%j', async (args, message) => {
    const { exitCode, stdout, stderr } = await options(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

it('says so where a release cannot be read', async () => {
  writeIn(here, 'n/nixos/modules/module-list.nix', '[ ]\n');
  writeIn(here, 'n/lib/default.nix', '{ }\n');
  writeIn(here, 'n/nixos/lib/eval-config.nix', '_: throw "not today"\n');
  const { exitCode, stdout, stderr } = await options('--nixpkgs', 'n');
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/the options of .*\/n cannot be read: not today/);
});
