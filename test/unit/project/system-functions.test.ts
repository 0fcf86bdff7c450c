// Every usual way to make a system in a flake: the host is found, and what collides across its
// files is found in the right file.
import { describe, test } from 'vitest';
import { checkSilent, checkSystems } from '../../support/check';
import { COLLISION, LAPTOP, LIKELY_COLLISION } from './entry-points';

/** A flake whose outputs are the given body; the inputs are in scope by name. */
const flake = (
  body: string,
  inputs = 'nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable"; home-manager.url = "github:nix-community/home-manager"; other = { }; pi = { };',
): string => `
#- /flake.nix
{
  inputs = { ${inputs} };
  outputs = { self, nixpkgs, ... }@inputs: ${body};
}
`;
const MODULES = '[ ./hosts/laptop.nix ./modules/time.nix ]';

describe('a host made by', () => {
  test.each([
    ['nixpkgs.lib.nixosSystem', `{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = ${MODULES}; }; }`],
    [
      'inputs.nixpkgs.lib',
      `let inherit (inputs.nixpkgs.lib) nixosSystem; in { nixosConfigurations.laptop = nixosSystem { modules = ${MODULES}; }; }`,
    ],
    [
      'an extended library',
      `let lib = nixpkgs.lib.extend (final: prev: { mkHost = modules: final.nixosSystem { inherit modules; }; });
       in { nixosConfigurations.laptop = lib.mkHost ${MODULES}; }`,
    ],
    [
      'a library with more in it',
      `let lib = nixpkgs.lib // inputs.home-manager.lib // { my = 1; };
       in { nixosConfigurations.laptop = lib.nixosSystem { modules = ${MODULES}; }; }`,
    ],
    [
      'eval-config.nix by addition',
      `{ nixosConfigurations.laptop = import (nixpkgs + "/nixos/lib/eval-config.nix") { modules = ${MODULES}; }; }`,
    ],
    [
      'eval-config.nix by interpolation',
      `{ nixosConfigurations.laptop = import "\${nixpkgs}/nixos/lib/eval-config.nix" { modules = ${MODULES}; }; }`,
    ],
    [
      'extraModules',
      `{ nixosConfigurations.laptop = import (nixpkgs + "/nixos/lib/eval-config.nix") { modules = [ ./hosts/laptop.nix ]; extraModules = [ ./modules/time.nix ]; }; }`,
    ],
    [
      'nixos/default.nix',
      `{ nixosConfigurations.laptop = import "\${nixpkgs}/nixos" { configuration = { imports = ${MODULES}; }; }; }`,
    ],
    [
      'extendModules',
      `{ nixosConfigurations.laptop = (nixpkgs.lib.nixosSystem { modules = [ ./modules/time.nix ]; }).extendModules { modules = [ ./hosts/laptop.nix ]; }; }`,
    ],
    [
      'mapAttrs over a folder',
      `{ nixosConfigurations = nixpkgs.lib.mapAttrs'
           (file: _: { name = nixpkgs.lib.removeSuffix ".nix" file; value = nixpkgs.lib.nixosSystem { modules = [ (./hosts + "/\${file}") ./modules/time.nix ]; }; })
           (builtins.readDir ./hosts); }`,
    ],
    [
      'listToAttrs',
      `{ nixosConfigurations = builtins.listToAttrs (map (name: { inherit name; value = nixpkgs.lib.nixosSystem { modules = [ "\${./hosts}/\${name}.nix" ./modules/time.nix ]; }; }) [ "laptop" ]); }`,
    ],
    [
      'sets merged',
      `{ nixosConfigurations = { } // { laptop = nixpkgs.lib.nixosSystem { modules = ${MODULES}; }; }; } // { packages = inputs.other.packages; }`,
    ],
    [
      'recursiveUpdate',
      `nixpkgs.lib.recursiveUpdate { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = ${MODULES}; }; } { checks = { }; }`,
    ],
    [
      'modules of the flake itself',
      `{ nixosModules.time = ./modules/time.nix; nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix self.nixosModules.time ]; }; }`,
    ],
    [
      'paths below the flake',
      `{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ "\${self}/hosts/laptop.nix" (self + "/modules/time.nix") ]; }; }`,
    ],
    [
      'a path behind the flake',
      `{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ (self + /hosts/laptop.nix) (inputs.self + /modules/time.nix) ]; }; }`,
    ],
    [
      'paths below inputs.self',
      `{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ "\${inputs.self}/hosts/laptop.nix" "\${self.outPath}/modules/time.nix" ]; }; }`,
    ],
    [
      'self with more laid over it',
      `let own = self // { extra = 1; }; in { nixosModules.time = ./modules/time.nix; nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix own.nixosModules.time ]; }; }`,
    ],
  ])('%s', (_, body) => checkSystems(LAPTOP, flake(body) + COLLISION));

  test('a wrapper of an input that is not read: it may add modules', () =>
    checkSystems(
      LAPTOP,
      flake(`{ nixosConfigurations.laptop = inputs.pi.lib.nixosSystem { modules = ${MODULES}; }; }`) + LIKELY_COLLISION,
    ));

  test('an input by another name, known by where it is fetched from', () =>
    checkSystems(
      LAPTOP,
      `
#- /flake.nix
{
  inputs.upstream.url = "github:NixOS/nixpkgs/nixos-25.05";
  outputs = { upstream, ... }: { nixosConfigurations.laptop = import (upstream + "/nixos/lib/eval-config.nix") { modules = ${MODULES}; }; };
}
${COLLISION}`,
    ));

  test('an input that flake.lock alone describes', () =>
    checkSystems(
      LAPTOP,
      `
#- /flake.nix
{
  outputs = { upstream, ... }: { nixosConfigurations.laptop = import "\${upstream}/nixos/lib/eval-config.nix" { modules = ${MODULES}; }; };
}
#- /flake.lock
{ "nodes": { "root": { "inputs": { "upstream": [ "a", "b" ] } }, "root2": {}, "a_2": { "inputs": { "b": "b_3" } }, "b_3": { "original": { "type": "github", "owner": "nixos", "repo": "nixpkgs" } } }, "root": "root" }
${COLLISION}`.replace('"upstream": [ "a", "b" ]', '"a": "a_2", "upstream": [ "a", "b" ]'),
    ));
});

test('hosts of nix-darwin are no NixOS systems', () =>
  checkSilent(`
#- /flake.nix
{
  inputs.darwin.url = "github:nix-darwin/nix-darwin";
  outputs = { darwin, ... }: { darwinConfigurations.mac = darwin.lib.darwinSystem { modules = [ ./mac/configuration.nix ]; }; };
}
#- /mac/configuration.nix
{
  system.stateVersion = 5;
  system.stateVersion = 6;
}
`));
