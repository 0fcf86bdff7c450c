// redundant-priority: what changes nothing.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

const OPTIONS = `
#- /options.nix
{ lib, ... }: { options.my.mode = lib.mkOption { type = lib.types.str; default = "none"; }; }
`;

describe('flagged', () => {
  test('the value of the base again', () =>
    checkDiagnostics(`
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = "UTC";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(redundant-priority): Changes nothing: the base system sets the same, "UTC" (configuration.nix: | \`time.timeZone\` has that value in specialisation \`x\` without
}
`));

  test('forced on both sides', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  time.timeZone = lib.mkForce "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkForce "UTC";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(redundant-priority): with mkForce
}
`));

  test('forced over the default of an option of its own', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./options.nix ];
  specialisation.x.configuration.my.mode = lib.mkForce "a";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(redundant-priority): mkForce is not needed: no other definition of \`my.mode\` is stronger than a default
}${OPTIONS}`));

  test('forced over mkDefault', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./options.nix ];
  my.mode = lib.mkDefault "b";
  specialisation.x.configuration.my.mode = lib.mkForce "a";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(redundant-priority): is not needed | in specialisation \`x\`
}${OPTIONS}`));
});

describe('silent', () => {
  const cases: Record<string, string> = {
    'a type that takes one definition only':
      '{ pkgs, lib, ... }: { services.openssh.package = lib.mkDefault pkgs.a; specialisation.x.configuration.services.openssh.package = pkgs.a; }',
    'a stronger priority':
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "UTC"; }',
    'a list comes twice':
      '{ boot.kernelParams = [ "a" ]; specialisation.x.configuration.boot.kernelParams = [ "a" ]; }',
    'the base has it on a condition':
      '{ lib, config, ... }: { time.timeZone = lib.mkIf config.my.on "UTC"; specialisation.x.configuration.time.timeZone = "UTC"; }',
    'another specialisation needs it': `
#- /configuration.nix
{
  time.timeZone = "UTC";
  specialisation.a.configuration.imports = [ ./zone.nix ];
  specialisation.b = { inheritParentConfig = false; configuration.imports = [ ./zone.nix ]; };
}
#- /zone.nix
{ time.timeZone = "UTC"; }
`,
    'another host needs it': `
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./common.nix { time.timeZone = "UTC"; } ]; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./common.nix ]; };
  };
}
#- /common.nix
{ specialisation.x.configuration.time.timeZone = "UTC"; }
`,
    'forced over an option of NixOS, which may have more definitions':
      '{ lib, ... }: { time.timeZone = lib.mkDefault "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    'a module that cannot be read': `
#- /configuration.nix
{ lib, inputs, ... }:
{
  imports = [ ./options.nix inputs.some.nixosModules.thing ];
  specialisation.x.configuration.my.mode = lib.mkForce "a";
}${OPTIONS}`,
    'something to beat': `
#- /configuration.nix
{ lib, config, ... }:
{
  imports = [ ./options.nix ];
  my.mode = lib.mkIf config.services.openssh.enable "b";
  specialisation.x.configuration.my.mode = lib.mkForce "a";
}${OPTIONS}`,
    'a force in the base, which specialisations meet': `
#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./options.nix ];
  my.mode = lib.mkForce "b";
  specialisation.x.configuration = { };
}${OPTIONS}`,
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'redundant-priority'));
});

describe('fixes', () => {
  test('the repeated definition away', () =>
    checkFix(
      'remove',
      '{ time.timeZone = "UTC"; specialisation.x.configuration = { time.timeZone = "UTC"; services.openssh.enable = true; }; }',
      '{ time.timeZone = "UTC"; specialisation.x.configuration = { services.openssh.enable = true; }; }',
    ));

  test('not where it is the specialisation as well', () =>
    checkNoFix('remove', '{ time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "UTC"; }'));

  test('the force away', () =>
    checkFix(
      'rewrite',
      `
#- /configuration.nix
{ lib, ... }: { imports = [ ./options.nix ]; specialisation.x.configuration.my.mode = lib.mkForce "a"; }${OPTIONS}`,
      `
#- /configuration.nix
{ lib, ... }: { imports = [ ./options.nix ]; specialisation.x.configuration.my.mode = "a"; }${OPTIONS}`,
    ));
});

describe('an empty list', () => {
  test('adds nothing', () =>
    checkDiagnostics(`
{
  swapDevices = [ { device = "/dev/a"; } ];
  specialisation.x.configuration.swapDevices = [ ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(redundant-priority): An empty list adds nothing: all that the base system gives stays (configuration.nix: | in \`swapDevices\` of specialisation \`x\`
}
`));

  test('silent where the base system has none either, or it is forced', () =>
    checkSilent(`
{ lib, ... }:
{
  swapDevices = [ ];
  boot.kernelParams = [ "quiet" ];
  specialisation.x.configuration = { swapDevices = [ ]; boot.kernelParams = lib.mkForce [ ]; boot.kernelModules = [ ]; };
}
`));

  test('mended by force', () =>
    checkFix(
      'rewrite',
      '{ lib, ... }: { boot.kernelModules = [ "a" ]; specialisation.x.configuration.boot.kernelModules = [ ]; }',
      '{ lib, ... }: { boot.kernelModules = [ "a" ]; specialisation.x.configuration.boot.kernelModules = lib.mkForce [ ]; }',
    ));
});
