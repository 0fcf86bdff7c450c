// parent-config-in-specialisation: names of the module around that are another thing in the specialisation.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

const CODE = 'parent-config-in-specialisation';

describe('found', () => {
  test('config of the module around, where the specialisation changes what is read', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  networking.hostName = "laptop";
  specialisation.travel.configuration = {
    networking.hostName = lib.mkForce "travel";
    services.avahi.hostName = config.networking.hostName;
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(parent-config-in-specialisation): \`config.networking.hostName\` is the base system's here, "laptop" and not "travel" as in specialisation \`travel\`
  };
}
`));

  test('in a function that takes other arguments, in a string, by another name, by inherit', () =>
    checkDiagnostics(`
{ config, lib, ... }:
let
  cfg = config.networking;
  inherit (config.networking) domain;
in
{
  networking = { hostName = "a"; domain = "lan"; };
  specialisation.x.configuration = { pkgs, ... }: {
    networking = { hostName = lib.mkForce "b"; domain = lib.mkForce "wan"; };
    services.avahi.hostName = "\${config.networking.hostName}-x";
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(parent-config-in-specialisation): "a" and not "b"
    services.avahi.domainName = cfg.domain;
#                               ^^^^^^^^^^ warning(parent-config-in-specialisation): \`config.networking.domain\`
    environment.variables = { inherit domain; };
#                                     ^^^^^^ warning(parent-config-in-specialisation): \`config.networking.domain\`
    environment.sessionVariables = { inherit (config.networking) hostName; };
#                                                                ^^^^^^^^ warning(parent-config-in-specialisation): \`config.networking.hostName\`
  };
}
`));

  test('an option of one’s own, with its default', () =>
    checkDiagnostics(`
{ config, lib, pkgs, ... }:
{
  options.my.gui = lib.mkEnableOption "windows";
  config.specialisation.desktop.configuration = {
    my.gui = true;
    environment.systemPackages = lib.optional config.my.gui pkgs.firefox;
#                                             ^^^^^^^^^^^^^ warning(parent-config-in-specialisation): false and not true
  };
}
`));

  test('a path into the body', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration.networking.hostName = lib.mkForce "b";
  specialisation.x.configuration.services.avahi.hostName = config.networking.hostName;
#                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(parent-config-in-specialisation)
}
`));

  test('several that share the text', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  networking.hostName = "base";
  specialisation = lib.genAttrs [ "a" "b" ] (name: {
    configuration = {
      networking.hostName = lib.mkForce name;
      services.avahi.hostName = config.networking.hostName;
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(parent-config-in-specialisation): "base" as in specialisations \`a\`, \`b\`
    };
  });
}
`));

  test('a file that is called with config', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = {
    imports = [ (import ./x.nix { inherit config lib; }) ];
  };
}
#- /x.nix
{ config, lib, ... }:
{
  networking.hostName = lib.mkForce "b";
  services.avahi.hostName = config.networking.hostName;
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(parent-config-in-specialisation): "a" and not "b"
}
`));

  test('pkgs without the overlay of the specialisation', () =>
    checkDiagnostics(`
{ pkgs, ... }:
{
  specialisation.x.configuration = {
    nixpkgs.overlays = [ (final: prev: { mesa = prev.mesa.override { }; }) ];
    environment.systemPackages = [ pkgs.mesa pkgs.vim ];
#                                  ^^^^^^^^^ warning(parent-config-in-specialisation): \`pkgs.mesa\` is the base system's here | overlay
    environment.defaultPackages = with pkgs; [ mesa ];
#                                              ^^^^ warning(parent-config-in-specialisation): \`pkgs.mesa\`
  };
}
`));

  test('in Home Manager', () =>
    checkDiagnostics(`
