// option-conflict: options that the configuration declares, or declares anew.
import { test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

test('what an option hands on to another', () =>
  checkDiagnostics(`
{ lib, options, ... }:
{
  options.my.timeout = lib.mkOption { type = lib.types.int; default = 1; };
  config.boot.loader.timeout = lib.mkAliasDefinitions options.my.timeout;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): is 1 here
  config.specialisation.x.configuration.boot.loader.timeout = 9;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): is 9 here
}
`));

test('silent: by the type that a module gives an option of NixOS, where the module may not take part', () =>
  checkSilent(`
{ lib, ... }:
{
  imports = lib.optional (builtins.getEnv "STUB" == "1") ./stub.nix;
  networking.firewall.allowedTCPPorts = [ 22 ];
  specialisation.x.configuration.networking.firewall.allowedTCPPorts = [ 80 ];
}
#- /stub.nix
{ lib, ... }: { options.networking.firewall = lib.mkOption { type = lib.types.anything; default = null; }; }
`));

test('derivations, which nothing looks into: where anything goes they are taken once', () =>
  checkDiagnostics(`
{ lib, ... }:
let
  made = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
in
{
  options.my.any = lib.mkOption { type = lib.types.anything; };
  config.my.any.script = made "script";
# ^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): the option takes one definition only
  config.services.loki.configuration.script = made "script";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict): may not evaluate
  config.specialisation.x.configuration = {
    my.any.script = made "script";
#   ^^^^^^^^^^^^^ warning(option-conflict): the option takes one definition only
    services.loki.configuration.script = made "script";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict): may not evaluate
  };
}
`));

test('silent: what is turned into a text by a function of its own', () =>
  checkSilent(`
{ lib, ... }:
{
  options.my.any = lib.mkOption { type = lib.types.anything; };
  config.my.any.text = { __toString = _: "a"; b = 1; };
  config.specialisation.x.configuration.services.loki.configuration.text = { __toString = _: "a"; b = 1; };
}
`));

test('what `extraModules` declare and define is there for those that inherit nothing, too', () =>
  checkDiagnostics(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; extraModules = [ ./extra.nix ]; };
  };
}
#- /extra.nix
{ lib, ... }:
{
  options.my.level = lib.mkOption { type = lib.types.int; default = 0; };
  config.time.timeZone = "UTC";
# ^^^^^^^^^^^^^^^^^^^^ error(option-conflict): Conflicts with specialisation \`bare\`
}
#- /a.nix
{ config, ... }:
{
  networking.hostName = "a";
  my.level = 1;
  specialisation.bare = {
    inheritParentConfig = false; # specialisations-ignore: standalone-incomplete
    configuration = { config, ... }: {
      networking.hostName = "bare";
      networking.domain = toString config.my.level;
      time.timeZone = "Asia/Tokyo";
#     ^^^^^^^^^^^^^ error(option-conflict): Conflicts with
    };
  };
}
`));

const typed = (type: string): string => `
{ lib, ... }:
let inherit (lib) types mkOptionType; joined = loc: defs: lib.concatMapStringsSep "," (def: def.value) defs;
in
{
  options.my.a = lib.mkOption { type = ${type}; };
  config.my.a = "1";
  config.networking.hostName = "a";
  config.specialisation.s.configuration.my.a = "2";
`;

test.each([
  ['a type of the library', 'types.str // { merge = joined; }'],
  ['a composed one', 'types.either types.str types.int // { merge = joined; }'],
  ['one of its own with a name of the library', 'mkOptionType { name = "str"; merge = joined; }'],
  ['one of its own', 'mkOptionType { name = "mine"; merge = joined; }'],
  ['by what is not known', 'types.str // { merge = import <somewhere>; }'],
])('silent: a type with another function for merging: %s', (_title, type) => checkSilent(`${typed(type)}}`));

test.each([
  ['types.str // { merge = lib.mergeEqualOption; }'],
  ['mkOptionType { name = "mine"; merge = lib.mergeOneOption; }'],
  ['types.lines // { merge = lib.mergeEqualOption; }'],
])('one that merges as the library does: %s', (type) =>
  checkDiagnostics(
    `${typed(type)}# ${'^'.repeat(42)} warning(option-conflict): is "2" here
}
`.replace('config.my.a = "1";', 'config.my.a = "1";\n# ^^^^^^^^^^^ warning(option-conflict): is "1" here'),
  ),
);
