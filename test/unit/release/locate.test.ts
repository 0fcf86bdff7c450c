// Where the NixOS and the Home Manager lie that a configuration is built with.
import { describe, expect, it } from 'vitest';
import { storePathOf } from '../../../server/src/eval/store';
import { type Chosen, locate } from '../../../server/src/release/locate';
import { parseFixture } from '../../support/fixture';
import { filesOf } from '../../support/memory-files';

const hashOf = (letter: string): string => `sha256-${letter.repeat(42)}A=`;
const stored = (letter: string, name?: string): string => storePathOf(hashOf(letter), name) ?? '';
const NO_CHANNELS = { nixPath: undefined, home: undefined };

/** What a folder is known by, as a fixture. */
const nixpkgsAt = (folder: string): string => `#- ${folder}/nixos/modules/module-list.nix\n[ ]\n`;
const homeManagerAt = (folder: string): string => `#- ${folder}/modules/modules.nix\n_: [ ]\n`;

const find = (fixture: string, chosen: Chosen = {}, channels = NO_CHANNELS as Parameters<typeof locate>[3]) =>
  locate('/etc/nixos', filesOf(parseFixture(fixture)), chosen, channels);

const lock = (nodes: Readonly<Record<string, object>>): string =>
  `#- /etc/nixos/flake.lock\n${JSON.stringify({ nodes, root: 'root', version: 7 })}\n`;
const locked = (letter: string, repo: string, owner = 'NixOS') => ({
  locked: { type: 'github', owner, repo, narHash: hashOf(letter) },
  original: { type: 'github', owner, repo },
});

describe('in the lock of a flake', () => {
  const nodes = {
    root: { inputs: { home: 'hm', nixpkgs: ['stable'], stable: 'unstable_2', other: 'other' } },
    hm: { ...locked('b', 'home-manager', 'nix-community'), inputs: { nixpkgs: ['stable'] } },
    unstable_2: locked('c', 'nixpkgs'),
    other: { ...locked('d', 'nix-colours', 'someone') },
  };

  it('by its hash, where one input follows another', () =>
    expect(find(lock(nodes) + nixpkgsAt(stored('c')) + homeManagerAt(stored('b')))).toEqual({
      nixpkgs: stored('c'),
      nixpkgsBy: 'lock',
      homeManager: stored('b'),
    }));
  it('the input that is called nixpkgs before others', () => {
    const two = { root: { inputs: { a: 'a', nixpkgs: 'b' } }, a: locked('e', 'nixpkgs'), b: locked('f', 'nixpkgs') };
    const there = nixpkgsAt(stored('e')) + nixpkgsAt(stored('f'));
    expect(find(lock(two) + there).nixpkgs).toBe(stored('f'));
    expect(find(lock(two) + nixpkgsAt(stored('e'))).nixpkgs).toBe(stored('e'));
  });
  it('nothing that Nix has not fetched', () => expect(find(lock(nodes))).toEqual({}));
  it('nothing that is fetched, but no nixpkgs', () =>
    expect(find(`${lock(nodes)}#- ${stored('c')}/default.nix\n{ }\n`)).toEqual({}));
  it('a path, absolute or beside the flake', () => {
    const path = (where: string) =>
      lock({
        root: { inputs: { nixpkgs: 'n' } },
        n: { locked: { type: 'path', path: where }, original: { type: 'path', path: where } },
      });
    expect(find(path('/src/nixpkgs') + nixpkgsAt('/src/nixpkgs')).nixpkgs).toBe('/src/nixpkgs');
    expect(find(path('/src/my-fork') + nixpkgsAt('/src/my-fork')).nixpkgs).toBe('/src/my-fork');
    expect(find(path('./nixpkgs') + nixpkgsAt('/etc/nixos/nixpkgs')).nixpkgs).toBe('/etc/nixos/nixpkgs');
  });
  it.each(['', '{', '[]', '{"nodes":null}', '{"nodes":{"root":null}}', '{"nodes":{"root":{"inputs":7}},"root":3}'])(
    'nothing in %j',
    (text) => expect(find(`#- /etc/nixos/flake.lock\n${text}\n`)).toEqual({}),
  );
});

