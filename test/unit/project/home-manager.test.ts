// Home Manager: configurations that stand alone, and users inside a NixOS host, each a tree
// with specialisations of its own.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent, checkSystems } from '../../support/check';

const FLAKE = `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; hm.url = "github:nix-community/home-manager/release-25.05"; };
  outputs = { self, nixpkgs, hm, ... }: `;
const HOME = `
#- /home/git.nix
{
  programs.git.enable = false;
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`focus\`
}
#- /home/focus.nix
{ lib, extra ? null, ... }:
{
  specialisation.focus.configuration.programs.git.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): false
}
`;

test.each([
  [
    'homeManagerConfiguration',
    'hm.lib.homeManagerConfiguration { pkgs = nixpkgs.legacyPackages.x86_64-linux; extraSpecialArgs.extra = 1; modules = [ ./home/git.nix ./home/focus.nix ]; }',
  ],
  [
    'modules/default.nix',
    'import "${hm}/modules" { pkgs = import nixpkgs { }; configuration = { imports = [ ./home/git.nix ./home/focus.nix ]; }; }',
  ],
])('standing alone, by %s', (_, call) =>
  checkSystems(['home-manager ann: focus'], `${FLAKE}{ homeConfigurations.ann = ${call}; };\n}${HOME}`),
);

test('inside NixOS, beside the specialisations of the host', () =>
  checkSystems(
    ['nixos laptop: travel', 'home-manager laptop: focus', 'home-manager laptop'],
    `${FLAKE}{
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      modules = [
        hm.nixosModules.home-manager
        ./host.nix
        { home-manager = { useGlobalPkgs = true; extraSpecialArgs = { extra = self; }; users.ann = import ./home/focus.nix; }; }
      ];
    };
  };
}
#- /host.nix
{ config, lib, ... }:
{
  home-manager.sharedModules = [ ];
  home-manager.users.ann.imports = [ ./home/git.nix ];
  home-manager.users.bob = { lib, osConfig, ... }: { programs.git.enable = lib.mkDefault (osConfig.networking.hostName == "laptop"); };
  networking.hostName = "laptop";
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`travel\`
  specialisation.travel.configuration = { networking.hostName = "elsewhere"; };
#                                         ^^^^^^^^^^^^^^^^^^^ error(option-conflict): "laptop"
}
${HOME}`,
  ));

describe('arguments of homes, which several modules may add to', () => {
  const host = (modules: string, home: string): string => `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; hm.url = "github:nix-community/home-manager"; };
  outputs = { self, nixpkgs, hm, ... }@inputs: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ hm.nixosModules.home-manager ${modules} { home-manager.users.ann = ./home.nix; } ];
    };
  };
}
#- /home.nix
{ parts, ... }:
{
  imports = parts;
${home}}
`;
  const given = '{ home-manager.extraSpecialArgs = { inherit inputs; }; }';

  test('are all passed', () => checkSilent(host(`${given} { home-manager.extraSpecialArgs = { parts = [ ]; }; }`, '')));
  test('may come from a module that was not read', () =>
    checkSilent(host(`${given} inputs.other.nixosModules.x`, ''), 'infinite-recursion'));
  test('may depend on a condition', () =>
    checkSilent(
      host(
        `${given} ({ lib, config, ... }: { home-manager.extraSpecialArgs = lib.mkIf config.a.b { parts = [ ]; }; })`,
        '',
      ),
      'infinite-recursion',
    ));
  test('may lack one', () =>
    checkDiagnostics(
      host(given, '').replace('imports = parts;\n', 'imports = parts;\n# ^^^^^^^ error(infinite-recursion): `parts`\n'),
    ));
});
