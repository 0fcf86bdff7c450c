// dead-definition: definitions of specialisations that never count.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('flagged', () => {
  test('a default against a plain value of the base', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.x.configuration = {
    services.xserver.enable = lib.mkDefault true;
#   ^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): No effect: the base system sets false (configuration.nix:3), which is stronger than mkDefault here. \`services.xserver.enable\` stays so in specialisation \`x\`.
  };
}
`));

  test('almost a force is weaker than plain', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkOverride 102 "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): than mkOverride 102 here
}
`));

  test('plain against force', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  time.timeZone = lib.mkForce "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): with mkForce (configuration.nix:
}
`));

  test('across files, once for several specialisations that share the file', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  imports = [ ./base.nix ];
  specialisation.a.configuration.imports = [ ./common.nix ];
  specialisation.b.configuration.imports = [ ./common.nix ];
}
#- /base.nix
{ time.timeZone = "UTC"; }
#- /common.nix
{ lib, ... }:
{
  time.timeZone = lib.mkDefault "Asia/Tokyo";
# ^^^^^^^^^^^^^ warning(dead-definition): specialisations \`a\`, \`b\`
}
`));

  test('a list: a weaker one is not added but dropped', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  boot.kernelParams = [ "quiet" ];
  specialisation.x.configuration.boot.kernelParams = lib.mkDefault [ "debug" ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): No effect
}
`));

  test('a set of users as a whole, against one of its attributes', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  environment.sessionVariables.A = "a";
  specialisation.x.configuration.environment.sessionVariables = lib.mkDefault { B = "b"; };
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): No effect
}
`));

  test('a default of a whole tree of options', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.x.configuration.services = lib.mkDefault {
    openssh.enable = false;
#   ^^^^^^^^^^^^^^ warning(dead-definition): than mkDefault
    printing.enable = true;
  };
}
`));

  test('the same value: nothing is lost', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.x.configuration.services.openssh.enable = lib.mkDefault true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(dead-definition): Adds nothing
}
`));

  test('the GRUB device, which NixOS fixes in every specialisation', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  specialisation.x.configuration.boot.loader.grub.device = lib.mkForce "/dev/sdb";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): NixOS itself sets "nodev" with mkOverride 0 in every specialisation
}
`));

  test('`mkIf false`', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  specialisation.x.configuration = {
    services.openssh.enable = lib.mkIf false true;
#                             ^^^^^^^^^^^^^^^^^^^ hint(dead-definition): ever defined
  };
}
`));

  test("in a Home Manager user's own specialisation", () =>
    checkDiagnostics(`
{
  home-manager.users.kim = { lib, ... }: {
    home.username = "kim";
    specialisation.day.configuration.home.username = lib.mkDefault "day";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(dead-definition): \`day\`
  };
}
`));
});

describe('silent', () => {
  test('a definition of the base that loses in a specialisation', () =>
    checkSilent(
      `
{ lib, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
}
`,
      'dead-definition',
    ));

  test('the base value is for the base system only', () =>
    checkSilent(
      `
{ lib, config, ... }:
{
  time.timeZone = lib.mkIf (config.specialisation != { }) "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo";
}
`,
      'dead-definition',
    ));

  test('the specialisation has nothing of the base', () =>
    checkSilent(
      `
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x = { inheritParentConfig = false; configuration.time.timeZone = lib.mkDefault "Asia/Tokyo"; };
}
`,
      'dead-definition',
    ));

  test('defaults that the specialisation itself overrides', () =>
    checkSilent(
      `
#- /configuration.nix
{
  specialisation.x.configuration = { imports = [ ./profile.nix ]; time.timeZone = "UTC"; };
}
#- /profile.nix
{ lib, ... }: { time.timeZone = lib.mkDefault "Asia/Tokyo"; }
`,
      'dead-definition',
    ));

  test('a default for several specialisations, used by one of them', () =>
    checkSilent(
      `
#- /configuration.nix
{ config, lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.a.configuration.imports = [ ./profile.nix ];
  specialisation.b = { inheritParentConfig = false; configuration.imports = [ ./profile.nix ]; };
}
#- /profile.nix
{ lib, ... }: { time.timeZone = lib.mkDefault "Asia/Tokyo"; }
`,
      'dead-definition',
    ));

  test('a default for several hosts, used by one of them', () =>
    checkSilent(
      `
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./common.nix { time.timeZone = "UTC"; } ]; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./common.nix ]; };
  };
}
#- /common.nix
{ lib, ... }: { specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo"; }
`,
      'dead-definition',
    ));

  test('a condition of the base that is not known', () =>
    checkSilent(
      `
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkIf pkgs.stdenv.isAarch64 "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo";
}
`,
      'dead-definition',
    ));

  test('whether the base is inherited is not known', () =>
    checkSilent(
      `
{ lib, pkgs, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.inheritParentConfig = pkgs.stdenv.isAarch64;
  specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo";
}
`,
      'dead-definition',
    ));

  test('a switch, and a mkIf of another library', () =>
    checkSilent(
      `
{ lib, ... }:
let
  off = false;
  mkIf = condition: value: if condition then value else null;
in
{
  services.openssh.enable = lib.mkIf off true;
  time.timeZone = mkIf false "UTC";
}
`,
      'dead-definition',
    ));
});

describe('fixes', () => {
  test('mkForce in the place of mkDefault', () =>
    checkFix(
      'mkForce',
      `
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo";
}
`,
      `
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo";
}
`,
    ));

  test('mkOverride where the base is forced', () =>
    checkFix(
      'mkOverride',
      `
{ lib, ... }:
{
  time.timeZone = lib.mkForce "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
}
`,
      `
{ lib, ... }:
{
  time.timeZone = lib.mkForce "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkOverride 40 "Asia/Tokyo";
}
`,
    ));

  test('no wrapper where plain is enough', () =>
    checkFix(
      'rewrite',
      `
{ lib, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkOverride 1200 ("Asia/" + "Tokyo");
}
`,
      `
{ lib, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/" + "Tokyo";
}
`,
    ));

  test('removed with its line', () =>
    checkFix(
      'remove',
      `
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration = {
    time.timeZone = lib.mkDefault "Asia/Tokyo";
    services.printing.enable = true;
  };
}
`,
      `
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration = {
    services.printing.enable = true;
  };
}
`,
    ));

  test('not removed where the binding is the specialisation as well', () =>
    checkNoFix(
      'remove',
      `
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo";
}
`,
    ));
});
