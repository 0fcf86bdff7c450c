import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

describe('what certainly fails', () => {
  test('throw, abort, an assert: at the definition, with what is said', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, ... }:
{
  networking.hostName = throw "no name";
# ^^^^^^^^^^^^^^^^^^^ error(failing-value): \`networking.hostName\` throws \`no name\`: the system does not evaluate
  time.timeZone = abort "no zone";
# ^^^^^^^^^^^^^ error(failing-value): \`time.timeZone\` aborts with \`no zone\`
  i18n.defaultLocale = assert 1 == 2; "C";
# ^^^^^^^^^^^^^^^^^^ error(failing-value): \`i18n.defaultLocale\` has an \`assert\` that does not hold
  boot.kernelParams = [ "quiet" (lib.throwIf true "no more" "a") ];
# ^^^^^^^^^^^^^^^^^ error(failing-value): throws \`no more\`
  users.users.kim.description = lib.mkForce (throw "nobody");
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(failing-value): throws \`nobody\`
  specialisation.x.configuration = { };
}
`));

  test('in a specialisation only, for what that changes', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, ... }:
{
  networking.hostName = if config.services.openssh.enable then throw "no name" else "a";
# ^^^^^^^^^^^^^^^^^^^ error(failing-value): \`networking.hostName\` throws \`no name\`: specialisation \`x\` does not evaluate
  specialisation.x.configuration.services.openssh.enable = true;
}
`));

  test('what a specialisation makes of its modules is read through `config.specialisation`', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, lib, ... }:
let
  inherit (config.specialisation) travel;
in
{
  services.tlp.enable = lib.mkDefault true;
  environment.etc = lib.mkIf (config.specialisation != { }) {
    tlp.text = if travel.configuration.services.tlp.enable then "on" else "off";
    host.text = if travel.configuration.networking.hostName == "a" then throw "same" else "other";
#   ^^^^^^^^^ error(failing-value): \`environment.etc.host.text\` throws \`same\`: the system does not evaluate
  };
  networking.hostName = "a";
  specialisation.travel.configuration = { lib, ... }: { services.tlp.enable = lib.mkForce false; };
}
`));

  test('imports, sets of options, conditions', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, ... }:
{
  imports = [ (throw "no module") ];
#             ^^^^^^^^^^^^^^^^^^^ error(failing-value): This throws \`no module\`
  services.openssh.enable = lib.mkIf (throw "no condition") true;
# ^^^^^^^^^^^^^^^^^^^^^^^ error(failing-value): throws \`no condition\`
  specialisation.x.configuration.services = throw "no services";
#                                           ^^^^^^^^^^^^^^^^^^^ error(failing-value): This throws \`no services\`: specialisation \`x\` does not evaluate
}
`));

  test('at the option that fails by itself, not at one that reads it', () =>
    checkDiagnostics(
      `
#- /configuration.nix
{ config, ... }:
let
  nameOf = place: throw "no name for \${place}";
in
{
  environment.etc.motd.text = "Welcome to \${config.networking.hostName}";
  networking.hostName = nameOf "work";
# ^^^^^^^^^^^^^^^^^^^ error(failing-value): \`networking.hostName\` throws \`no name for work\`: the system does not evaluate
  specialisation.x.configuration = { };
}
`.replaceAll('${', '${'),
    ));

  test('an option of the configuration is read by another one', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, config, ... }:
{
  options.my.name = lib.mkOption { type = lib.types.str; };
  config.my.name = throw "no name";
# ^^^^^^^^^^^^^^ error(failing-value): \`my.name\` throws \`no name\`
  config.networking.hostName = config.my.name;
  config.specialisation.x.configuration = { };
}
`));
});

test('beside modules that are not seen, what needs nothing that they may change', () =>
  checkDiagnostics(`
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; other.url = "github:some/one"; };
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./a.nix other.nixosModules.default ]; };
  };
}
#- /a.nix
{ lib, config, ... }:
{
  environment.etc."\${lib.last "a"}/a".text = "a";
# ^^^^^^^^^^^^^^^ error(failing-value): expected a list
  services.printing.enable = lib.mkIf (if config.other.on then throw "no" else true) true;
# ^^^^^^^^^^^^^^^^^^^^^^^^ warning(failing-value): throws \`no\`
  other.on = true;
  networking.search = lib.mapAttrsToList (_: v: v + config.networking.hostName) lib.filterAttrs;
# ^^^^^^^^^^^^^^^^^ warning(failing-value): found a lambda
  specialisation.x.configuration = { };
}
`));

test('calls of what is no function by what is written there', () =>
  checkDiagnostics(`
#- /configuration.nix
{ lib, pkgs, ... }:
let name = "box"; greet = who: "hello " + who; in
{
  networking.hostName = "a" "b";
# ^^^^^^^^^^^^^^^^^^^ error(failing-value): attempt to call something which is not a function but a string
  networking.domain = lib.mkDefault (name 1);
# ^^^^^^^^^^^^^^^^^ error(failing-value): not a function but a string
  users.motd = greet "a" "b";
# ^^^^^^^^^^ error(failing-value): not a function but a string
  services.printing.enable = lib.mkIf (true false) true;
# ^^^^^^^^^^^^^^^^^^^^^^^^ error(failing-value): not a function but a Boolean
  environment.systemPackages = [ pkgs.hello ] [ pkgs.git ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(failing-value): not a function but a list
  environment.variables.A = { a = 1; } "b";
# ^^^^^^^^^^^^^^^^^^^^^ error(failing-value): not a function but a set
  time.timeZone = (1 + 1) 2;
# ^^^^^^^^^^^^^ error(failing-value): not a function but an integer
  specialisation.x.configuration = { };
}
`));