#- /home.nix
{ config, lib, ... }:
{
  home.username = "kim";
  home.sessionVariables.THEME = "light";
  specialisation.dark.configuration = {
    home.sessionVariables.THEME = lib.mkForce "dark";
    programs.git.userName = config.home.sessionVariables.THEME;
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(parent-config-in-specialisation): "light" and not "dark"
  };
}
`));
});

describe('silent', () => {
  const cases: Readonly<Record<string, string>> = {
    'what the specialisation does not change':
      '{ config, lib, ... }: { networking.hostName = "a"; specialisation.x.configuration.services.avahi.hostName = config.networking.hostName; }',
    'a body with its own':
      '{ config, lib, ... }: { networking.hostName = "a"; specialisation.x.configuration = { config, ... }: { networking.hostName = lib.mkForce "b"; services.avahi.hostName = config.networking.hostName; }; }',
    'the same option':
      '{ config, lib, ... }: { networking.hostName = "a"; specialisation.x.configuration = { networking.hostName = lib.mkForce "${config.networking.hostName}-x"; }; }',
    'a change to the same value':
      '{ config, lib, ... }: { networking.hostName = "a"; specialisation.x.configuration = { networking.hostName = lib.mkForce "a"; services.avahi.hostName = config.networking.hostName; }; }',
    'a value that is not known':
      '{ config, lib, inputs, ... }: { networking.hostName = "a"; specialisation.x.configuration = { networking.hostName = lib.mkForce inputs.self.name; services.avahi.hostName = config.networking.hostName; }; }',
    'a condition that is not known':
      '{ config, lib, inputs, ... }: { networking.hostName = "a"; specialisation.x.configuration = { networking.hostName = lib.mkIf inputs.self.flag (lib.mkForce "b"); services.avahi.hostName = config.networking.hostName; }; }',
    'a base value that is not known':
      '{ config, lib, ... }: { specialisation.x.configuration = { networking.hostName = "b"; services.avahi.hostName = config.networking.hostName; }; }',
    'other specialisations':
      '{ config, lib, ... }: { specialisation.x.configuration = { environment.variables.N = toString (builtins.length (builtins.attrNames config.specialisation)); }; }',
    'imports, which depend on the base':
      '{ config, lib, ... }: { networking.hostName = "a"; specialisation.x.configuration = { imports = lib.optional (config.networking.hostName == "b") ./y.nix; networking.hostName = lib.mkForce "b"; }; }',
    'a name that is something else':
      'let config = { networking.hostName = "z"; }; in { lib, ... }: { networking.hostName = "a"; specialisation.x.configuration = { networking.hostName = lib.mkForce "b"; services.avahi.hostName = config.networking.hostName; }; }',
    'outside the body':
      '{ config, lib, ... }: { networking.hostName = "a"; services.avahi.hostName = config.networking.hostName; specialisation.x.configuration.networking.hostName = lib.mkForce "b"; }',
    'the config of NixOS in a Home Manager user':
      '{ config, lib, ... }: { home-manager.users.kim = { home.sessionVariables.A = "a"; specialisation.x.configuration = { home.sessionVariables.A = lib.mkForce "b"; programs.git.userName = config.home.sessionVariables.A or "x"; }; }; }',
    'packages that the base overlays too':
      '{ pkgs, ... }: let o = final: prev: { mesa = prev.hello; }; in { nixpkgs.overlays = [ o ]; specialisation.x.configuration = { nixpkgs.overlays = [ o ]; environment.systemPackages = [ pkgs.mesa ]; }; }',
    'an overlay that is not known':
      '{ pkgs, inputs, ... }: { specialisation.x.configuration = { nixpkgs.overlays = [ inputs.self.overlays.default ]; environment.systemPackages = [ pkgs.mesa ]; }; }',
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, CODE));

  test('a whole file', () =>
    checkSilent(
      `
#- /configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration.imports = [ ./x.nix ];
}
#- /x.nix
{ config, lib, ... }:
{
  networking.hostName = lib.mkForce "b";
  services.avahi.hostName = config.networking.hostName;
}
`,
      CODE,
    ));
});

describe('fixes', () => {
  test('a set becomes a function', () =>
    checkFix(
      'rewrite',
      `
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = {
    networking.hostName = lib.mkForce "b";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
      `
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = { config, ... }: {
    networking.hostName = lib.mkForce "b";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
    ));

  test('a function takes one more', () =>
    checkFix(
      'rewrite',
      `
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = { pkgs, ... }: {
    networking.hostName = lib.mkForce "b";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
      `
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = { config, pkgs, ... }: {
    networking.hostName = lib.mkForce "b";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
    ));

  test('a file becomes a module', () =>
    checkFix(
      'rewrite',
      `
#- /configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration.imports = [ (import ./x.nix { inherit config lib; }) ];
}
#- /x.nix
{ config, lib, ... }:
{
  networking.hostName = lib.mkForce "b";
  services.avahi.hostName = config.networking.hostName;
}
`,
      `
#- /configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration.imports = [ ./x.nix ];
}
#- /x.nix
{ config, lib, ... }:
{
  networking.hostName = lib.mkForce "b";
  services.avahi.hostName = config.networking.hostName;
}
`,
    ));

  test('not a file that takes something of its own', () =>
    checkNoFix(
      'rewrite',
      `
#- /configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = import ./x.nix { inherit config lib; name = "b"; };
}
#- /x.nix
{ config, lib, name, ... }:
{
  networking.hostName = lib.mkForce name;
  services.avahi.hostName = config.networking.hostName;
}
`,
    ));

  test('none where packages are made of packages', () =>
    checkNoFix(
      'rewrite',
      `
{ pkgs, ... }:
{
  specialisation.x.configuration = {
    nixpkgs.overlays = [ (final: prev: { tool = pkgs.hello; }) ];
    environment.systemPackages = [ pkgs.tool ];
  };
}
`,
    ));

  test('none where the body also needs the base’s', () =>
    checkNoFix(
      'rewrite',
      `
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.x.configuration = {
    networking.hostName = lib.mkForce "\${config.networking.hostName}-b";
    services.avahi.hostName = config.networking.hostName;
  };
}
`,
    ));
});
