// NixOS's own modules by name: what they define meets nothing, so that what collides beside
// them is as certain as before.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSystems } from '../../support/check';
import { COLLISION, LAPTOP, LIKELY_COLLISION } from './entry-points';

const flake = (module: string): string => `
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { nixpkgs, ... }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ (${module}) ./hosts/laptop.nix ./modules/time.nix ]; }; };
}
`;

describe('one that is known', () => {
  test.each([
    'nixpkgs.nixosModules.notDetected',
    'nixpkgs.nixosModules.readOnlyPkgs',
    '"${nixpkgs}/nixos/modules/profiles/minimal.nix"',
    'nixpkgs + "/nixos/modules/profiles/headless.nix"',
    '{ modulesPath, ... }: { imports = [ (modulesPath + "/profiles/qemu-guest.nix") "${modulesPath}/profiles/hardened.nix" ]; }',
    '{ modulesPath, ... }: { imports = [ (modulesPath + "/./profiles/../profiles/minimal.nix") ]; }',
    '{ _class, ... }: { imports = if _class == "nixos" then [ ] else [ ./other.nix ]; }',
  ])('%s', (module) => checkSystems(LAPTOP, flake(module) + COLLISION));
});

describe('another', () => {
  test.each([
    '"${nixpkgs}/nixos/modules/installer/cd-dvd/installation-cd-minimal.nix"',
    'nixpkgs.nixosModules.other',
    '{ modulesPath, ... }: { imports = [ (modulesPath + "/virtualisation/qemu-vm.nix") ]; }',
  ])('%s', (module) => checkSystems(LAPTOP, flake(module) + LIKELY_COLLISION));
});

test('packages where a type has alternatives', () =>
  checkDiagnostics(`
{ pkgs, ... }:
{
  users.users.bob = { isNormalUser = true; shell = pkgs.zsh; };
#                                          ^^^^^ error(option-conflict): pkgs.zsh
  users.users.ann.shell = pkgs.zsh;
# ^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  users.users.tom.shell = pkgs.zsh;
# ^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): null
  users.defaultUserShell = pkgs.zsh;
# ^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  users.users.sue.shell = "/bin/sh";
  specialisation.x.configuration = {
    users.users.bob.shell = "/run/current-system/sw/bin/bash";
#   ^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
    users.users.ann.shell = pkgs.zsh;
#   ^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
    users.users.tom.shell = null;
#   ^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
    users.defaultUserShell = pkgs.fish;
#   ^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
    users.users.sue.shell = "/bin/sh";
  };
}
`));
