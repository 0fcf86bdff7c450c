// missing-name: attributes that sets do not have, functions that the library certainly does not
// have, variables that nobody binds.
import { describe, expect, test } from 'vitest';
import { slipOf } from '../../server/src/base/slip';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

describe('found', () => {
  test('a slip of a function of the library', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.a.configuration.services.openssh.enable = lib.mkforce false;
#                                                          ^^^^^^^^^^^ error(missing-name): \`lib\` has no \`mkforce\` | did you mean \`mkForce\`?
  networking.hostName = with lib; optionalstring true "x";
#                                 ^^^^^^^^^^^^^^ error(missing-name): optionalString
}
`));

  test('the type of an option, which nobody needs who does not read it', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  options.my.a = lib.mkOption { type = lib.types.boolean; default = false; };
#                                      ^^^^^^^^^^^^^^^^^ error(missing-name): \`lib.types\` has no \`boolean\`; did you mean \`bool\`?
  options.my.b = lib.mkOption { type = with lib.types; listof str; default = [ ]; };
#                                                      ^^^^^^ warning(missing-name): did you mean \`listOf\`?
  options.my.c = lib.mkOption { type = lib.types.newType; };
  config.services.openssh.enable = config.my.a;
  config.specialisation.a.configuration = { };
}
`));

  test('attributes of sets that are written out', () =>
    checkDiagnostics(`
#- /configuration.nix
{ pkgs, ... }:
let
  theme = { name = "dark"; colours.red = "#f00"; };
  vars = import ./vars.nix;
in
{
  networking.hostName = vars.host;
#                       ^^^^^^^^^ error(missing-name): \`vars\` has no \`host\`
  environment.variables = { A = theme.nmae; };
#                               ^^^^^^^^^^ error(missing-name): did you mean \`name\`?
  environment.systemPackages = [ pkgs.vim theme.colours.green ];
#                                         ^^^^^^^^^^^^^^^^^^^ error(missing-name): \`theme.colours\` has no \`green\`
  networking.domain = with theme; names;
#                                 ^^^^^ error(missing-name): \`names\`
  specialisation.a.configuration = { };
}
#- /vars.nix
{ hostname = "x"; }
`));

  test('of a set that the flake passes as it is written', () =>
    checkDiagnostics(`
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; other.url = "github:some/one"; };
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      specialArgs = { vars = import ./vars.nix; more = { a = 1; } // other.more; };
      modules = [ ./a.nix ];
    };
  };
}
#- /vars.nix
{ timeZone = "Europe/Rome"; user = { name = "kim"; }; }
#- /a.nix
{ vars, more, ... }:
{
  time.timeZone = vars.timezone;
#                 ^^^^^^^^^^^^^ error(missing-name): \`vars\` has no \`timezone\`; did you mean \`timeZone\`?
  networking.hostName = vars.user.host;
#                       ^^^^^^^^^^^^^^ error(missing-name): \`vars.user\` has no \`host\`.
  networking.domain = more.b;
  networking.extraHosts = vars.hosts or "";
  specialisation.x.configuration = { };
}
`));

  test('of the built-ins, and of the specialisations that there are', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  networking.hostName = builtins.readfile ./host;
#                       ^^^^^^^^^^^^^^^^^ error(missing-name): \`builtins\` has no \`readfile\`; did you mean \`readFile\`?
  networking.domain = builtins.somethingNew "x";
  services.printing.enable = lib.mkIf (config.specialisation.name == "a") true;
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(missing-name): \`config.specialisation\` has no \`name\`
  services.avahi.enable = config.specialisation ? a && config.specialisation.a.inheritParentConfig;
  specialisation.a.configuration = { };
}
`));

  test('a specialisation that its own system does not know: it has none itself', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  environment.etc.names.text = toString (builtins.attrNames config.specialisation.a);
#                                                           ^^^^^^^^^^^^^^^^^^^^^^^ error(missing-name): \`config.specialisation\` has no \`a\` in specialisation \`a\`: inside of one it is empty.
  services.printing.enable = config.specialisation != { } && config.specialisation.a.inheritParentConfig;
  specialisation.a.configuration = { };
}
`));

  test('in an option that nobody is known to declare', () =>
    checkDiagnostics(`
{ lib, ... }:
let cards = { a = "card1"; }; in
{
  undeclared.templates.main.content = lib.mkIf true cards.b;
#                                                   ^^^^^^^ error(missing-name): \`cards\` has no \`b\`
  specialisation.x.configuration = { };
}
`));

  test('a variable in a file that a value imports', () =>
    checkDiagnostics(`
