// constant-guard: conditions on specialisations that never change.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('flagged', () => {
  test('compared with a name', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  services.openssh.enable = lib.mkIf (config.specialisation == "otg") true;
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false | the set of all specialisations
  services.printing.enable = config.specialisation != "tty";
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always true
  specialisation.otg.configuration = { };
}
`));

  test('in a function that is the configuration', () =>
    checkDiagnostics(`
{
  specialisation.x.configuration = { config, lib, ... }: {
    services.openssh.enable = lib.mkIf (config.specialisation != { }) true;
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false | has no specialisations of its own
    services.printing.enable = config.isSpecialisation;
#                              ^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always true | specialisations only
  };
}
`));

  test('in a set that is the configuration: config is that of the base', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  specialisation.x.configuration = {
    services.openssh.enable = lib.mkIf (config.specialisation == { }) true;
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false | \`config\` is the base system's here
    services.printing.enable = lib.mkIf config.isSpecialisation true;
#                                       ^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
  };
}
`));

  test('in a file that only specialisations import', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  specialisation.a.configuration.imports = [ ./a.nix ];
  specialisation.b.configuration = ./a.nix;
}
#- /a.nix
{ config, lib, ... }:
lib.mkIf (config.specialisation == { }) { services.openssh.enable = true; }
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always true
`));
});

describe('silent', () => {
  const cases: Record<string, string> = {
    'a guard of the base': `{ config, lib, ... }: { services.openssh.enable = lib.mkIf (config.specialisation != { }) true; specialisation.x.configuration = { }; }`,
    'a file that both import': `
#- /configuration.nix
{ imports = [ ./a.nix ]; specialisation.x.configuration = { imports = [ ./a.nix ]; }; }
#- /a.nix
{ config, lib, ... }: { services.openssh.enable = lib.mkIf (!config.isSpecialisation) true; }
`,
    'a file that another host imports into its base': `
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ { specialisation.x.configuration.imports = [ ./a.nix ]; } ]; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; };
  };
}
#- /a.nix
{ config, lib, ... }: { services.openssh.enable = lib.mkIf (!config.isSpecialisation) true; }
`,
    'a Home Manager user inside a specialisation': `
{
  specialisation.x.configuration.home-manager.users.kim = { config, lib, ... }: {
    home.username = lib.mkIf (config.specialisation != { }) "kim";
  };
}
`,
    'a body that is used in the base too': `
{ config, lib, ... }:
let body = { services.openssh.enable = lib.mkIf config.isSpecialisation true; };
in { imports = [ body ]; specialisation.x.configuration = body; }
`,
    'another config': `{ lib, ... }: let f = config: config.specialisation == "x"; in { services.openssh.enable = f { specialisation = "x"; }; }`,
    'one specialisation of the set': `{ config, ... }: { services.openssh.enable = config.specialisation ? x; specialisation.x.configuration = { }; }`,
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'constant-guard'));
});

describe('fixes', () => {
  test('a condition that always holds', () =>
    checkFix(
      'rewrite',
      `
{
  specialisation.x.configuration = { config, lib, ... }: {
    services.openssh.enable = lib.mkIf (config.specialisation == { }) true;
  };
}
`,
      `
{
  specialisation.x.configuration = { config, lib, ... }: {
    services.openssh.enable = true;
  };
}
`,
    ));

  test('a definition that is never made', () =>
    checkFix(
      'remove',
      `
{
  specialisation.x.configuration = { config, lib, ... }: {
    services.printing.enable = true;
    services.openssh.enable = lib.mkIf (config.specialisation != { }) true;
  };
}
`,
      `
{
  specialisation.x.configuration = { config, lib, ... }: {
    services.printing.enable = true;
  };
}
`,
    ));

  test('none where the guard is a part of the condition', () =>
    checkNoFix(
      'remove',
      '{ specialisation.x.configuration = { config, lib, ... }: { services.openssh.enable = lib.mkIf (config.specialisation != { } || true) true; }; }',
    ));
});

describe('under other names', () => {
  test('given by let, inherit, getAttr, with, and the whole argument', () =>
    checkDiagnostics(`
{ config, lib, ... }@args:
let
  spec = config.specialisation;
  again = spec;
  got = lib.getAttr "specialisation" config;
  inherit (config) specialisation;
  wanted = "tty";
