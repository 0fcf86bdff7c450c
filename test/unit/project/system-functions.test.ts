// Every usual way to make a system in a flake: the host is found, and what collides across its
// files is found in the right file.
import { describe, expect, test } from 'vitest';
import { checkSilent, checkSystems, systemsIn } from '../../support/check';
import { COLLISION, LAPTOP, LIKELY_COLLISION } from './entry-points';

/** A flake whose outputs are the given body; the inputs are in scope by name. */
const flake = (
  body: string,
  inputs = 'nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable"; home-manager.url = "github:nix-community/home-manager"; darwin.url = "github:LnL7/nix-darwin"; other = { }; pi = { };',
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
      `let lib = nixpkgs.lib // inputs.home-manager.lib // inputs.darwin.lib // { my = 1; };
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
      'extraModules of nixosSystem',
      `{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix ]; extraModules = [ ./modules/time.nix ]; }; }`,
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
    [
      'nixpkgs with patches',
      `let patched = nixpkgs.legacyPackages.x86_64-linux.applyPatches { name = "patched"; src = nixpkgs; patches = [ ./a.patch ]; };
       in { nixosConfigurations.laptop = import "\${patched}/nixos/lib/eval-config.nix" { modules = ${MODULES}; }; }`,
    ],
    [
      'nixpkgs with patches, imported as a whole',
      `let patched = (import nixpkgs { system = "x86_64-linux"; }).applyPatches { name = "patched"; src = inputs.nixpkgs; patches = [ ]; };
       in { nixosConfigurations.laptop = import (patched + "/nixos") { configuration.imports = ${MODULES}; }; }`,
    ],
    [
      'the source of nixpkgs, unpacked and patched',
      `let patched = nixpkgs.legacyPackages.x86_64-linux.srcOnly { name = "patched"; src = nixpkgs; patches = [ ]; };
       in { nixosConfigurations.laptop = import (patched + "/nixos") { configuration.imports = ${MODULES}; }; }`,
    ],
    [
      'the outputs of nixpkgs with patches',
      `let patched = nixpkgs.legacyPackages.x86_64-linux.applyPatches { name = "patched"; src = nixpkgs; patches = [ ]; };
           own = (import "\${patched}/flake.nix").outputs { self = own; };
       in { nixosConfigurations.laptop = own.lib.nixosSystem { modules = ${MODULES}; }; }`,
    ],
    [
      'eval-config.nix of something unknown',
      `let patched = inputs.other.packages.x86_64-linux.nixpkgs; in { nixosConfigurations.laptop = import (patched + "/nixos/lib/eval-config.nix") { modules = ${MODULES}; }; }`,
    ],
    [
      'eval-config.nix that is not there',
      `{ nixosConfigurations.laptop = import ./vendor/nixpkgs/nixos/lib/eval-config.nix { modules = ${MODULES}; }; }`,
    ],
    [
      'nixosSystem put into the library',
      `let lib = nixpkgs.lib.extend (final: prev: { nixosSystem = import "\${nixpkgs}/nixos/lib/eval-config.nix"; });
       in { nixosConfigurations.laptop = lib.nixosSystem { modules = ${MODULES}; }; }`,
    ],
    [
      "evalModules with all of NixOS's modules",
      `{ nixosConfigurations.laptop = nixpkgs.lib.evalModules { modules = import "\${nixpkgs}/nixos/modules/module-list.nix" ++ ${MODULES}; }; }`,
    ],
    [
      "evalModules with all of NixOS's modules in a module",
      `{ nixosConfigurations.laptop = nixpkgs.lib.nixos.evalModules { modules = ${MODULES} ++ [ { imports = import (nixpkgs + "/nixos/modules/module-list.nix"); } ]; }; }`,
    ],
    [
      "evalModules with all of NixOS's modules and some that depend on what is not known",
      `{ nixosConfigurations.laptop = nixpkgs.lib.evalModules { modules = (if nixpkgs.rev == "a" then [ ] else [ { } ]) ++ ${MODULES} ++ import "\${nixpkgs}/nixos/modules/module-list.nix"; }; }`,
    ],
    [
      'eval-config-minimal.nix',
      `let minimal = import (nixpkgs + "/nixos/lib/eval-config-minimal.nix") { inherit (nixpkgs) lib; };
       in { nixosConfigurations.laptop = minimal.evalModules { modules = import (nixpkgs + "/nixos/modules/module-list.nix") ++ ${MODULES}; }; }`,
    ],
    [
      'a name that it configures itself',
      `{ nixosConfigurations = builtins.listToAttrs (map
           (file: let system = nixpkgs.lib.nixosSystem { modules = [ file ./modules/time.nix ({ config, ... }: { networking.hostName = config.networking.domain; networking.domain = "laptop"; }) ]; };
             in { name = system.config.networking.hostName; value = system; })
           [ ./hosts/laptop.nix ]); }`,
    ],
  ])('%s', (_, body) => checkSystems(LAPTOP, flake(body) + COLLISION));

  test('evalModules without them: no NixOS system', async () => {
    const body = `{ nixosConfigurations.laptop = nixpkgs.lib.evalModules { modules = ${MODULES}; }; }`;
    expect(await systemsIn(flake(body) + COLLISION)).not.toContain(LAPTOP[0]);
  });

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