#- /configuration.nix
{ pkgs, ... }:
{
  environment.systemPackages = import ./packages.nix pkgs;
  specialisation.a.configuration = { };
}
#- /packages.nix
pkgs: [ pkgs.vim git ]
#                ^^^ error(missing-name): Nothing makes \`git\` visible here
`));

  test('arguments of modules where nothing but the library could have them', () =>
    checkDiagnostics(`
{ lib, ... }:
with lib;
{
  environment.systemPackages = [ pkgs.vim someday ];
#                                ^^^^ error(missing-name): Nothing makes \`pkgs\` visible here.
  services.openssh.enable = mkIf config.services.printing.enable true;
#                                ^^^^^^ error(missing-name): Nothing makes \`config\` visible here.
  environment.variables.A = (with builtins.fromJSON (builtins.getEnv "A"); pkgs);
  specialisation.x.configuration.boot.kernelParams = optional false pkgs.vim.name;
}
`));

  test('variables, whether they are used or not', () =>
    checkDiagnostics(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./a.nix ]; };
#                                                                               ^^^^^^ error(missing-name): \`inputs\` is not defined
  };
}
#- /a.nix
{ lib, ... }:
let unused = nothing; in
#            ^^^^^^^ error(missing-name): \`nothing\` is not defined
{ specialisation.a.configuration = { }; }
`));
});

describe('silent', () => {
  test('where an option that nobody is known to declare stands under a condition that is false', () =>
    checkSilent(
      `
{ lib, config, ... }:
let cards = { a = "card1"; }; in
{
  networking.hostName = "b";
  undeclared.templates.main.content = lib.mkIf (lib.elem config.networking.hostName [ "a" ]) "x \${cards.\${"b"}}";
  undeclared.secrets = lib.mkIf false (throw "no secrets");
  imports = [ { undeclared.secrets.key = "a"; } (lib.mkIf false { undeclared.other = cards.b; }) ];
  specialisation.x.configuration = { };
}
`,
      'missing-name',
    ));

  test('names that nobody asks for, that may be there, or that a newer library may have', () =>
    checkSilent(
      `
{ config, lib, pkgs, ... }:
let
  theme = { name = "dark"; };
  unused = lib.mkforce theme.nmae;
in
{
  networking.hostName = theme.nmae or "x";
  networking.domain = lib.mkIf false theme.nmae;
  environment.variables.A = lib.optionalTexts true "x";
  environment.variables.B = lib.mkForceAll "x";
  environment.systemPackages = [ pkgs.vmi config.users.users.nobody2.shell ] ++ (with pkgs; [ mkforce ]);
  environment.variables.C = (lib.mapAttrs (name: _: name) config.environment.etc).d;
  specialisation.a.configuration = { };
}
`,
      'missing-name',
    ));
});

test('fix', () =>
  checkFix(
    'rename',
    '\n{ lib, ... }: { specialisation.a.configuration.networking.hostName = lib.mkDefualt "x"; }\n',
    '\n{ lib, ... }: { specialisation.a.configuration.networking.hostName = lib.mkDefault "x"; }\n',
  ));

const NAMES = [
  'mkForce',
  'mkDefault',
  'optional',
  'optionals',
  'foldl',
  'genAttrs',
  'getAttr',
  'imap1',
  'escapeShellArg',
  'optionalString',
  'mkOverride',
  'foldlAttrs',
  'maximumBy',
  'importJSON',
  'bool',
  'int',
  'listOf',
  'submodule',
];
test.each([
  ['mkforce', 'mkForce'],
  ['mkFroce', 'mkForce'],
  ['mkDefalt', 'mkDefault'],
  ['optionnal', 'optional'],
  ['escapeShelArg', 'escapeShellArg'],
  ['mkForse', 'mkForce'],
  ['mkForc', 'mkForce'],
  ['mkOverwide', 'mkOverride'],
  ['mkDevault', 'mkDefault'],
  ['mkDefolt', 'mkDefault'],
  ['optionalStrin', 'optionalString'],
  ['sbmodul', 'submodule'],
  ['boolean', 'bool'],
  ['integer', 'int'],
  // What a newer library may have: plurals, primes, numbers, other words.
  ['mkForces', undefined],
  ["genAttrs'", undefined],
  ['setAttr', undefined],
  ['getAttrs', undefined],
  ['imap2', undefined],
  ['foldr', undefined],
  ['foldrAttrs', undefined],
  ['minimumBy', undefined],
  ['importYAML', undefined],
  ['optionalStringy', undefined],
  ['optionalPath', undefined],
  ['setOf', undefined],
  ['lisp', undefined],
  ['submodules', undefined],
  ['mkForce', undefined],
])('a slip: %s', (written, meant) => expect(slipOf(written, NAMES)).toBe(meant));

