// option-conflict: where it speaks, on both sides of the conflict, and where it must not.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

describe('flagged on both sides', () => {
  test('the idiom of the wiki: a desktop switched off in the base and on in the specialisation', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.xserver.desktopManager.plasma5.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): Conflicts with specialisation \`plasma\`, which sets true (configuration.nix:6): \`services.xserver.desktopManager.plasma5.enable\` is false here, so specialisation \`plasma\` will not evaluate.
  specialisation.plasma.configuration = {
    services.xserver.desktopManager.plasma5.enable = true;
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): Conflicts with the base system, which sets false (configuration.nix:3): | is true here
  };
}
`));

  test('across files, where only the other file speaks of specialisations', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  imports = [ ./desktop.nix ];
  specialisation.text.configuration.services.xserver.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): the base system, which sets true (desktop.nix:3)
}
#- /desktop.nix
{ pkgs, ... }:
{
  services.xserver.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): specialisation \`text\`
}
`));

  test('several specialisations against one definition of the base: each is named', () =>
    checkDiagnostics(`
{
  time.timeZone = "Europe/Rome";
# ^^^^^^^^^^^^^ error(option-conflict): \`a\` | \`b\`
  specialisation.a.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): Europe/Rome
  specialisation.b.configuration.time.timeZone = "UTC";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): Europe/Rome
}
`));

  test('both forced', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  networking.hostName = lib.mkForce "a";
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): (both with mkForce)
  specialisation.x.configuration.networking.hostName = lib.mkForce "b";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): (both with mkForce)
}
`));

  test('a default against a default', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  networking.hostName = lib.mkDefault "a";
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): (both with mkDefault)
  specialisation.x.configuration.networking.hostName = lib.mkDefault "b";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): (both with mkDefault)
}
`));

  test('inside a set that merges per key', () =>
    checkDiagnostics(`
{
  users.users.kim.shell = "/bin/sh";
  users.users.kim.description = "Kim";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): users.users.kim.description
  specialisation.x.configuration.users.users.kim.description = "Kim, away";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): users.users.kim.description
}
`));

  test('options of the configuration itself', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  options.my.mode = lib.mkOption { type = lib.types.enum [ "a" "b" ]; };
  config = {
    networking.domain = config.my.mode;
    my.mode = "a";
#   ^^^^^^^ error(option-conflict): my.mode
    specialisation.x.configuration.my.mode = "b";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): my.mode
  };
}
`));

  test('what the option `specialisation`, declared again, adds to each', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  options.specialisation = lib.mkOption {
    type = lib.types.attrsOf (lib.types.submodule ({ name, ... }: {
      configuration.networking.domain = name;
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): is "away" here | the base system, which sets "home"
    }));
  };
  config.networking.domain = "home";
# ^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): specialisation \`away\`, which sets "away"
  config.specialisation.home.configuration = { };
  config.specialisation.away.configuration = { };
}
`));

  test('a generated specialisation', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict): \`home\` | \`work\`
  specialisation = lib.genAttrs [ "home" "work" ] (name: {
    configuration.time.timeZone = "Europe/\${name}";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): the base system, which sets "UTC"
  });
}
`));

  test('old names of what is now inside a submodule or among free settings, each by the name that is written', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  # specialisations-ignore: renamed-option
  services.openssh.permitRootLogin = "no";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`services.openssh.permitRootLogin\` (now \`services.openssh.settings.PermitRootLogin\`) is "no" here
  # specialisations-ignore: renamed-option
  nix.maxJobs = 4;
# ^^^^^^^^^^^ error(option-conflict): \`nix.maxJobs\` (now \`nix.settings.max-jobs\`)
  # specialisations-ignore: renamed-option
  services.logind.lidSwitch = "suspend";
  # specialisations-ignore: renamed-option
  virtualisation.libvirtd.qemuRunAsRoot = lib.mkDefault true;
  specialisation.x.configuration = {
    services.openssh.settings.PermitRootLogin = "yes";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`services.openssh.settings.PermitRootLogin\` is "yes" here
    nix.settings = { max-jobs = 1; cores = 2; };
#                    ^^^^^^^^ error(option-conflict): the base system, which sets 4
    # specialisations-ignore: renamed-option
    services.logind.lidSwitch = lib.mkForce "ignore";
    # specialisations-ignore: renamed-option
    virtualisation.libvirtd.qemuRunAsRoot = false;
  };
}
`));

  test('both of the base system: the other file is named', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  imports = [ ./b.nix ];
  time.timeZone = "Europe/Rome";
# ^^^^^^^^^^^^^ error(option-conflict): another definition, which sets "Asia/Tokyo" (b.nix:
  specialisation.x.configuration = { };
}
#- /b.nix
{
  time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^ error(option-conflict): "Europe/Rome" (configuration.nix:3)
}
`));

  test('an old name and the new one are one option', () =>
    checkDiagnostics(`
{
  # specialisations-ignore: renamed-option
  services.xserver.displayManager.autoLogin.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): services.displayManager.autoLogin.enable
  specialisation.x.configuration.services.displayManager.autoLogin.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): services.displayManager.autoLogin.enable
}
`));

  test('a guard that is decided by the configuration itself', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  options.my.on = lib.mkEnableOption "it";
  config = {
    my.on = true;
    time.timeZone = lib.mkIf config.my.on "UTC";
#   ^^^^^^^^^^^^^ error(option-conflict)
    specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  };
}
`));
});