describe('silent', () => {
  test('calls that nobody needs, of what may be called, and of what libraries give', () =>
    checkSilent(
      `
#- /configuration.nix
{ lib, pkgs, config, ... }:
let
  called = { __functor = self: x: x; };
  mixed = { a = 1; } // lib.added;
  greet = who: what: "hello " + who + what;
  unused = "a" "b";
in
{
  networking.hostName = called "a";
  networking.domain = mixed "a";
  users.motd = greet "a" "b";
  time.timeZone = lib.mkIf false ("a" "b");
  environment.variables.A = lib.concatStrings [ "a" ] "b";
  environment.variables.B = pkgs.hello "b";
  environment.variables.C = lib.getName "a" "b";
  services.nginx = { enable = false; user = "a" "b"; };
  environment.systemPackages = [ pkgs.hello ];
  specialisation.x.configuration = { };
}
`,
      'failing-value',
    ));

  test('what a module that is not seen makes of a function, which may be a module itself', () =>
    checkSilent(
      `
{ lib, config, inputs, ... }:
{
  imports = [ inputs.wrappers.nixosModules.default ];
  wrappers.editor = { ... }: { enable = true; };
  environment.variables.EDITOR = lib.getExe config.wrappers.editor.wrapper;
  networking.hostName = config.wrappers.editor.wrapper.name;
  specialisation.x.configuration = { };
}
`,
      'failing-value',
    ));

  test('what nobody reads, what loses, what is caught', () =>
    checkSilent(
      `
#- /configuration.nix
{ lib, config, ... }:
let
  lazy = throw "lazy";
  tried = builtins.tryEval lazy;
in
{
  options.my.name = lib.mkOption { type = lib.types.str; };
  options.my.host = lib.mkOption { default = throw "set my.host"; };
  config = {
    my.name = throw "nobody reads this";
    my.host = "a";
    networking.hostName = if tried.success then tried.value else config.my.host;
    networking.domain = lib.mkIf false lazy;
    time.timeZone = lib.mkMerge [ (lib.mkDefault lazy) "UTC" ];
    services.openssh.enable = true || lazy;
    specialisation.x.configuration = { };
  };
}
`,
      'failing-value',
    ));

  test('what is a default only as long as nobody sees other definitions', () =>
    checkSilent(
      `
#- /configuration.nix
{ lib, config, pkgs, ... }:
{
  options.my = lib.genAttrs [ "a" "b" "c" "d" "e" ] (_: lib.mkOption { type = with lib.types; nullOr str; default = null; });
  config.my = lib.optionalAttrs pkgs.a { b = "1"; } // lib.optionalAttrs pkgs.b { c = "1"; }
    // lib.optionalAttrs pkgs.c { d = "1"; } // lib.optionalAttrs pkgs.d { e = "1"; } // { a = "1"; };
  config.networking.hostName = "\${config.my.a}-box";
  config.specialisation.x.configuration = { };
}
`,
      'failing-value',
    ));

  test('what a type that is not seen may make something else of', () =>
    checkSilent(
      `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; other.url = "github:some/one"; };
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./a.nix other.nixosModules.default ]; };
  };
}
#- /a.nix
{ lib, config, ... }:
{
  other.place = "/srv";
  environment.etc."\${lib.last config.other.place}/a".text = "a";
  networking.hostName = lib.last config.other.place;
  specialisation.x.configuration = { };
}
`,
      'failing-value',
    ));

  test('the settings of what is not on', () =>
    checkSilent(
      `
#- /configuration.nix
{
  services.openssh.extraConfig = throw "not on";
  specialisation.x.configuration = { };
}
`,
      'failing-value',
    ));

  test('what may be null and has a default that nobody knows', () =>
    checkSilent(
      `
#- /configuration.nix
{ config, ... }:
{
  networking.extraHosts = "\${config.security.tpm2.tssUser}";
  specialisation.x.configuration = { };
}
`,
      'failing-value',
    ));

  test('numbers among values that Home Manager gives their types', () =>
    checkSilent(`
#- /home.nix
{ lib, ... }:
with lib.hm.gvariant;
{
  dconf.settings."org/gnome/nautilus/window-state" = {
    initial-size = mkTuple [ 500 400 ];
    others = mkArray "u" [ (mkUint32 1) 2 ];
    entry = mkDictionaryEntry [ "a" 1 ];
  };
  specialisation.x.configuration = { };
}
`));
});

describe('silent: what a module that is not read may make of a value, as a type with `apply` does', () => {
  test.each([
    ['in the system', 'environment.etc.x.text = with config.scheme; base00;'],
    ['in a home of it', 'home-manager.users.ann.xdg.configFile.x.text = with config.scheme; base00;'],
    [
      'in a home that asks for it',
      'home-manager.users.ann = { osConfig, ... }: { xdg.configFile.x.text = osConfig.scheme.base00; };',
    ],
    ['in a file of a home', 'home-manager.users.ann = ./home.nix;'],
  ])('%s', (_, reads) =>
    checkSilent(`
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; base16.url = "github:SenchoPens/base16.nix"; };
  outputs = { nixpkgs, base16, ... }: {
    nixosConfigurations.pc = nixpkgs.lib.nixosSystem { modules = [ base16.nixosModule ./pc.nix ]; };
  };
}
#- /pc.nix
{ config, ... }: { scheme = "one-dark.yaml"; ${reads} }
#- /home.nix
{ osConfig, ... }: { xdg.configFile.x.text = osConfig.scheme.base00; }
`),
  );
});
