// standalone-incomplete: inheritParentConfig = false without what a system needs.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

const FLAKE = (argument: string): string => `
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.host = nixpkgs.lib.nixosSystem { ${argument} modules = [ ./host.nix ]; };
  };
}`;

describe('found', () => {
  test('nothing is there', () =>
    checkDiagnostics(`
{
  specialisation.rescue = {
    inheritParentConfig = false;
#   ^^^^^^^^^^^^^^^^^^^ warning(standalone-incomplete): Specialisation \`rescue\` lacks \`fileSystems."/"\`, a boot loader and \`system.stateVersion\`, inheriting nothing | does not build
    configuration.boot.loader.timeout = 1;
  };
}
`));

  test('what is only a default', () =>
    checkDiagnostics(`
{
  specialisation.rescue = {
    inheritParentConfig = false;
#   ^^^^^^^^^^^^^^^^^^^ information(standalone-incomplete): lacks \`system.stateVersion\` | defaults
    configuration = { lib, ... }: {
      imports = [ { fileSystems."/".device = lib.mkDefault "/dev/sda1"; } ];
      boot.loader.systemd-boot.enable = true;
    };
  };
}
`));

  test('the platform, where the flake leaves it to the modules', () =>
    checkDiagnostics(`${FLAKE('')}
#- /host.nix
{
  nixpkgs.hostPlatform = "x86_64-linux";
  specialisation.rescue = {
    inheritParentConfig = false;
#   ^^^^^^^^^^^^^^^^^^^ warning(standalone-incomplete): lacks \`nixpkgs.hostPlatform\` | it does not build
    configuration = { system.stateVersion = "25.11"; boot.isContainer = true; };
  };
}
`));

  test('several in one text', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  specialisation = lib.genAttrs [ "a" "b" ] (name: {
    inheritParentConfig = false;
#   ^^^^^^^^^^^^^^^^^^^ warning(standalone-incomplete): Specialisations \`a\`, \`b\` lack
    configuration.networking.hostName = name;
  });
}
`));
});

describe('silent', () => {
  test('the platform, where the flake names it', () =>
    checkSilent(`${FLAKE('system = "x86_64-linux";')}
#- /host.nix
{
  specialisation.rescue = {
    inheritParentConfig = false;
    configuration = { system.stateVersion = "25.11"; boot.isContainer = true; };
  };
}
`));

  test('the boot loader alone: that of the base boots it', () =>
    checkSilent(`
{
  specialisation.rescue = {
    inheritParentConfig = false;
    configuration = { system.stateVersion = "25.11"; fileSystems."/".device = "/dev/sda1"; };
  };
}
`));

  test('what is imported, or may be', () =>
    checkSilent(
      `
#- /configuration.nix
{ inputs, lib, ... }:
let body = { inheritParentConfig = false; configuration.imports = [ ./hardware.nix ]; }; in
{
  imports = [ ./hardware.nix ];
  specialisation.a = body;
  specialisation.b = { inheritParentConfig = false; configuration.imports = [ inputs.self.nixosModules.base ]; };
  specialisation.c = { inheritParentConfig = false; configuration = inputs.self.body; };
  specialisation.d = lib.mkIf inputs.self.flag { inheritParentConfig = false; };
  specialisation.e = { inheritParentConfig = inputs.self.flag; };
  specialisation.f = { inheritParentConfig = false; configuration = lib.mkMerge [ inputs.self.body { networking.hostName = "f"; } ]; };
  specialisation.g = { inheritParentConfig = lib.mkForce true; };
  specialisation.h = { inheritParentConfig = false; configuration = lib.mkIf inputs.self.flag { networking.hostName = "f"; }; };
}
#- /hardware.nix
{ config, ... }:
{
  fileSystems = { "/" = { device = "/dev/sda1"; }; };
  boot.loader.systemd-boot.enable = true;
  system.stateVersion = "25.11";
}
`,
      'standalone-incomplete',
    ));
});

test('fix: inherits again', () =>
  checkFix(
    'remove',
    `
{
  specialisation.rescue = {
    inheritParentConfig = false;
    configuration.services.openssh.enable = true;
  };
}
`,
    `
{
  specialisation.rescue = {
    configuration.services.openssh.enable = true;
  };
}
`,
  ));
