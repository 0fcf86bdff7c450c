// infinite-recursion: options that need their own values, imports and names of options
// that depend on the configuration.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkSilent, findingsIn } from '../support/check';
import { parseFixture } from '../support/fixture';

const alone = (text: string): string => `
{ config, lib, options, pkgs, ... }:
{
${text}
  specialisation.a.configuration = { };
}
`;

describe('an option made from its own value', () => {
  test.each([
    ['a text', 'networking.hostName = config.networking.hostName + "-x";'],
    ['a negation', 'services.printing.enable = !config.services.printing.enable;'],
    ['its condition', 'services.printing.enable = lib.mkIf config.services.printing.enable true;'],
    ['a condition around a set', 'services.printing = lib.mkIf config.services.printing.enable { enable = true; };'],
    ['an inherited value', 'services.printing = { inherit (config.services.printing) enable; };'],
    ['an assertion', 'networking.hostName = assert config.networking.hostName != ""; "a";'],
    ['a list', 'environment.systemPackages = [ pkgs.vim ] ++ config.environment.systemPackages;'],
    ['an element of a list', 'boot.kernelParams = [ "n=${toString (lib.length config.boot.kernelParams)}" ];'],
    ['the names of a set', 'users.users = lib.mapAttrs (name: _: { description = name; }) config.users.users;'],
    [
      'a condition of one of the names',
      'environment.etc = { a.text = ""; b = lib.mkIf (config.environment.etc ? a) { text = ""; }; };',
    ],
    ['what stands in a submodule', 'environment.etc.a.text = config.environment.etc.a.text + "x";'],
    ['an alias', 'services.printing = let cfg = config.services.printing; in { enable = !cfg.enable; };'],
    ['under mkForce', 'networking.hostName = lib.mkForce (config.networking.hostName + "x");'],
    [
      'a condition around it and others, which are asked first',
      'services = lib.mkIf config.services.printing.enable { printing.enable = true; openssh.ports = [ 1 ]; };',
    ],
    ['specialisations', 'specialisation = lib.genAttrs (lib.attrNames config.specialisation) (_: { });'],
  ])('%s', async (_title, text) => {
    const found = await findingsIn(
      parseFixture(alone(text.startsWith('specialisation') ? `imports = [ { ${text} } ];` : text)),
    );
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error infinite-recursion']);
  });

  test('where the condition of a module needs what it sets, and the name stands in a let', () =>
    checkDiagnostics(`
{ config, lib, ... }:
let
  cfg = config.my;
  inherit (config.networking) hostName;
in
{
  options.my.enable = lib.mkEnableOption "it";
  config = lib.mkMerge [
    { networking.hostName = "\${hostName}.lan"; }
#     ^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): \`networking.hostName\` needs its own value
    (lib.mkIf cfg.enable { my.enable = true; services.printing.enable = true; })
#             ^^^^^^^^^^ error(infinite-recursion): \`my.enable\` needs its own value
  ];
}
`));

  test('by way of others: each of them, with the way', async () => {
    await checkDiagnostics(`
{ config, ... }:
{
  services.printing.enable = config.services.avahi.enable;
# ^^^^^^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): \`services.printing.enable\` needs \`services.avahi.enable\` | again
  services.avahi.enable = config.services.printing.enable;
# ^^^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): \`services.avahi.enable\` needs \`services.printing.enable\`
  specialisation.a.configuration = { };
}
`);
    const [first] = await findingsIn(
      parseFixture(
        alone(
          'services.printing.enable = config.services.avahi.enable; services.avahi.enable = config.services.printing.enable;',
        ),
      ),
    );
    expect(first?.related.map(({ message }) => message)).toEqual([
      '`services.printing.enable` reads `services.avahi.enable` here',
      '`services.avahi.enable` reads `services.printing.enable` here',
    ]);
  });

  test('in a specialisation whose body is a function', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  environment.systemPackages = [ pkgs.vim ];
  specialisation.lean.configuration = { config, ... }: {
    environment.systemPackages = lib.mkForce (lib.remove pkgs.vim config.environment.systemPackages);
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): needs its own value
  };
}
`));

  test('in specialisations only', () =>
    checkDiagnostics(`
{ config, ... }:
{
  services.avahi.enable = if config.isSpecialisation then config.services.printing.enable else true;
# ^^^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): services.printing.enable
  services.printing.enable = config.services.avahi.enable;
# ^^^^^^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): services.avahi.enable
  specialisation.a.configuration = { };
}
`));

  test('an option of its own, which nobody reads, is a warning', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  options.my.x = lib.mkOption { type = lib.types.str; };
  config.my.x = config.my.x + "x";
# ^^^^^^^^^^^ warning(infinite-recursion): as soon as somebody reads it
  config.specialisation.a.configuration = { };
}
`));
});

