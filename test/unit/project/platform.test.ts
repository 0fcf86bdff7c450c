// What `pkgs.stdenv` says of the platform: NixOS runs on Linux, and the call that makes a system may say more.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../../support/check';

describe('NixOS', () => {
  test('is Linux, whatever the processor', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkIf pkgs.stdenv.isLinux "UTC";
# ^^^^^^^^^^^^^ error(option-conflict)
  services.openssh.enable = lib.mkIf pkgs.stdenv.hostPlatform.isDarwin true;
  specialisation.a.configuration = {
    time.timeZone = "Asia/Tokyo";
#   ^^^^^^^^^^^^^ error(option-conflict)
    services.openssh.enable = false;
  };
}
`));

  test('of a processor that nobody names', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkIf pkgs.stdenv.isAarch64 "UTC";
# ^^^^^^^^^^^^^ hint(option-conflict)
  specialisation.a.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
}
`));

  test('of the processor that the flake names', () =>
    checkSilent(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./a.nix ]; };
  };
}
#- /a.nix
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkIf pkgs.stdenv.isAarch64 "UTC";
  specialisation.a.configuration.time.timeZone = "Asia/Tokyo";
}
`));
});

describe('set by a module', () => {
  const using = (condition: string, setting: string): string => `
{ config, lib, pkgs, ... }:
{
  nixpkgs.${setting};
  time.timeZone = lib.mkIf (${condition}) "UTC";
  specialisation.a.configuration.time.timeZone = "Asia/Tokyo";
}
`;
  const conflicting = (text: string): string =>
    text
      .replace('"UTC";\n', '"UTC";\n# ^^^^^^^^^^^^^ error(option-conflict)\n')
      .replace('"Asia/Tokyo";\n', `"Asia/Tokyo";\n# ${'^'.repeat(44)} error(option-conflict)\n`);

  test.each([
    ['pkgs.stdenv.hostPlatform.isAarch64', 'hostPlatform = lib.mkDefault "aarch64-linux"'],
    ['pkgs.system == "x86_64-linux"', 'system = "x86_64-linux"'],
    ['config.nixpkgs.hostPlatform.isx86_64', 'hostPlatform = "x86_64-linux"'],
    ['config.nixpkgs.hostPlatform.system == pkgs.stdenv.hostPlatform.system', 'hostPlatform = "riscv64-linux"'],
  ])('%s with %s', (condition, setting) => checkDiagnostics(conflicting(using(condition, setting))));

  test.each([
    ['pkgs.stdenv.hostPlatform.isx86_64', 'hostPlatform = "aarch64-linux"'],
    ['config.nixpkgs.hostPlatform.isx86_64', 'hostPlatform = lib.mkForce "aarch64-linux"'],
    ['pkgs.stdenv.isDarwin', 'hostPlatform = "x86_64-linux"'],
  ])('silent: %s with %s', (condition, setting) => checkSilent(using(condition, setting)));
});

describe('Home Manager', () => {
  const home = (packages: string): string => `
#- /flake.nix
{
  outputs = { nixpkgs, home-manager, ... }: {
    homeConfigurations.kim = home-manager.lib.homeManagerConfiguration { pkgs = ${packages}; modules = [ ./home.nix ]; };
  };
}
#- /home.nix
{ lib, pkgs, ... }:
{
  programs.git.enable = lib.mkIf pkgs.stdenv.isDarwin true;
  specialisation.a.configuration.programs.git.enable = false;
}
`;

  test('for the platform of its packages', () => checkSilent(home('nixpkgs.legacyPackages.x86_64-linux')));
  test('for the platform that nixpkgs is imported for', () =>
    checkSilent(home('import nixpkgs { system = "aarch64-linux"; }')));
  test('on a Mac', () =>
    checkDiagnostics(
      home('import nixpkgs { system = "aarch64-darwin"; config.allowUnfree = true; }')
        .replace('isDarwin true;\n', 'isDarwin true;\n# ^^^^^^^^^^^^^^^^^^^ error(option-conflict)\n')
        .replace(
          'enable = false;\n',
          'enable = false;\n# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)\n',
        ),
    ));
});
