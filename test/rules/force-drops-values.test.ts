// force-drops-values: what mkForce takes away.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('flagged', () => {
  test('a list', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  users.users.kim.extraGroups = [ "wheel" "video" ];
  specialisation.x.configuration.users.users.kim.extraGroups = lib.mkForce [ "video" ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(force-drops-values): specialisation \`x\`: mkForce replaces \`users.users.kim.extraGroups\` as a whole | Drops \`"wheel"\` of the base system (configuration.nix:3)
}
`));

  test('packages by name, and what NixOS adds', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  environment.systemPackages = [ pkgs.vim pkgs.git ];
  specialisation.x.configuration.environment.systemPackages = lib.mkForce [ pkgs.vim ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(force-drops-values): \`pkgs.git\` of the base system | with what NixOS's own modules add
}
`));

  test('a list that only NixOS fills', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  specialisation.x.configuration.boot.initrd.availableKernelModules = lib.mkForce [ "nvme" ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(force-drops-values): Drops what NixOS's own modules add in specialisation \`x\`
}
`));

  test('lines', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.udev.extraRules = "A";
  specialisation.x.configuration.services.udev.extraRules = lib.mkForce "B";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(force-drops-values): Drops \`"A"\`
}
`));

  test('an entry of a set', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  users.users.kim = { isNormalUser = true; description = "Kim"; };
  specialisation.x.configuration.users.users.kim = lib.mkForce { description = "K."; };
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(force-drops-values): Drops \`isNormalUser\`
}
`));

  test('a set', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  environment.sessionVariables = { A = "a"; B = "b"; };
  specialisation.x.configuration.environment.sessionVariables = lib.mkForce { B = "c"; };
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(force-drops-values): Drops \`A\`
}
`));
});

describe('silent', () => {
  const cases: Record<string, string> = {
    'emptied on purpose':
      '{ lib, ... }: { boot.kernelParams = [ "a" ]; specialisation.x.configuration.boot.kernelParams = lib.mkForce [ ]; }',
    'everything again':
      '{ lib, ... }: { users.users.kim.extraGroups = [ "a" ]; specialisation.x.configuration.users.users.kim.extraGroups = lib.mkForce [ "b" "a" ]; }',
    'a default gives way anyway':
      '{ lib, ... }: { users.users.kim.extraGroups = lib.mkDefault [ "a" ]; specialisation.x.configuration.users.users.kim.extraGroups = lib.mkForce [ "b" ]; }',
    'the content of a file':
      '{ lib, ... }: { environment.etc.a.text = "a"; specialisation.x.configuration.environment.etc.a.text = lib.mkForce "b"; }',
    'a scalar':
      '{ lib, ... }: { time.timeZone = "a"; specialisation.x.configuration.time.timeZone = lib.mkForce "b"; }',
    'a set of options: each is forced for itself':
      '{ lib, ... }: { services.openssh.enable = true; specialisation.x.configuration.services = lib.mkForce { printing.enable = true; }; }',
    'nothing is inherited':
      '{ lib, ... }: { users.users.kim.extraGroups = [ "a" ]; specialisation.x = { inheritParentConfig = false; configuration.users.users.kim.extraGroups = lib.mkForce [ "b" ]; }; }',
    'the base has it for itself only':
      '{ lib, config, ... }: { users.users.kim.extraGroups = lib.mkIf (config.specialisation != { }) [ "a" ]; specialisation.x.configuration.users.users.kim.extraGroups = lib.mkForce [ "b" ]; }',
    'values that are not known':
      '{ lib, list, ... }: { users.users.kim.extraGroups = [ "a" ]; specialisation.x.configuration.users.users.kim.extraGroups = lib.mkForce list; }',
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'force-drops-values'));
});

describe('fixes', () => {
  test('added instead', () =>
    checkFix(
      'rewrite',
      '{ lib, ... }: { boot.kernelParams = [ "a" ]; specialisation.x.configuration.boot.kernelParams = lib.mkForce [ "b" ]; }',
      '{ lib, ... }: { boot.kernelParams = [ "a" ]; specialisation.x.configuration.boot.kernelParams = [ "b" ]; }',
    ));

  test('none for sets', () =>
    checkNoFix(
      'rewrite',
      '{ lib, ... }: { users.users.kim = { isNormalUser = true; description = "Kim"; }; specialisation.x.configuration.users.users.kim = lib.mkForce { description = "K."; }; }',
    ));
});