describe('what is imported, and which options are set', () => {
  test.each([
    ['config', 'imports = lib.optional config.services.openssh.enable ./x.nix;'],
    ['if', 'imports = if config.networking.hostName == "a" then [ ./x.nix ] else [ ];'],
    ['specialisations', 'imports = lib.optional (config.specialisation != { }) ./x.nix;'],
    ['pkgs', 'imports = lib.optional pkgs.stdenv.isLinux ./x.nix;'],
    ['options', 'imports = lib.optional (options ? services) ./x.nix;'],
  ])('imports that depend on %s', async (_title, text) => {
    const found = await findingsIn(parseFixture(`#- /configuration.nix${alone(text)}#- /x.nix\n{ }\n`));
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error infinite-recursion']);
    expect(found[0]?.message).toMatch(/^Infinite recursion: what is imported depends on /);
  });

  test('imports of a specialisation', () =>
    checkDiagnostics(`
{ ... }:
{
  specialisation.a.configuration = { config, lib, ... }: { imports = lib.optional config.services.openssh.enable { }; };
#                                                          ^^^^^^^ error(infinite-recursion): imported
}
`));

  test.each([
    ['if', 'config = if config.services.printing.enable then { services.avahi.enable = true; } else { };'],
    ['optionalAttrs', 'config = lib.optionalAttrs config.services.printing.enable { services.avahi.enable = true; };'],
    [
      'a set of options',
      'config.services = lib.optionalAttrs config.services.printing.enable { avahi.enable = true; };',
    ],
    ['mkMerge of a list', 'config = lib.mkMerge (lib.optional config.services.printing.enable { });'],
    ['pkgs.lib', 'config = pkgs.lib.mkIf true { services.avahi.enable = true; };'],
  ])('names of options: %s', async (_title, text) => {
    const found = await findingsIn(
      parseFixture(
        `\n{ config, lib, pkgs, ... }:\n{\n  imports = [ { specialisation.a.configuration = { }; } ];\n${text}\n}\n`,
      ),
    );
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error infinite-recursion']);
  });

  test('an argument that is no special one', () =>
    checkDiagnostics(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }@inputs: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix { _module.args.inputs = inputs; } ]; };
  };
}
#- /configuration.nix
{ inputs, ... }:
{
  imports = [ inputs.foo.nixosModules.x ];
# ^^^^^^^ error(infinite-recursion): \`inputs\` | specialArgs
  specialisation.a.configuration = { };
}
`));
});

describe('silent', () => {
  test.each([
    ['another option of the same set', 'services.printing.enable = config.services.avahi.enable;'],
    [
      'mkDefault of a sibling',
      'services = { avahi.enable = lib.mkDefault config.services.printing.enable; printing.enable = true; };',
    ],
    ['the default of the option', 'services.printing.enable = !options.services.printing.enable.default;'],
    [
      'a weaker definition that loses',
      'networking.hostName = lib.mkMerge [ "a" (lib.mkDefault (config.networking.hostName + "x")) ];',
    ],
    [
      'names that depend on options elsewhere',
      'services = lib.optionalAttrs (config.networking.hostName == "a") { avahi.enable = true; };',
    ],
    [
      'mkIf around everything',
      'imports = [ (lib.mkIf config.services.printing.enable { services.avahi.enable = true; }) ];',
    ],
    ['names of specialisations', 'environment.variables.N = toString (lib.attrNames config.specialisation);'],
    ['another key', 'environment.etc = { a.text = config.environment.etc.b.text; b.text = "x"; };'],
    [
      'a condition inside of a key',
      'environment.etc = { a.text = ""; b.text = lib.mkIf (config.environment.etc ? a) ""; };',
    ],
    [
      'a condition that is not known',
      'services.avahi.enable = if pkgs.unheardOf then config.services.avahi.enable else true;',
    ],
    ['imports that depend on the library', 'imports = lib.optional (lib.versionOlder "1" "2") { };'],
    ['packages in a value', 'services.printing.enable = pkgs.lib.mkForce true;'],
  ])('%s', (_title, text) => checkSilent(alone(text), 'infinite-recursion'));

  test('the configuration of the base in the body of a specialisation', () =>
    checkSilent(`
{ config, lib, ... }:
{
  networking.hostName = "a";
  specialisation.b.configuration.networking.hostName = lib.mkForce (config.networking.hostName + "-b");
}
`));

  test('special arguments, the NixOS configuration in a home', () =>
    checkSilent(
      `
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { nixpkgs, home-manager, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      specialArgs = { host = "box"; pkgs = nixpkgs.legacyPackages.x86_64-linux; };
      modules = [
        home-manager.nixosModules.home-manager
        ./configuration.nix
        { home-manager.users.ann = { osConfig, lib, ... }: { imports = lib.optional osConfig.services.printing.enable { }; }; }
      ];
    };
  };
}
#- /configuration.nix
{ host, lib, pkgs, modulesPath, ... }:
{
  imports = lib.optional (host == "box" && pkgs.stdenv.isLinux) { } ++ lib.optional (modulesPath == "") { };
  specialisation.a.configuration = { };
}
`,
      'infinite-recursion',
    ));

  test('in a part of a system, whose arguments nobody knows, packages may be special', () =>
    checkSilent(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: { nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ]; }; };
}
#- /parts/part.nix
{ lib, pkgs, ... }:
{
  imports = lib.optional pkgs.stdenv.isLinux { };
  specialisation.a.configuration = { };
}
`));
});

