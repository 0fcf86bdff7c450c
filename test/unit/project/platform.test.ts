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
