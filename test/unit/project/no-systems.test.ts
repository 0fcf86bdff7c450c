// What speaks of specialisations and is no system, what is a part of one that was not found, and the machines of tests.
import { describe, expect, test } from 'vitest';
import { checkSystems, systemsIn } from '../../support/check';

const FLAKE = `
#- /etc/flake.nix
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    flake-parts.url = "github:hercules-ci/flake-parts";
    import-tree.url = "github:vic/import-tree";
    den.url = "github:vic/den";
    nix-on-droid.url = "github:nix-community/nix-on-droid";
  };
  outputs = { self, nixpkgs, ... }@inputs: let pkgs = nixpkgs.legacyPackages.x86_64-linux; in BODY;
}
`;
const flake = (body: string): string => FLAKE.replace('BODY', body);
const LAPTOP =
  'nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ { specialisation.travel.configuration = { }; } ]; };';

describe('no system is', () => {
  test.each([
    [
      'a shell',
      'shell.nix',
      '{ pkgs ? import <nixpkgs> { } }: pkgs.mkShell { shellHook = "nixos-rebuild test --specialisation x"; }',
    ],
    [
      'another shell',
      'dev/shells.nix',
      '{ pkgs, ... }: pkgs.mkShell { shellHook = "ls /run/current-system/specialisation"; }',
    ],
    [
      'a library',
      'lib/make.nix',
      '{ lib }: { make = name: configuration: { specialisation.${name} = { inherit configuration; }; }; }',
    ],
    [
      'a recursive library',
      'lib/default.nix',
      '{ lib, ... }: rec { names = config: lib.attrNames config.specialisation; count = c: lib.length (names c); }',
    ],
    [
      'an overlay',
      'overlays/default.nix',
      'final: prev: { go = prev.writeShellScriptBin "go" "ls /run/current-system/specialisation"; }',
    ],
    ['a set of overlays', 'overlays/all.nix', '{ a = final: prev: { specialisation = 1; }; }'],
    [
      'a package',
      'pkgs/switch.nix',
      '{ writeShellApplication, ... }: writeShellApplication { name = "x"; text = "specialisation"; }',
    ],
    [
      'a script of continuous integration',
      'ci/check.nix',
      'builtins.mapAttrs (_: host: host.config.specialisation) (builtins.getFlake (toString ../.)).nixosConfigurations',
    ],
    [
      'tests of continuous integration',
      'ci/default.nix',
      '{ pkgs ? import <nixpkgs> { } }: { tests = { specialisation = pkgs.hello; }; specialisation = 1; }',
    ],
    ['a list', 'names.nix', '[ "specialisation" ]'],
    [
      'a file that calls the one that makes hosts',
      'make.nix',
      '{ specialisation ? null, ... }@args: import ./lib args',
    ],
    [
      'a module of flake-parts',
      'parts/x.nix',
      '{ inputs, ... }: { perSystem = { pkgs, ... }: { packages.specialisation = pkgs.hello; }; }',
    ],
    [
      'what a library calls nixosSystem with',
      'machines/x.nix',
      '{ inputs, ... }: { system = "x86_64-linux"; modules = [ { specialisation.x.configuration = { }; } ]; }',
    ],
    [
      'a template',
      'templates/desktop/configuration.nix',
      '{ specialisation.x.configuration.time.timeZone = "UTC"; time.timeZone = "Asia/Tokyo"; }',
    ],
    [
      'the flake of a template',
      'templates/desktop/flake.nix',
      '{ outputs = inputs: { nixosConfigurations.mine = inputs.nixpkgs.lib.nixosSystem { modules = [ { } ]; }; }; }',
    ],
    [
      'nix-on-droid',
      'droid/phone.nix',
      '{ pkgs, ... }: { environment.packages = [ ]; home-manager.config.specialisation.light.configuration = { }; }',
    ],
  ])('%s', async (_, file, text) => {
    const outputs = `{ ${LAPTOP}
      templates.desktop = { path = ./templates/desktop; description = ""; };
      nixOnDroidConfigurations.phone = inputs.nix-on-droid.lib.nixOnDroidConfiguration { modules = [ ./droid/phone.nix ]; };
    }`;
    expect(await systemsIn(`${flake(outputs)}#- /etc/${file}\n${text}\n`)).toEqual(['nixos laptop: travel']);
  });

  test.each(['./.', 'self'])('but not what is in a flake that is itself a template: %s', async (path) => {
    const outputs = `{ ${LAPTOP} templates.whole = { path = ${path}; description = ""; }; }`;
    expect(await systemsIn(flake(outputs))).toEqual(['nixos laptop: travel']);
  });
});

