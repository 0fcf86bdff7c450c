// Inputs that lie on disk are evaluated; all others are known by where they are fetched from, or not at all.
import { describe, expect, test } from 'vitest';
import { storePathOf } from '../../../server/src/eval/store';
import { EMPTY_ATTRS } from '../../../server/src/eval/values';
import { inputsOf } from '../../../server/src/project/lock';
import { checkDiagnostics, checkSilent, checkSystems, fixesIn } from '../../support/check';
import { COLLISION, LAPTOP } from './entry-points';

const NIXPKGS = 'nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";';

test('a flake is none of its own inputs', () =>
  checkDiagnostics(`
#- /home/flake.nix
{
  inputs.${NIXPKGS}
  outputs = { self, nixpkgs }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      specialArgs.names = builtins.concatStringsSep " " (builtins.attrNames self.inputs);
      modules = [ ./laptop.nix ];
    };
  };
}
#- /home/laptop.nix
{ names, ... }: {
  specialisation.travel.configuration = {
    networking.hostName = names;
#   ^^^^^^^^^^^^^^^^^^^ error(option-conflict): is "nixpkgs" here
  };
  networking.hostName = "nixpkgs self";
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): is "nixpkgs self" here
}
`));

describe('an input in the Nix store', () => {
  // As `nix-store --add-fixed --recursive sha256` (2.8) names a folder `source` of this hash.
  const HASH = 'sha256-eJeU22wZGrdvTHtaMqcOBbV+X1kWKqLg0wvX57DVrA8=';
  const STORED = '/nix/store/h3b653ljzhpy40bnb9wksf8d6w0xh41k-source';

  test('has a path by the hash of its content', () => expect(storePathOf(HASH)).toBe(STORED));

  test.each(['sha256-short', 'sha512-AAAA', '', undefined, 7])('no path: %s', (hash) =>
    expect(storePathOf(hash)).toBe(undefined),
  );

  const project = (lockedDir: string, folder: string): string => `
#- /home/flake.nix
{
  inputs = { ${NIXPKGS} own.url = "github:someone/own"; };
  outputs = { self, nixpkgs, own }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix own.nixosModules.time ]; }; };
}
#- /home/flake.lock
{ "root": "root", "nodes": {
  "root": { "inputs": { "nixpkgs": "nixpkgs", "own": "own" } },
  "nixpkgs": { "original": { "type": "github", "owner": "NixOS", "repo": "nixpkgs" }, "locked": { "narHash": "${HASH}" } },
  "own": { "original": { "type": "github", "owner": "someone", "repo": "own" }, "locked": { ${lockedDir} "narHash": "${HASH}" } }
} }
#- ${STORED}${folder}/flake.nix
{ outputs = { self, ... }: { nixosModules.time = ./time.nix; }; }
#- ${STORED}${folder}/time.nix
{ time.timeZone = "UTC"; }
`;
  const laptop = (severity: string): string => `
#- /home/laptop.nix
{
  specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${severity}(option-conflict): "UTC"
}
`;

  test('is evaluated, and nothing is said about its own files', () =>
    checkDiagnostics(project('', '') + laptop('error')));

  test('is not mended: no fix touches its files', async () => {
    const fixture = project('', '') + laptop('error');
    const kinds = (await fixesIn(fixture)).map(({ kind }) => kind);
    expect(kinds).toContain('mkForce');
    expect(kinds).not.toContain('mkDefault');
    expect(kinds).not.toContain('baseOnly');
  });

  test('in a folder of it', () => checkDiagnostics(project('"dir": "nix",', '/nix') + laptop('error')));

  test('is opaque where it is not there', () =>
    checkSilent(project('', '').replaceAll(STORED, '/elsewhere') + laptop('error').replace(/# .*\n/, '')));
});

describe('an input on disk', () => {
  const outputs =
    '{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix own.nixosModules.time ]; }; }';

  test.each([
    ['path:./x', 'own.url = "path:./own";'],
    ['./x', 'own.url = "./own";'],
    ['an absolute path', 'own.url = "path:/own";'],
    ['git+file', 'own.url = "git+file:./own";'],
    ['type and path', 'own = { type = "path"; path = "./own"; };'],
  ])('%s', (_, own) =>
    checkSystems(
      ['nixos laptop: travel'],
      `
#- /flake.nix
{
  inputs = { ${NIXPKGS} ${own} };
  outputs = { self, nixpkgs, own }: ${outputs};
}
#- /own/flake.nix
{ outputs = { self, ... }: { nixosModules.time = "\${self}/time.nix"; }; }
#- /own/time.nix
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
}
${COLLISION.slice(COLLISION.indexOf('#- /hosts'))}`,
    ),
  );

  test('its own inputs follow what the lock says', () =>
    checkSystems(
      LAPTOP,
      `
#- /flake.nix
{
  inputs = { ${NIXPKGS} own.url = "path:./own"; own.inputs.base.follows = "nixpkgs"; };
  outputs = { self, nixpkgs, own }: { nixosConfigurations.laptop = own.lib.build [ ./hosts/laptop.nix ./modules/time.nix ]; };
}
#- /flake.lock
{ "root": "root", "nodes": {
  "root": { "inputs": { "nixpkgs": "nixpkgs", "own": "own" } },
  "nixpkgs": { "original": { "type": "github", "owner": "NixOS", "repo": "nixpkgs" } },
  "own": { "inputs": { "base": [ "nixpkgs" ] }, "original": { "type": "path", "path": "./own" } }
} }
#- /own/flake.nix
{
  inputs.base.url = "github:someone/else";
  outputs = { self, base }: { lib.build = modules: import (base + "/nixos/lib/eval-config.nix") { inherit modules; }; };
}
${COLLISION}`,
    ));

  test('the nixpkgs of a flake that is not read', () =>
    checkSystems(
      LAPTOP,
      `
#- /flake.nix
{
  inputs.core.url = "github:someone/core";
  outputs = { self, core }: {
    nixosConfigurations.laptop = core.inputs.base.lib.nixosSystem { modules = [ ./hosts/laptop.nix ./modules/time.nix ]; };
  };
}
#- /flake.lock
{ "root": "root", "nodes": {
  "root": { "inputs": { "core": "core" } },
  "core": { "inputs": { "base": "base" }, "original": { "type": "github", "owner": "someone", "repo": "core" } },
  "base": { "original": { "type": "github", "owner": "NixOS", "repo": "nixpkgs" } }
} }
${COLLISION}`,
    ));

  test('that is no flake', () =>
    checkSystems(
      LAPTOP,
      `
#- /flake.nix
{
  inputs = { ${NIXPKGS} files = { url = "path:./modules"; flake = false; }; };
  outputs = { self, nixpkgs, files }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix (files + "/time.nix") ]; }; };
}
${COLLISION}`,
    ));

  test('flakes that are inputs of one another come to an end', () =>
    checkDiagnostics(`
#- /flake.nix
{ inputs.b.url = "path:./b"; outputs = { self, b }: { nixosConfigurations = b.nixosConfigurations; }; }
#- /b/flake.nix
{ inputs.a.url = "path:../."; outputs = { self, a }: { nixosConfigurations = a.nixosConfigurations; }; }
`));
});

test('modules of an input that is not read may say anything: a conflict is likely only', () =>
  checkSystems(
    LAPTOP,
    `
#- /flake.nix
{
  inputs = { ${NIXPKGS} hardware.url = "github:NixOS/nixos-hardware"; };
  outputs = { nixpkgs, hardware, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix ./modules/time.nix hardware.nixosModules.common-pc ]; };
  };
}
${COLLISION.replaceAll('error(', 'warning(')}`,
  ));

describe('flake.lock', () => {
  const lock = (nodes: object): string => JSON.stringify({ root: 'root', nodes });
  const description = (text: string | undefined, ...path: readonly string[]): string =>
    path.reduce((source, name) => source.input(name), inputsOf(text, EMPTY_ATTRS)).description;

  test.each([
    ['github', { type: 'github', owner: 'NixOS', repo: 'nixpkgs' }, 'github:NixOS/nixpkgs'],
    [
      'a tarball',
      { type: 'tarball', url: 'https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz' },
      'https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz',
    ],
    ['the registry', { type: 'indirect', id: 'nixpkgs' }, 'flake:nixpkgs'],
    ['a path', { type: 'path', path: './core' }, 'path:./core'],
    ['nothing', {}, ''],
  ])('%s', (_, original, expected) => {
    expect(description(lock({ root: { inputs: { a: 'a' } }, a: { original } }), 'a')).toBe(expected);
  });

  test('follows, through follows', () => {
    const nodes = {
      root: { inputs: { a: 'a', b: ['a', 'x'] } },
      a: { inputs: { x: ['a', 'y'], y: 'y' } },
      y: { original: { type: 'github', owner: 'o', repo: 'r' } },
    };
    expect(description(lock(nodes), 'b')).toBe('github:o/r');
    expect(description(lock(nodes), 'a', 'x')).toBe('github:o/r');
  });

  test('follows that double with each step are gone through once each', () => {
    const names = [...Array(19).keys()].map((number) => `a${number}`);
    const next = (index: number): string => names[index + 1] ?? 'end';
    const inputs = Object.fromEntries(names.map((name, index) => [name, Array(10).fill(next(index))]));
    const nodes = {
      root: { inputs: { ...inputs, end: 'end' } },
      end: { inputs: { ...inputs, end: 'end' }, original: { type: 'path', path: './end' } },
    };
    expect(description(lock(nodes), 'a0')).toBe('path:./end');
  });

  test('a folder in the store is in it', () => {
    const narHash = 'sha256-eJeU22wZGrdvTHtaMqcOBbV+X1kWKqLg0wvX57DVrA8=';
    const stored = (dir: string): string | undefined =>
      inputsOf(lock({ root: { inputs: { a: 'a' } }, a: { locked: { narHash, dir } } }), EMPTY_ATTRS).input('a').stored;
    expect(stored('./nix/')).toMatch(/-source\/nix$/);
    for (const dir of ['..', '../../../etc', 'nix/../../other']) expect(stored(dir)).toBeUndefined();
  });

  test.each([
    ['round in circles', lock({ root: { inputs: { a: ['b'], b: ['a'] } } })],
    ['of no shape', '[]'],
    ['no JSON', '{'],
    ['with other things in it', '{"nodes": {"root": null, "a": 3}, "root": 7}'],
    ['not there', undefined],
  ])('%s', (_, text) => {
    expect(description(text, 'a', 'b')).toBe('');
  });
});