describe('in pins', () => {
  it('of npins', () => {
    const pins = {
      pins: {
        'home-manager': { repository: { owner: 'nix-community', repo: 'home-manager' }, hash: hashOf('g') },
        nixos: {
          name: 'nixos-25.05',
          url: 'https://releases.nixos.org/nixos/25.05/nixexprs.tar.xz',
          hash: hashOf('h'),
        },
      },
    };
    const files = `#- /etc/nixos/npins/sources.json\n${JSON.stringify(pins)}\n`;
    expect(find(files + homeManagerAt(stored('g')) + nixpkgsAt(stored('h')))).toEqual({
      nixpkgs: stored('h'),
      nixpkgsBy: 'pin',
      homeManager: stored('g'),
    });
  });
  it('of niv, under the name that it gives what it fetches', () => {
    const pins = { nixpkgs: { owner: 'NixOS', repo: 'nixpkgs', sha256: hashOf('i') } };
    const files = `#- /etc/nixos/nix/sources.json\n${JSON.stringify(pins)}\n`;
    expect(find(files + nixpkgsAt(stored('i', 'nixpkgs-src'))).nixpkgs).toBe(stored('i', 'nixpkgs-src'));
    expect(find(files + nixpkgsAt(stored('i'))).nixpkgs).toBeUndefined();
  });
});

describe('on this machine', () => {
  const ROOT = '/nix/var/nix/profiles/per-user/root/channels';
  const HOME = '/home/ann/.nix-defexpr/channels';
  const channels = (nixPath: string | undefined) => ({ nixPath, home: '/home/ann' });

  it.each([
    ['the channel of root', undefined, `${ROOT}/nixos`],
    ['the channel of root under its other name', undefined, `${ROOT}/nixpkgs`],
    ['the channel of the user', undefined, `${HOME}/nixpkgs`],
    ['what NIX_PATH names', 'nixos-config=/x:nixpkgs=/src/n', '/src/n'],
    ['what lies in a folder of NIX_PATH', '/src:relative', '/src/nixpkgs'],
  ])('%s', (_, nixPath, path) =>
    expect(find(nixpkgsAt(path), {}, channels(nixPath))).toEqual({ nixpkgs: path, nixpkgsBy: 'channel' }),
  );
  it('what NIX_PATH names before channels, and what of it is there', () => {
    const files = nixpkgsAt('/src/n') + nixpkgsAt(`${ROOT}/nixos`);
    expect(find(files, {}, channels('nixpkgs=/gone:nixpkgs=/src/n')).nixpkgs).toBe('/src/n');
    expect(find(files, {}, channels('nixpkgs=flake:nixpkgs:nixpkgs=channel:nixos')).nixpkgs).toBe(`${ROOT}/nixos`);
  });
  it('the channel of Home Manager', () =>
    expect(find(homeManagerAt(`${ROOT}/home-manager`), {}, channels(undefined)).homeManager).toBe(
      `${ROOT}/home-manager`,
    ));
});

it('what is chosen counts before everything', () => {
  const files = lock({ root: { inputs: { nixpkgs: 'n' } }, n: locked('c', 'nixpkgs') }) + nixpkgsAt(stored('c'));
  expect(find(files, { nixpkgs: '/mine', homeManager: '/ours' })).toEqual({
    nixpkgs: '/mine',
    nixpkgsBy: 'chosen',
    homeManager: '/ours',
  });
});

it('the lock counts before pins, and pins before channels', () => {
  const pins = `#- /etc/nixos/nix/sources.json\n${JSON.stringify({ nixpkgs: { owner: 'NixOS', repo: 'nixpkgs', sha256: hashOf('i') } })}\n`;
  const channel = { nixPath: 'nixpkgs=/src/n', home: undefined };
  const pinned = pins + nixpkgsAt(stored('i', 'nixpkgs-src')) + nixpkgsAt('/src/n');
  expect(find(pinned, {}, channel).nixpkgsBy).toBe('pin');
  const both = lock({ root: { inputs: { nixpkgs: 'n' } }, n: locked('c', 'nixpkgs') }) + nixpkgsAt(stored('c'));
  expect(find(pinned + both, {}, channel).nixpkgsBy).toBe('lock');
  expect(find(nixpkgsAt('/src/n'), {}, channel).nixpkgsBy).toBe('channel');
});
