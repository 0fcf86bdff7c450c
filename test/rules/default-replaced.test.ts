// default-replaced: what the base system gives in mkDefault, and a plain value takes away.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('found', () => {
  test('lists, lines and sets', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  environment.systemPackages = lib.mkDefault [ pkgs.vim pkgs.git ];
  services.xserver.videoDrivers = lib.mkOverride 900 [ "nvidia" ];
  boot.extraModprobeConfig = lib.mkDefault "options a b=1";
  environment.variables = lib.mkDefault { A = "1"; B = "2"; };
  specialisation.x.configuration = {
    environment.systemPackages = [ pkgs.git ];
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ information(default-replaced): Drops \`pkgs.vim\` of the base system (configuration.nix: | in specialisation \`x\`: what it gives \`environment.systemPackages\` with mkDefault is weaker
    services.xserver.videoDrivers = lib.mkBefore [ "amdgpu" ];
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(default-replaced): with mkOverride 900 | Drops \`"nvidia"\`
    boot.extraModprobeConfig = "options c d=1";
#   ^^^^^^^^^^^^^^^^^^^^^^^^ information(default-replaced): "options a b=1"
    environment.variables.C = "3";
#   ^^^^^^^^^^^^^^^^^^^^^ information(default-replaced): Drops \`A\`, \`B\`
  };
}
`));

  test('in an entry of a set, and in the home of a user', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  users.users.kim = { isNormalUser = true; extraGroups = lib.mkDefault [ "video" ]; };
  specialisation.x.configuration.users.users.kim.extraGroups = [ "wheel" ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(default-replaced): Drops \`"video"\`
}
`));
});

describe('silent', () => {
  test('values that are repeated, one value, nothing lost, and what is replaced in the base system already', () =>
    checkSilent(
      `
{ lib, pkgs, ... }:
{
  imports = [ ./more.nix ];
  environment.systemPackages = lib.mkDefault [ pkgs.vim ];
  networking.hostName = lib.mkDefault "a";
  services.openssh.enable = lib.mkDefault true;
  boot.kernelParams = lib.mkDefault [ "quiet" ];
  boot.kernelModules = lib.mkDefault [ "kvm" ];
  services.udev.packages = lib.mkDefault [ ];
  boot.extraModprobeConfig = lib.mkOptionDefault "a";
  specialisation.x.configuration = {
    environment.systemPackages = [ pkgs.vim pkgs.git ];
    networking.hostName = "b";
    services.openssh.enable = false;
    boot.kernelParams = lib.mkDefault [ "debug" ];
    boot.kernelModules = [ "kvm-amd" ];
    services.udev.packages = [ pkgs.git ];
    boot.extraModprobeConfig = "b";
  };
}
#- /more.nix
{ boot.kernelModules = [ "kvm-intel" ]; }
`,
      'default-replaced',
    ));

  test('forced or emptied on purpose, or by a specialisation that inherits nothing', () =>
    checkSilent(
      `
{ lib, pkgs, flag, ... }:
{
  environment.systemPackages = lib.mkDefault [ pkgs.vim ];
  boot.kernelParams = lib.mkDefault [ "quiet" ];
  boot.kernelModules = lib.mkIf flag (lib.mkDefault [ "kvm" ]);
  environment.etc.motd.text = lib.mkDefault "a";
  specialisation.x.configuration = {
    environment.systemPackages = lib.mkForce [ pkgs.git ];
    boot.kernelParams = [ ];
    boot.kernelModules = [ "kvm-amd" ];
    environment.etc.motd.text = "b";
  };
  specialisation.y = { inheritParentConfig = false; configuration.environment.systemPackages = [ pkgs.git ]; };
}
`,
      'default-replaced',
    ));
});

test('mended by taking the mkDefault away', () =>
  checkFix(
    'rewrite',
    `
{ lib, ... }:
{
  services.xserver.videoDrivers = lib.mkDefault [ "nvidia" ];
  specialisation.x.configuration.services.xserver.videoDrivers = [ "amdgpu" ];
}
`,
    `
{ lib, ... }:
{
  services.xserver.videoDrivers = [ "nvidia" ];
  specialisation.x.configuration.services.xserver.videoDrivers = [ "amdgpu" ];
}
`,
  ));

test('sets are left to the user', () =>
  checkNoFix(
    'rewrite',
    `
{ lib, ... }:
{
  environment.variables = lib.mkDefault { A = "1"; };
  specialisation.x.configuration.environment.variables.B = "2";
}
`,
  ));
