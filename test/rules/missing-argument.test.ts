// missing-argument: what functions are called with, modules above all.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

const flake = (call: string): string => `
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }@inputs: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { ${call} };
  };
}
`;
const MODULE = `#- /configuration.nix
{ inputs, ... }:
{
  programs.hyprland.package = inputs.hyprland.packages.x86_64-linux.hyprland;
  specialisation.a.configuration = { };
}
`;

describe('found', () => {
  test('an argument that nothing passes, whatever its default', () =>
    checkDiagnostics(`${flake('modules = [ ./a.nix ./b.nix ];')}
#- /a.nix
{ inputs, ... }:
# ^^^^^^ error(missing-argument): Nothing passes \`inputs\` | specialArgs = { inherit inputs; };
{
  programs.hyprland.package = inputs.hyprland.packages.x86_64-linux.hyprland;
  specialisation.a.configuration = { };
}
#- /b.nix
{ theme ? "dark", ... }: { networking.hostName = theme; }
# ^^^^^ error(missing-argument): theme
`));

  test('heads that are no heads of modules', () =>
    checkDiagnostics(`
#- /configuration.nix
{ imports = [ ./a.nix ]; specialisation.x.configuration = { lib }: { }; }
#                                                         ^^^^^^^^^^^^ error(missing-argument): ...
#- /a.nix
  { lib, pkgs }: { services.openssh.enable = true; }
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(missing-argument): \`...\`
`));

  test('a name that stands for all arguments', () =>
    checkDiagnostics(`
#- /configuration.nix
{ imports = [ ./b.nix ]; specialisation.x.configuration = { }; }
#- /b.nix
lib: { services.openssh.enable = lib.mkForce true; }
#                                ^^^^^^^^^^^ error(missing-argument): \`lib\` stands for all arguments
`));

  test('packages, which only a head that names them gets', () =>
    checkDiagnostics(`
  args: { environment.systemPackages = [ args.pkgs.vim ]; specialisation.a.configuration = { }; }
# ^^^^ error(missing-argument): \`pkgs\` unless its head names it
`));

  test('a file that is called without what it needs, and one that is no function', () =>
    checkDiagnostics(`
#- /configuration.nix
{ ... }:
{
  specialisation.a.configuration = import ./a.nix { };
#                                  ^^^^^^^^^^^^^^^^^^ error(missing-argument): needs \`lib\`
  imports = [ (import ./b.nix { }) ];
#              ^^^^^^^^^^^^^^^^^^ error(missing-argument): no function
}
#- /a.nix
{ lib, ... }: { services.openssh.enable = lib.mkForce false; }
#- /b.nix
{ services.openssh.enable = true; }
`));
});

describe('silent', () => {
  test('arguments that are not used, or that somebody passes', () =>
    checkSilent(`${flake('specialArgs = { inherit inputs; }; modules = [ ./configuration.nix { _module.args.theme = "dark"; } ];')}
#- /configuration.nix
{ inputs, theme, unused, utils, modulesPath, lib, ... }:
{
  programs.hyprland.package = inputs.hyprland.packages.x86_64-linux.hyprland;
  networking.hostName = theme;
  specialisation.a.configuration = args: { networking.domain = args.lib.mkForce "x"; };
}
`));

  test('what homes get', () => checkSilent(home('extraSpecialArgs = { inherit inputs; };')));

  test('what a module that cannot be read may pass to homes', () =>
    checkSilent(home('sharedModules = [ ];', 'inputs.other.nixosModules.x')));

  test('what a module that cannot be read, or a part of a system, may get', () =>
    checkSilent(`
${flake('modules = [ ./configuration.nix inputs.other.nixosModules.x ];')}${MODULE}
#- /parts/a.nix
{ inputs, lib }: { specialisation.a.configuration.networking.hostName = inputs.x; }
`));
});

/** A home that is part of a system, whose modules get all inputs. */
function home(setting: string, more = ''): string {
  return `
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { nixpkgs, home-manager, ... }@inputs: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ home-manager.nixosModules.home-manager ./configuration.nix ${more} ];
    };
  };
}
#- /configuration.nix
{ inputs, ... }:
{
  environment.systemPackages = [ inputs.hyprland.packages.x86_64-linux.hyprland ];
  home-manager = { users.ann = ./home.nix; ${setting} };
}
#- /home.nix
{ inputs, osConfig, ... }:
# ^^^^^^ error(missing-argument): Nothing passes \`inputs\` | home-manager.extraSpecialArgs = { inherit inputs; };
{
  home.packages = [ inputs.hyprland.packages.x86_64-linux.hyprland ];
  home.keyboard.layout = osConfig.services.xserver.xkb.layout;
}
`;
}

test('found in a home that gets other arguments than the system', () => checkDiagnostics(home('')));

describe('fixes', () => {
  test('passes the argument in the flake', () =>
    checkFix(
      'add',
      flake('modules = [ ./configuration.nix ];') + MODULE,
      flake('specialArgs = { inherit inputs; }; modules = [ ./configuration.nix ];') + MODULE,
    ));

  test('in the set that is there', () =>
    checkFix(
      'add',
      flake('specialArgs = { theme = "dark"; }; modules = [ ./configuration.nix ];') + MODULE,
      flake('specialArgs = { inherit inputs; theme = "dark"; }; modules = [ ./configuration.nix ];') + MODULE,
    ));

  test('adds the ellipsis', () =>
    checkFix(
      'add',
      '\n{ lib, pkgs }: { specialisation.a.configuration = { }; }\n',
      '\n{ lib, pkgs, ... }: { specialisation.a.configuration = { }; }\n',
    ));
});