describe('names that are made from one another', () => {
  const made = (value: string, bindings: string): string => `
{ lib, ... }:
let
${bindings}
in
{
  networking.hostName = ${value};
  specialisation.a.configuration = { };
}
`;

  test('each of them, with the way and the option', async () => {
    await checkDiagnostics(
      made(
        'a',
        `  a = "x\${b}";
# ^ error(infinite-recursion): \`a\` needs \`b\`, which needs \`a\` again | \`networking.hostName\` has no value
  b = a;
# ^ error(infinite-recursion): \`b\` needs \`a\`, which needs \`b\` again`,
      ),
    );
    const [first] = await findingsIn(parseFixture(made('a', '  a = "x${b}";\n  b = a;')));
    expect(first?.related.map(({ message }) => message)).toEqual(['`a` reads `b` here', '`b` reads `a` here']);
  });

  test.each([
    ['one by itself', 'a', 'a = a + "x";'],
    ['in a set', 's.a', 's = rec { a = b; b = a; };'],
    ['in a set that has a name', 's.a', 's = { a = s.b; b = s.a; };'],
    ['through an inherited name', 'a', 'inherit (b) a; b = { inherit a; };'],
    ['through a function', 'a', 'f = x: a + x; a = f "x";'],
  ])('%s', async (_title, value, bindings) => {
    const found = await findingsIn(parseFixture(made(value, bindings)));
    const said = new Set(found.map(({ code, severity }) => `${severity} ${code}`));
    expect([...said]).toEqual(['error infinite-recursion']);
  });

  test('the set that a module is', () =>
    checkDiagnostics(`
{ ... }:
rec {
  networking.hostName = networking.domain;
# ^^^^^^^^^^^^^^^^^^^ error(infinite-recursion): \`networking.hostName\` needs \`networking.domain\`
  networking.domain = networking.hostName;
# ^^^^^^^^^^^^^^^^^ error(infinite-recursion): \`networking.domain\` needs \`networking.hostName\`
  specialisation.a.configuration = { };
}
`));

  test.each([
    ['nobody reads them', '"x"', 'a = b; b = a;'],
    ['it ends', 's.a', 's = { a = s.b; b = "x"; };'],
    ['another branch', 'a', 'a = if true then "x" else b; b = a;'],
    ['a function that calls itself', 'f 3', 'f = n: if n == 0 then "x" else f (n - 1);'],
    ['a list that is read in part', 'lib.head l', 'l = [ "x" (lib.last l) ];'],
    ['a set that is extended by itself', '(lib.fix (self: { a = "x"; b = self.b; })).a', ''],
  ])('silent: %s', (_title, value, bindings) => checkSilent(made(value, bindings)));
});