describe('settings of a file format', () => {
  test('an option of free settings: scalars must agree, lists join', () =>
    checkDiagnostics(`
{ lib, pkgs, config, ... }:
{
  options.my.settings = lib.mkOption { type = (pkgs.formats.json { }).type; default = { }; };
  config = {
    environment.etc."my.json".text = builtins.toJSON config.my.settings;
    my.settings = { port = 1; hosts = [ "a" ]; };
#                   ^^^^ error(option-conflict): my.settings.port
    specialisation.x.configuration.my.settings = { port = 2; hosts = [ "b" ]; };
#                                                  ^^^^ error(option-conflict): my.settings.port
  };
}
`));

  test("lib.hm is there for a user's modules", () =>
    checkSilent(
      '{ home-manager.users.kim = { lib, ... }: { home.activation.x = lib.hm.dag.entryAfter [ "writeBoundary" ] "true"; specialisation.day.configuration = { }; }; }',
    ));
});

describe('how sure it is', () => {
  test('a module that cannot be read may override both', () =>
    checkDiagnostics(`
{ inputs, ... }:
{
  imports = [ inputs.stylix.nixosModules.stylix ];
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ warning(option-conflict): inputs.stylix
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): inputs.stylix
}
`));

  test('an import that is missing', () =>
    checkDiagnostics(`
{
  imports = [ ./hardware-configuration.nix ];
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(missing-import)
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ warning(option-conflict)
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict)
}
`));

  test('the module of every generated hardware configuration changes nothing', () =>
    checkDiagnostics(`
{ modulesPath, ... }:
{
  imports = [ (modulesPath + "/installer/scan/not-detected.nix") ];
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict)
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
`));

  test("Home Manager's own module, by channel or by flake, changes nothing", () =>
    checkDiagnostics(`
{ inputs, ... }:
{
  imports = [ <home-manager/nixos> inputs.home-manager.nixosModules.default <nixpkgs/nixos/modules/installer/scan/not-detected.nix> ];
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict)
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
`));

  test('a condition that is not known', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkIf pkgs.stdenv.isAarch64 "UTC";
# ^^^^^^^^^^^^^ hint(option-conflict): may not evaluate
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict): may not evaluate
}
`));

  test('an option nobody knows: two different switches are worth a hint', () =>
    checkDiagnostics(`
{
  demo.gui.enable = true;
# ^^^^^^^^^^^^^^^ hint(option-conflict)
  specialisation.text.configuration.demo.gui.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
}
`));
});

describe('silent', () => {
  const cases: Readonly<Record<string, string>> = {
    'equal scalars': `{ time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "UTC"; }`,
    lists: `{ boot.kernelParams = [ "quiet" ]; specialisation.dbg.configuration.boot.kernelParams = [ "debug" ]; }`,
    lines: `{ networking.extraHosts = "1.1.1.1 a"; specialisation.x.configuration.networking.extraHosts = "2.2.2.2 b"; }`,
    'other keys of a set': `{ environment.variables.A = "1"; specialisation.x.configuration.environment.variables.B = "2"; }`,
    'no inheritance': `{ time.timeZone = "UTC"; specialisation.x = { inheritParentConfig = false; configuration.time.timeZone = "Asia/Tokyo"; }; }`,
    'a base-only guard': `{ config, lib, ... }: { time.timeZone = lib.mkIf (config.specialisation != { }) "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }`,
    'a guard on isSpecialisation': `{ config, lib, ... }: { time.timeZone = lib.mkIf (!config.isSpecialisation) "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }`,
    'the child forces': `{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }`,
    'the base only suggests': `{ lib, ... }: { time.timeZone = lib.mkDefault "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }`,
    'comments and strings': `{ a.b = "specialisation.x.configuration.time.timeZone = 1;"; /* specialisation.y.configuration.a.b = "c"; */ }`,
    "a user's own option": `{ my.specialisations.x.configuration.time.timeZone = "UTC"; time.timeZone = "Asia/Tokyo"; }`,
    'two specialisations never meet': `{ specialisation.a.configuration.time.timeZone = "UTC"; specialisation.b.configuration.time.timeZone = "Asia/Tokyo"; }`,
    'the grub device, which no-clone.nix fixes': `{ boot.loader.grub.device = "/dev/sda"; specialisation.x.configuration.boot.loader.grub.device = "/dev/sdb"; }`,

    'a false condition': `{ lib, ... }: { time.timeZone = lib.mkIf false "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }`,
    'values of which only one is known': `{ pkgs, ... }: { services.xserver.videoDrivers = [ "a" ]; boot.kernelParams = pkgs.x; specialisation.x.configuration.boot.kernelParams = [ "b" ]; }`,
    'the same opaque value': `{ pkgs, ... }: { environment.variables.EDITOR = "\${pkgs.vim}/bin/vim"; specialisation.x.configuration.environment.variables.EDITOR = "\${pkgs.vim}/bin/vim"; }`,
    'half-typed': `{ time.timeZone = ; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }`,
  };
  test('a set where a path or a package may stand as well', () =>
    checkSilent(
      `
#- /configuration.nix
{
  imports = [ ./greeter.nix ];
  programs.dconf.profiles.gdm.databases = [ { settings.a.b = true; } ];
  specialisation.x.configuration.programs.dconf.profiles.gdm.databases = [ { settings.a.c = true; } ];
}
#- /greeter.nix
{ programs.dconf.profiles.gdm.databases = [ { settings.a.d = true; } ]; }
`,
      'option-conflict',
    ));

  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'option-conflict'));

  test('a file that no import reaches', () =>
    checkSilent(`
#- /configuration.nix
{ specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }
#- /other.nix
{ time.timeZone = "UTC"; }
`));

  test('a file imported by both sides is one module', () =>
    checkSilent(`
#- /configuration.nix
{ imports = [ ./zone.nix ]; specialisation.x.configuration.imports = [ ./zone.nix ]; }
#- /zone.nix
{ time.timeZone = "UTC"; }
`));

  test('a module that the specialisation disables', () =>
    checkSilent(`
#- /configuration.nix
{ imports = [ ./zone.nix ]; specialisation.x.configuration = { disabledModules = [ ./zone.nix ]; time.timeZone = "Asia/Tokyo"; }; }
#- /zone.nix
{ time.timeZone = "UTC"; }
`));
});

describe('where a system starts', () => {
  test('at a file that nobody names and that reaches one with a specialisation', () =>
    checkDiagnostics(`
#- /myhost.nix
{
  imports = [ ./gaming.nix ];
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict)
}
#- /gaming.nix
{
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
`));

  test('in a flake: at each host, whose modules, special arguments and names are evaluated', () =>
    checkDiagnostics(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs, ... }@inputs:
    let
      mkHost = name: nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        specialArgs = { zone = "UTC"; inherit inputs; };
        modules = [ ./hosts/\${name}.nix ./common.nix ];
      };
    in
    { nixosConfigurations = nixpkgs.lib.genAttrs [ "laptop" "server" ] mkHost; };
}
#- /common.nix
{ zone, ... }:
{
  time.timeZone = zone;
# ^^^^^^^^^^^^^ error(option-conflict): "UTC" | \`travel\`
}
#- /hosts/laptop.nix
{
  specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
#- /hosts/server.nix
{ networking.hostName = "server"; }
`));
});