describe('options that the configuration declares itself', () => {
  test('what is read of them is there, or it fails', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, lib, ... }:
let cfg = config.my.host; in
{
  options.my.host = {
    name = lib.mkOption { type = lib.types.str; default = "box"; };
    ports = lib.mkOption { type = lib.types.attrsOf lib.types.port; default = { }; };
    enable = lib.mkEnableOption "it";
  };
  config = {
    my.host.ports.https = 443;
    networking.hostName = cfg.nmae;
#                         ^^^^^^^^ error(missing-name): \`cfg\` has no \`nmae\`; did you mean \`name\`?
    services.openssh.ports = [ config.my.host.ports.htps ];
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^ error(missing-name): did you mean \`https\`?
    services.printing.enable = lib.mkIf cfg.enable config.my.hots.enable;
#                                                  ^^^^^^^^^^^^^^^^^^^^^ error(missing-name): \`config.my\` has no \`hots\`; did you mean \`host\`?
    time.timeZone = with config.my; zone;
#                                   ^^^^ error(missing-name): There is no \`zone\` here
    specialisation.x.configuration.my.host.enable = true;
  };
}
`));

  test('silent where it is asked whether they are there, or others may declare them', () =>
    checkSilent(
      `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; other.url = "github:some/one"; };
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; };
    nixosConfigurations.more = nixpkgs.lib.nixosSystem { modules = [ ./b.nix other.nixosModules.default ]; };
  };
}
#- /a.nix
{ config, lib, ... }:
{
  options.my.name = lib.mkOption { default = "box"; };
  options.services.own.name = lib.mkOption { default = "box"; };
  imports = [ (lib.mkRenamedOptionModule [ "my" "old" "name" ] [ "my" "name" ]) ];
  config = {
    networking.hostName = config.my.nmae or "b";
    networking.domain = if config.my ? nmae then config.my.nmae else config.services.own.added;
    networking.search = [ config.my.old.name ];
    time.timeZone = lib.mkIf false config.my.nmae;
    specialisation.x.configuration = { };
  };
}
#- /b.nix
{ config, lib, ... }:
{
  options.my.name = lib.mkOption { default = "box"; };
  config.networking.hostName = config.my.nmae;
  config.specialisation.x.configuration = { };
}
`,
      'missing-name',
    ));
});

describe('sets at the top that nobody declares', () => {
  test('are most likely missing where all modules are seen', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "\${config.my.host.name}-box";
#                          ^^^^^^^^^^^^^^^^^^^ warning(missing-name): \`config\` has no \`my\`: no module declares it, and no NixOS is known to.
  time.timeZone = config.tmie.timeZone;
#                 ^^^^^^^^^^^^^^^^^^^^ warning(missing-name): did you mean \`time\`?
  specialisation.x.configuration.networking.domain = config.mine.domain;
#                                                    ^^^^^^^^^^^^^^^^^^ warning(missing-name): \`config\` has no \`mine\`
}
`));

  test('silent where it is asked whether they are there, nobody reads them, or others may have them', () =>
    checkSilent(
      `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; other.url = "github:some/one"; };
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; };
    nixosConfigurations.more = nixpkgs.lib.nixosSystem { modules = [ ./b.nix other.nixosModules.default ]; };
  };
}
#- /a.nix
{ config, lib, ... }:
let cfg = config.my; in
{
  networking.hostName = config.my.name or "b";
  networking.domain = if config ? my then cfg.domain else "c";
  time.timeZone = lib.mkIf (config ? my) cfg.zone;
  users.users.kim.uid = config.ids.uids.kim;
  networking.search = [ (toString config.deployment.targetHost) config.system.nixos.added config.given.name ];
  given.name = "x";
  services.nginx = { enable = false; virtualHosts.a.root = config.my.root; };
  specialisation.x.configuration = { };
}
#- /b.nix
{ config, ... }: { networking.hostName = config.my.name; specialisation.x.configuration = { }; }
#- /part.nix
{ config, ... }: { networking.hostName = config.my.name; specialisation.x.configuration = { }; }
`,
      'missing-name',
    ));

  test('what is read with a fallback is not taken for absent', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, ... }:
{
  networking.hostName = config.my.name or "a";
# ^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
  specialisation.x.configuration.networking.hostName = "b";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict): may not evaluate
}
`));
});

test('silent: a name that a module may make visible which is not read', () =>
  checkSilent(`
#- /configuration.nix
{ config, lib, other, ... }:
let inherit (config.my) tools; in
{ imports = [ other.module ./mine.nix ]; environment.systemPackages = with tools; [ mine theirs ]; }
#- /mine.nix
{ lib, pkgs, ... }: { options.my.tools = lib.mkOption { type = lib.types.raw; }; config.my.tools.mine = pkgs.hello; }
`));