describe('packages', () => {
  test('are made of overlays and settings, which cannot look at them', () =>
    checkDiagnostics(`
#- /a/configuration.nix
{ pkgs, ... }:
{
  nixpkgs.overlays = [ (import pkgs.overlay) ];
# ^^^^^^^^^^^^^^^^ error(infinite-recursion): \`nixpkgs.overlays\` needs its own value
  specialisation.x.configuration = { };
}
#- /b/configuration.nix
{ pkgs, lib, ... }:
{
  nixpkgs.overlays = lib.mkIf (pkgs.hello.version == "1") [ (final: prev: { }) ];
# ^^^^^^^^^^^^^^^^ error(infinite-recursion): \`nixpkgs.overlays\` needs its own value
  specialisation.x.configuration = { };
}
#- /c/configuration.nix
{ pkgs, ... }:
{
  nixpkgs.config = pkgs.lib.optionalAttrs true { allowUnfree = true; };
# ^^^^^^^^^^^^^^ error(infinite-recursion): \`nixpkgs.config\` needs its own value
  specialisation.x.configuration = { };
}
#- /d/configuration.nix
{
  specialisation.x.configuration = { pkgs, ... }: {
    nixpkgs.overlays = [ (import pkgs.overlay) ];
#   ^^^^^^^^^^^^^^^^ error(infinite-recursion): \`nixpkgs.overlays\` needs its own value
  };
}
`));

  test('decide which settings there are', () =>
    checkDiagnostics(`
#- /configuration.nix
{ pkgs, lib, ... }:
# ^^^^ error(infinite-recursion): which options are set here depends on \`pkgs\`
{
  config = lib.optionalAttrs pkgs.stdenv.isLinux { services.openssh.enable = true; };
}
`));

  test('silent: functions that use them, packages of the base, below a set of other options', () =>
    checkSilent(
      `
#- /configuration.nix
{ pkgs, lib, ... }:
{
  nixpkgs.overlays = [ (final: prev: { tool = pkgs.lib.id prev.hello; }) (import ./overlay.nix { inherit pkgs; }) ];
  nixpkgs.config.packageOverrides = all: { other = pkgs.hello; };
  services = lib.optionalAttrs pkgs.stdenv.isLinux { openssh.enable = true; };
  environment.systemPackages = lib.mkIf pkgs.stdenv.isLinux [ pkgs.tool ];
  specialisation.x.configuration.nixpkgs.overlays = pkgs.lib.optional true (final: prev: { });
}
#- /overlay.nix
{ pkgs }: final: prev: { more = pkgs.hello; }
`,
      'infinite-recursion',
    ));
});

test('of what is off nobody asks for the settings', () =>
  checkDiagnostics(`
{ config, ... }: {
  services = { nginx.enable = false; ollama.enable = true; };
  services.nginx.user = config.services.nginx.user + "x";
# ^^^^^^^^^^^^^^^^^^^ warning(infinite-recursion): as soon as somebody reads it
  services.ollama.home = config.services.ollama.home + "x";
# ^^^^^^^^^^^^^^^^^^^^ error(infinite-recursion)
}
`));