in
{
  imports = [ ./whole.nix ];
  services.openssh.enable = lib.mkIf (spec == "tty") true;
#                                     ^^^^^^^^^^^^^ warning(constant-guard): always false
  services.printing.enable = again != wanted;
#                            ^^^^^^^^^^^^^^^ warning(constant-guard): always true
  environment.variables.A = if got == "tty" then "a" else "b";
#                              ^^^^^^^^^^^^ warning(constant-guard): always false
  environment.variables.B = if "tty" == specialisation then "a" else "b";
#                              ^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
  environment.variables.C = with config; if specialisation == null then "a" else "b";
#                                           ^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
  specialisation.tty.configuration.services.pipewire.enable = lib.mkIf (spec == { }) true;
#                                                                       ^^^^^^^^^^^ warning(constant-guard): always false
}
#- /whole.nix
args: { services.avahi.enable = args.config.specialisation == "tty"; }
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
`));

  test('a name that no specialisation has', () =>
    checkDiagnostics(`
{ config, lib, ... }:
let spec = config.specialisation; in
{
  services.printing.enable = lib.mkIf (config.specialisation.name or "base" == "wsl") true;
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always what stands behind \`or\` | none is called \`name\`
  services.openssh.enable = spec ? tty;
#                           ^^^^^^^^^^ warning(constant-guard): always false
  specialisation.wsl.configuration = { };
}
`));

  test('in functions of a let, and in functions that ask', () =>
    checkDiagnostics(`
{ config, lib, ... }:
let
  isSpec = name: config.specialisation == name;
  isOneOf = set: names: builtins.elem set names;
  inherit (lib) hasAttr;
in
{
  services.openssh.enable = lib.mkIf (isSpec "tty") true;
#                                     ^^^^^^^^^^^^ warning(constant-guard): always false
  services.printing.enable = isOneOf config.specialisation [ "tty" "wsl" ];
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
  services.avahi.enable = lib.elem config.specialisation [ "tty" ];
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
  services.pipewire.enable = hasAttr "wsl" config.specialisation;
#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false | none is called \`wsl\`
  environment.variables.A = lib.attrByPath [ "specialisation" "name" ] "base" config;
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always the default
  environment.variables.B = if lib.hasAttrByPath [ "specialisation" "wsl" ] config then "a" else "b";
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(constant-guard): always false
  specialisation.tty.configuration = { };
}
`));

  test('silent: functions that are given what is not written out, and specialisations that are there', () =>
    checkSilent(
      `
{ config, lib, flag, ... }:
let
  isSpec = name: config.specialisation == name;
  isSame = one: other: one == other;
  elem = one: all: true;
in
{
  services.openssh.enable = isSpec flag && isSame flag "tty" && isSpec { };
  services.printing.enable = lib.hasAttr "tty" config.specialisation && elem config.specialisation [ "tty" ];
  services.avahi.enable = lib.elem "tty" (lib.attrNames config.specialisation);
  services.pipewire.enable = lib.elem config.specialisation [ flag ];
  environment.variables.A = lib.attrByPath [ "specialisation" "tty" "configuration" "networking" "hostName" ] "base" config;
  environment.variables.B = lib.attrByPath [ "specialisation" flag ] "base" config;
  specialisation.tty.configuration = { };
}
`,
      'constant-guard',
    ));

  test('silent: other things of these names, and specialisations that exist or may exist', async () => {
    await checkSilent(
      `
{ config, lib, flag, ... }:
let
  spec = "tty";
  settings.specialisation = "tty";
  shadow = config: config.specialisation == "tty";
in
{
  options.my.specialisation = lib.mkOption { type = lib.types.str; default = "tty"; };
  config.services.openssh.enable = spec == "tty" && settings.specialisation == "tty" && config.my.specialisation == "tty";
  config.services.printing.enable = config.specialisation ? wsl && shadow { specialisation = "tty"; } && config.specialisation != { };
  config.environment.variables.A = config.specialisation.wsl.configuration.networking.hostName or "base";
  config.specialisation.wsl.configuration = { };
}
`,
      'constant-guard',
    );
    await checkSilent(
      `
{ config, lib, flag, ... }:
{
  services.openssh.enable = config.specialisation ? tty;
  specialisation = flag;
}
`,
      'constant-guard',
    );
  });
});