describe('a part of a system that was not found is', () => {
  test.each([
    [
      'a module of NixOS',
      'modules/a.nix',
      '{ lib, ... }: { services.openssh.enable = true; specialisation.x.configuration = { }; }',
      ['nixos -: x'],
    ],
    [
      'a module of Home Manager',
      'home/a.nix',
      '{ pkgs, ... }: { gtk.enable = true; programs.kitty.enable = true; specialisation.x.configuration = { }; }',
      ['home-manager -: x'],
    ],
    [
      'told by what a specialisation sets',
      'users/a.nix',
      '{ lib, ... }: { specialisation.x.configuration = lib.mkIf true { wayland.windowManager.hyprland.enable = true; }; }',
      ['home-manager -: x'],
    ],
    [
      'one that cannot be evaluated',
      'a.nix',
      '{ inputs, ... }: inputs.x.lib.make { specialisation.x.configuration = { }; }',
      ['nixos -'],
    ],
  ])('%s', async (_, file, text, systems) => {
    expect(await systemsIn(`${flake('{ }')}#- /etc/${file}\n${text}\n`)).toEqual(systems);
  });

  test('an aspect, which another library than we know gives to hosts', () =>
    checkSystems(
      ['nixos -: closed', 'home-manager -: focus', 'nixos -: roaming'],
      `${flake('inputs.flake-parts.lib.mkFlake { inherit inputs; } (inputs.import-tree ./modules)')}
#- /etc/modules/den.nix
{ inputs, den, ... }: { imports = [ inputs.den.flakeModule ]; den.hosts.x86_64-linux.igloo.users.tux = { }; }
#- /etc/modules/igloo.nix
{ den, lib, ... }:
{
  den.aspects.igloo = {
    includes = [ den.provides.primary-user ];
    nixos = { pkgs, ... }: {
      services.openssh.enable = true;
#     ^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): \`closed\`
      specialisation.closed.configuration.services.openssh.enable = false;
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): true
    };
    homeManager = lib.mkMerge [ { specialisation.focus.configuration = { }; } ];
    provides.roaming = { host, ... }: { nixos.specialisation.roaming.configuration = { }; };
  };
}
`,
    ));

  test('not what a host takes in', async () => {
    const body = `inputs.flake-parts.lib.mkFlake { inherit inputs; } ({ self, ... }: {
      imports = [ ./a.nix ];
      flake.nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ self.modules.nixos.a ]; };
    })`;
    const module = '{ flake.modules.nixos.a = { lib, ... }: { specialisation.x.configuration = { }; }; }';
    expect(await systemsIn(`${flake(body)}#- /etc/a.nix\n${module}\n`)).toEqual(['nixos laptop: x']);
  });
});

describe('the machines of a test', () => {
  const NODES = `{
    server = { lib, ... }: {
      services.openssh.enable = true;
#     ^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`closed\`
      specialisation.closed.configuration.services.openssh.enable = false;
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): true
    };
    client = { };
  }`;
  const MACHINES = ['nixos login.server: closed', 'nixos login.client'];

  test.each([
    [
      'testers.runNixOSTest',
      'pkgs.testers.runNixOSTest',
      `{ lib, ... }: { name = "login"; testScript = ""; nodes = ${NODES}; }`,
    ],
    ['testers.nixosTest', 'pkgs.testers.nixosTest', `{ name = "login"; testScript = ""; nodes = ${NODES}; }`],
    ['nixosTest', 'pkgs.nixosTest', `{ pkgs, ... }: { testScript = ""; nodes = ${NODES}; }`],
    [
      'lib.nixos.runTest',
      'nixpkgs.lib.nixos.runTest',
      `{ hostPkgs = null; testScript = ""; name = "login"; nodes = ${NODES}; }`,
    ],
    [
      'make-test-python.nix',
      'import "${nixpkgs}/nixos/tests/make-test-python.nix"',
      `{ pkgs, lib, ... }: { name = "login"; nodes = ${NODES}; }`,
    ],
    [
      'testing-python.nix',
      '(import (nixpkgs + "/nixos/lib/testing-python.nix") { system = "x86_64-linux"; }).makeTest',
      `{ name = "login"; nodes = ${NODES}; }`,
    ],
  ])('by %s', (_, fn, test) =>
    checkSystems(
      MACHINES,
      `${flake(`{ checks.x86_64-linux.login = ${fn} ${fn.endsWith('runTest') ? '{ imports = [ ./test.nix ]; }' : './test.nix'}; }`)}#- /etc/test.nix\n${test}\n`,
    ),
  );

  test('among the checks that flake-parts has per architecture', () =>
    checkSystems(
      MACHINES,
      `${flake('inputs.flake-parts.lib.mkFlake { inherit inputs; } { systems = [ "x86_64-linux" ]; perSystem = { pkgs, ... }: { checks.login = pkgs.testers.runNixOSTest ./test.nix; }; }')}#- /etc/test.nix\n{ nodes = ${NODES}; testScript = ""; }\n`,
    ));

  test('in a file that no flake uses', () =>
    checkSystems(
      MACHINES,
      `\n#- /etc/tests/login.nix\n{ pkgs, ... }: pkgs.testers.runNixOSTest { testScript = ""; nodes = ${NODES}; }\n`,
    ));

  test('what all of them have, and arguments of their own', () =>
    checkSystems(
      ['nixos login.machine: x'],
      `${flake('{ checks.x86_64-linux.login = pkgs.testers.runNixOSTest ./test.nix; }')}
#- /etc/test.nix
{
  defaults.time.timeZone = "UTC";
# ^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`x\`
  node.specialArgs.zone = "Asia/Tokyo";
  nodes.machine = { zone, ... }: { specialisation.x.configuration.time.timeZone = zone; };
#                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): "UTC"
}
`,
    ));
});
