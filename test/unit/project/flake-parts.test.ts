// Flakes written for flake-parts: its module system is evaluated, whatever the hosts are made of.
import { describe, expect, test } from 'vitest';
import { checkSystems, systemsIn } from '../../support/check';
import { COLLISION, LAPTOP } from './entry-points';

const parts = (module: string): string => `
#- /flake.nix
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    parts.url = "github:hercules-ci/flake-parts";
    import-tree.url = "github:vic/import-tree";
    home-manager.url = "github:nix-community/home-manager";
    treefmt.url = "github:numtide/treefmt-nix";
  };
  outputs = inputs: inputs.parts.lib.mkFlake { inherit inputs; } ${module};
}
`;
const HOST = 'inputs.nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix ./modules/time.nix ]; }';

describe('flake-parts', () => {
  test.each([
    ['a set', `{ systems = [ "x86_64-linux" ]; flake.nixosConfigurations.laptop = ${HOST}; }`],
    [
      'a function',
      `({ inputs, lib, ... }: { flake = { nixosConfigurations = lib.mkMerge [ { laptop = ${HOST}; } ]; }; })`,
    ],
    [
      'an imported file',
      `{ imports = [ ./parts/hosts.nix inputs.treefmt.flakeModule ]; }
#- /parts/hosts.nix
{ inputs, ... }: { flake.nixosConfigurations.laptop = ${HOST.replaceAll('./', '../')}; }
`.replace(/;$/, ''),
    ],
    [
      'withSystem',
      `({ withSystem, ... }: {
         systems = [ "x86_64-linux" ];
         perSystem = { pkgs, ... }: { packages.tool = pkgs.hello; _module.args.zone = "x"; };
         flake.nixosConfigurations.laptop = withSystem "x86_64-linux" ({ config, inputs', self', zone, ... }:
           inputs.nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs' zone; inherit (config) packages; }; modules = [ ./hosts/laptop.nix ./modules/time.nix ]; });
       })`,
    ],
    [
      'nixosModules of the flake',
      `({ self, ... }: { flake.nixosModules.time = ./modules/time.nix; flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix self.nixosModules.time ]; }; })`,
    ],
    [
      'moduleWithSystem and importApply',
      `({ moduleWithSystem, flake-parts-lib, ... }: {
         flake.nixosModules.time = moduleWithSystem (perSystem@{ self', ... }: { pkgs, ... }: { imports = [ ./modules/time.nix ]; });
         flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ (flake-parts-lib.importApply ./hosts/laptop.nix { }) inputs.self.nixosModules.time ]; };
       })`.replace('(flake-parts-lib.importApply ./hosts/laptop.nix { })', './hosts/laptop.nix'),
    ],
    [
      'options of their own',
      `({ lib, config, ... }: {
         options.machines = lib.mkOption { type = lib.types.lazyAttrsOf (lib.types.submodule { options.module = lib.mkOption { type = lib.types.deferredModule; }; }); };
         options.flake.library = lib.mkOption { type = lib.types.attrsOf lib.types.anything; default = { }; };
         config.machines.laptop.module = { imports = [ ./hosts/laptop.nix ]; };
         config.flake.library.build = module: inputs.nixpkgs.lib.nixosSystem { modules = [ module ./modules/time.nix ]; };
         config.flake.nixosConfigurations = lib.mapAttrs (_: { module, ... }: config.flake.library.build module) config.machines;
       })`,
    ],
    [
      'attributes that nobody declares',
      `({ self, ... }: {
         flake.modules.time = import ./modules/time.nix;
         flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix self.modules.time ]; };
       })`,
    ],
    [
      'attributes that a module declares which is not read',
      `({ self, lib, ... }: {
         imports = [ inputs.treefmt.flakeModule { flake.parts.nixos.time = lib.mkForce ./modules/time.nix; } ];
         flake.parts.nixos.host = ./hosts/laptop.nix;
         flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = lib.attrValues self.parts.nixos; };
       })`,
    ],
    [
      'a condition that is not known beside it',
      `({ lib, ... }: {
         flake = lib.mkMerge [
           { nixosConfigurations.laptop = ${HOST}; }
           (lib.mkIf (builtins.getEnv "CI" == "1") { packages = { }; })
         ];
       })`,
    ],
  ])('%s', (_, module) => {
    const [first = '', ...files] = module.split('\n#- ');
    return checkSystems(LAPTOP, parts(first) + files.map((file) => `#- ${file}`).join('\n') + COLLISION);
  });

  test('packages of the flake itself stand beside those of each platform', () =>
    checkSystems(
      ['nixos laptop'],
      `${parts(`({ self, ... }: {
        systems = [ "x86_64-linux" ];
        perSystem = { pkgs, ... }: { packages.tool = pkgs.hello; };
        flake.packages.x86_64-linux.image = self.nixosConfigurations.laptop.config.system.build.image;
        flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ]; specialArgs = { inherit (self) packages; }; };
      })`)}
#- /laptop.nix
{ packages, ... }:
{ assertions = [ { assertion = packages.x86_64-linux ? tool && packages ? aarch64-linux; message = "no tool"; } ]; }
`,
    ));

  test('packages of the flake that are those of an input', () =>
    checkSystems(
      ['nixos laptop: x'],
      `${parts(`({ self, ... }: {
        flake.packages = inputs.treefmt.packages;
        flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ]; specialArgs = { inherit (self) packages; }; };
      })`)}
#- /laptop.nix
{ packages, ... }:
{
  environment.etc.x.source = packages.x86_64-linux.one;
# ^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict): inputs.treefmt.packages.x86_64-linux.one
  specialisation.x.configuration.environment.etc.x.source = packages.x86_64-linux.two;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict): inputs.treefmt.packages.x86_64-linux.two
}
`,
    ));

  test('the library of its modules has nixosSystem where it is that of nixpkgs', async () => {
    const fixture =
      parts(`({ lib, ... }: { flake.nixosConfigurations.laptop = ${HOST.replace('inputs.nixpkgs.', '')}; })`) +
      COLLISION;
    const follows = 'parts = { url = "github:hercules-ci/flake-parts"; inputs.nixpkgs-lib.follows = "nixpkgs"; };';
    await checkSystems(LAPTOP, fixture.replace('parts.url = "github:hercules-ci/flake-parts";', follows));
    expect(await systemsIn(fixture)).not.toContain(LAPTOP[0]);
  });

  test('modules by aspect: what one file says of several hosts, merged from all files', () =>
    checkSystems(
      ['nixos laptop: travel', 'home-manager ann: focus'],
      `${parts('(inputs.import-tree ./aspects)')}
#- /aspects/hosts.nix
{ inputs, config, lib, ... }:
{
  imports = [ inputs.parts.flakeModules.modules inputs.home-manager.flakeModules.home-manager ];
  flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ config.flake.modules.nixos.desktop ]; };
  flake.homeConfigurations.ann = inputs.home-manager.lib.homeManagerConfiguration {
    pkgs = inputs.nixpkgs.legacyPackages.x86_64-linux;
    modules = [ inputs.self.modules.homeManager.ann ];
  };
}
#- /aspects/time.nix
{
  flake.modules.nixos.desktop = { lib, ... }: {
    time.timeZone = "UTC";
#   ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
  };
  flake.modules.homeManager.ann = { programs.git.enable = false; };
#                                   ^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`focus\`
}
#- /aspects/travel/_ignored.nix
{ flake.modules.nixos.desktop.time.timeZone = "Asia/Seoul"; }
#- /aspects/travel/default.nix
{
  flake.modules.nixos.desktop.specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): "UTC"
  flake.modules.homeManager.ann.specialisation.focus.configuration.programs.git.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): false
}
`,
    ));

  test('modules of Home Manager in sets of their own, as the flake itself declares them', () =>
    checkSystems(
      ['nixos laptop', 'home-manager ann: focus'],
      `${parts('(inputs.import-tree ./parts)')}
#- /parts/declared.nix
{ lib, ... }:
{
  options.flake.homeManagerModules = lib.mkOption {
    default = { };
    type = lib.types.submodule {
      freeformType = lib.types.attrsOf lib.types.deferredModule;
      options.apps = lib.mkOption { type = lib.types.attrsOf lib.types.deferredModule; default = { }; };
    };
  };
}
#- /parts/hosts.nix
{ inputs, config, ... }:
let app = name: config.flake.homeManagerModules.apps.\${name} or (throw "no app \${name}"); in
{
  flake.nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = [ ]; };
  flake.homeConfigurations.ann = inputs.home-manager.lib.homeManagerConfiguration {
    pkgs = inputs.nixpkgs.legacyPackages.x86_64-linux;
    modules = [ (app "git") (app "focus") config.flake.homeManagerModules.base ];
  };
}
#- /parts/git.nix
{
  flake.homeManagerModules.apps.git = { lib, ... }: { programs.git.enable = false; };
#                                                     ^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`focus\`
  flake.homeManagerModules.base.programs.bash.enable = true;
}
#- /parts/focus.nix
{
  flake.homeManagerModules.apps.focus.specialisation.focus.configuration.programs.git.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): false
}
`,
    ));
});
