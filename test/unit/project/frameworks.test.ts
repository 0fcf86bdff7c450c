// Libraries that find hosts by folder or by option: what they make of a project is the same systems.
import { describe, expect, test } from 'vitest';
import { checkSystems, findingsIn, systemsIn } from '../../support/check';
import { parseFixture } from '../../support/fixture';
import { COLLISION, LAPTOP } from './entry-points';

const INPUTS = `
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    home-manager.url = "github:nix-community/home-manager";
    flake-parts.url = "github:hercules-ci/flake-parts";`;
const flake = (input: string, body: string): string => `
#- /flake.nix
{
  inputs = {${INPUTS}
    ${input}
  };
  outputs = { self, nixpkgs, ... }@inputs: ${body};
}`;
const TIME = `{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
}`;
const TRAVEL = `{
  specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): "UTC"
}`;
const HOME = `{
  programs.git.enable = false;
# ^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`focus\`
}`;
const FOCUS = `{
  specialisation.focus.configuration.programs.git.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): false
}`;

describe('hosts by folder', () => {
  test('snowfall-lib: systems, homes and modules, each by its place', () =>
    checkSystems(
      ['nixos laptop: travel', 'home-manager laptop: focus', 'home-manager ann@laptop: focus'],
      `${flake('snowfall-lib.url = "github:snowfallorg/lib";', 'inputs.snowfall-lib.mkFlake { inherit inputs; src = ./.; snowfall.namespace = "my"; systems.modules.nixos = [ { networking.domain = "example.org"; } ]; }')}
#- /lib/zones/default.nix
{ lib, ... }: with lib; rec { home = upper "utc"; upper = toUpper; }
#- /systems/x86_64-linux/laptop/default.nix
${TRAVEL}
#- /systems/aarch64-darwin/mac/default.nix
{ system.stateVersion = 5; }
#- /modules/nixos/base/time/default.nix
{ lib, namespace, ... }:
with lib; with lib.\${namespace};
{
  time.timeZone = mkIf true home;
# ^^^^^^^^^^^^^ error(option-conflict): "UTC" here
}
#- /modules/home/git/default.nix
${HOME}
#- /homes/x86_64-linux/ann@laptop/default.nix
${FOCUS}
`,
    ));

  test('blueprint', () =>
    checkSystems(
      ['nixos laptop: travel', 'home-manager laptop: focus', 'home-manager ann@laptop: focus'],
      `${flake('blueprint.url = "github:numtide/blueprint";', 'inputs.blueprint { inherit inputs; prefix = "nix/"; }')}
#- /nix/hosts/laptop/configuration.nix
{ flake, inputs, ... }: {
  imports = [ flake.nixosModules.time inputs.self.nixosModules.travel ];
}
#- /nix/hosts/laptop/users/ann.nix
{ flake, ... }: { imports = [ flake.homeModules.git ../../../modules/home/focus.nix ]; }
#- /nix/hosts/mac/darwin-configuration.nix
{ }
#- /nix/modules/nixos/time.nix
${TIME}
#- /nix/modules/nixos/travel.nix
${TRAVEL}
#- /nix/modules/home/git.nix
${HOME}
#- /nix/modules/home/focus.nix
${FOCUS}
`,
    ));

  test('flakelight: by option, in a folder of the option, and in one under another name', () =>
    checkSystems(
      ['nixos own', 'nixos desk: travel', 'nixos laptop: travel', 'home-manager ann@laptop: focus'],
      `${flake(
        'flakelight.url = "github:nix-community/flakelight";',
        `inputs.flakelight ./. {
           inherit inputs;
           imports = [ ./more.nix ];
           nixDirAliases.nixosModules = [ "parts" ];
           outputs.nixosConfigurations.own = nixpkgs.lib.nixosSystem { modules = [ ]; };
           nixosConfigurations.desk = { system = "x86_64-linux"; modules = [ ./nix/parts/time.nix inputs.self.nixosModules.travel ]; };
         }`,
      )}
#- /more.nix
{ lib, inputs, ... }: { homeModule = { programs.bash.bashrcExtra = lib.mkDefault inputs.self.lib.name; }; lib.name = "ann"; }
#- /nix/nixos/laptop.nix
{ inputs, ... }: { system = "aarch64-linux"; specialArgs.zone = "UTC"; modules = [ ./_laptop/more.nix inputs.self.nixosModules.time ]; }
#- /nix/nixos/_laptop/more.nix
{ flake, inputs, hostname, zone, ... }: {
  networking.hostName = hostname;
  networking.domain = flake.inputs.self.lib.name;
  time.timeZone = zone;
# ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
  imports = [ inputs.self.nixosModules.travel ];
}
#- /nix/parts/time.nix
${TIME}
#- /nix/parts/travel/default.nix
${TRAVEL}
#- /nix/home/ann@laptop/default.nix
{ inputs, ... }: { system = "x86_64-linux"; modules = [ inputs.self.homeModules.default ./git.nix ./focus.nix ]; }
#- /nix/home/ann@laptop/git.nix
${HOME}
#- /nix/home/ann@laptop/focus.nix
${FOCUS}
`,
    ));

  test('blueprint: modules in a function of the flake and its inputs', () =>
    checkSystems(
      ['nixos laptop: travel'],
      `${flake('blueprint.url = "github:numtide/blueprint";', 'inputs.blueprint { inherit inputs; }')}
#- /hosts/laptop/configuration.nix
{ flake, ... }: { imports = [ flake.nixosModules.time flake.modules.nixos.travel flake.nixosModules.plain ]; }
#- /modules/nixos/time.nix
{ inputs, ... }: { lib, ... }: { time.timeZone = lib.mkDefault (if inputs ? nixpkgs then "UTC" else null); }
#- /modules/nixos/travel/default.nix
{ flake, ... }: { specialisation.travel.configuration.imports = [ flake.nixosModules.plain ]; }
#- /modules/nixos/plain.nix
{ lib, inputs, ... }: { services.printing.enable = lib.mkDefault true; }
`,
    ));

  test('blueprint: nothing is said at what it defines itself, which stands in no file', async () => {
    const found = await findingsIn(
      parseFixture(`${flake('blueprint.url = "github:numtide/blueprint";', 'inputs.blueprint { inherit inputs; }')}
#- /hosts/laptop/configuration.nix
{ lib, ... }: { specialisation.travel.configuration.networking.hostName = lib.mkDefault "away"; }
`),
    );
    expect(found.map(({ severity, file, related }) => [severity, file, related])).toEqual([
      ['error', '/hosts/laptop/configuration.nix', []],
    ]);
  });

  test('ez-configs', () =>
    checkSystems(
      ['nixos laptop: travel', 'home-manager laptop: focus', 'home-manager ann@laptop: focus', 'home-manager bob'],
      `${flake(
        'ez-configs.url = "github:ehllie/ez-configs";',
        `inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.ez-configs.flakeModule ];
          ezConfigs = {
            root = ./.;
            globalArgs = { inherit inputs; zone = "UTC"; };
            nixos.hosts.laptop.userHomeModules = [ "ann" ];
            home.users.bob = { importDefault = false; standalone = { enable = true; pkgs = nixpkgs.legacyPackages.x86_64-linux; }; };
          };
        }`,
      )}
#- /nixos-configurations/laptop.nix
${TRAVEL}
#- /nixos-modules/default.nix
{ zone, ... }:
{
  time.timeZone = zone;
# ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
}
#- /home-configurations/ann/default.nix
{ ezModules ? { }, ... }: { imports = [ ./focus.nix ]; }
#- /home-configurations/ann/focus.nix
${FOCUS}
#- /home-configurations/bob.nix
{ programs.git.enable = true; }
#- /home-modules/default.nix
${HOME}
`,
    ));

  test('easy-hosts', () =>
    checkSystems(
      ['nixos laptop: travel', 'nixos desktop'],
      `${flake(
        'easy-hosts.url = "github:tgirlcloud/easy-hosts";',
        `inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.easy-hosts.flakeModule ];
          easy-hosts = {
            autoConstruct = true;
            path = ./hosts;
            shared.modules = [ { networking.domain = "example.org"; } ];
            perClass = class: { modules = [ ./modules/\${class}.nix ]; };
            hosts.laptop.tags = [ "mobile" ];
            perTag = tag: { modules = [ ./modules/\${tag}.nix ]; };
          };
        }`,
      )}
#- /hosts/laptop/default.nix
{ networking.hostName = "laptop"; }
#- /hosts/x86_64-nixos/desktop/default.nix
{ }
#- /hosts/aarch64-darwin/mac/default.nix
{ }
#- /modules/nixos.nix
${TIME}
#- /modules/mobile.nix
${TRAVEL}
`,
    ));

  test('nixos-unified, by its folders and by its functions', async () => {
    const files = `
#- /configurations/nixos/laptop/default.nix
{ flake, ... }: { imports = [ flake.inputs.self.nixosModules.time ./travel.nix ]; }
#- /configurations/nixos/laptop/travel.nix
${TRAVEL}
#- /modules/nixos/time.nix
${TIME}
`;
    const input = 'nixos-unified.url = "github:srid/nixos-unified";';
    // In a folder: what there is beside the root of all files is not known.
    const wired = (flake(input, 'inputs.nixos-unified.lib.mkFlake { inherit inputs; root = ./.; }') + files).replaceAll(
      '#- /',
      '#- /etc/',
    );
    await checkSystems(
      LAPTOP,
      `${wired}
#- /etc/modules/flake/toplevel.nix
{ inputs, ... }: { imports = [ inputs.nixos-unified.flakeModules.default inputs.nixos-unified.flakeModules.autoWire ]; }
`,
    );
    // The folders of configurations are wired by a module that somebody has to import.
    expect(await systemsIn(wired)).not.toContain(LAPTOP[0]);
    await checkSystems(
      LAPTOP,
      flake(
        input,
        `inputs.flake-parts.lib.mkFlake { inherit inputs; } ({ self, ... }: {
          imports = [ inputs.nixos-unified.flakeModules.default ];
          flake.nixosModules.time = ./modules/nixos/time.nix;
          flake.nixosConfigurations.laptop = self.nixos-unified.lib.mkLinuxSystem { home-manager = true; } ./configurations/nixos/laptop;
        })`,
      ) + files,
    );
  });

  test('haumea: files that are called with what they ask for', () =>
    checkSystems(
      LAPTOP,
      `${flake('haumea.url = "github:nix-community/haumea/v0.2.2";', 'let all = inputs.haumea.lib.load { src = ./outputs; inputs = { inherit inputs; inherit (nixpkgs) lib; }; }; in { nixosConfigurations = nixpkgs.lib.mergeAttrsList (map (file: file.nixosConfigurations) (builtins.attrValues all.hosts)); }')}
#- /outputs/hosts/laptop.nix
{ lib, inputs, root, unused, ... }: { nixosConfigurations.laptop = inputs.nixpkgs.lib.nixosSystem { modules = root.modules ++ [ ../../hosts/laptop.nix ]; }; }
#- /outputs/modules.nix
[ ../modules/time.nix ]
${COLLISION}`,
    ));

  test('import-tree for the modules of a host', () =>
    checkSystems(
      LAPTOP,
      `${flake('import-tree.url = "github:vic/import-tree";', '{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ (inputs.import-tree ./hosts) ((inputs.import-tree.filterNot (nixpkgs.lib.hasInfix "/other/")).addPath ./modules) ]; }; }')}
#- /modules/other/zone.nix
{ time.timeZone = "Asia/Seoul"; }
${COLLISION}`,
    ));

  test('import-tree that is no flake', () =>
    checkSystems(
      LAPTOP,
      `${flake('import-tree = { url = "github:vic/import-tree"; flake = false; };', '{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ((import inputs.import-tree).match ".*/(laptop|time)\\\\.nix" [ ./hosts ./modules ]) ]; }; }')}
#- /modules/other.nix
{ time.timeZone = "Asia/Seoul"; }
${COLLISION}`,
    ));
});

describe('hosts by option', () => {
  test('flake-utils beside the hosts', () =>
    checkSystems(
      LAPTOP,
      flake(
        'flake-utils.url = "github:numtide/flake-utils";',
        '{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix ./modules/time.nix ]; }; } // inputs.flake-utils.lib.eachDefaultSystem (system: { packages.tool = nixpkgs.legacyPackages.${system}.hello; })',
      ) + COLLISION,
    ));

  const packaged = `inputs.flake-utils.lib.eachDefaultSystem (system: {
    packages.tool = nixpkgs.legacyPackages.\${system}.hello;
    packages.nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { inherit system; modules = [ ./hosts/laptop.nix ./modules/time.nix ]; };
  })`;
  test('among the packages, which are made for each platform: once', () =>
    checkSystems(LAPTOP, flake('flake-utils.url = "github:numtide/flake-utils";', packaged) + COLLISION));

  test('beside others the packages are not looked at, so that editing them costs nothing', async () => {
    const body = `${packaged} // { nixosConfigurations.server = nixpkgs.lib.nixosSystem { modules = [ ]; }; }`;
    const files = flake('flake-utils.url = "github:numtide/flake-utils";', body);
    expect(await systemsIn(files)).toEqual(['nixos server']);
  });

  test('flake-utils-plus', () =>
    checkSystems(
      LAPTOP,
      flake(
        'fup.url = "github:gytis-ivaskevicius/flake-utils-plus";',
        'inputs.fup.lib.mkFlake { inherit self inputs; hostDefaults.modules = [ ./modules/time.nix ]; hosts.laptop.modules = [ ./hosts/laptop.nix ]; }',
      ) + COLLISION,
    ));

  const nodes =
    'meta = { nixpkgs = import nixpkgs { system = "x86_64-linux"; }; specialArgs.zone = ./modules/time.nix; }; defaults = { zone, ... }: { imports = [ zone ]; }; laptop = { name, nodes, ... }: { deployment.targetHost = name; imports = [ ./hosts/laptop.nix ]; };';

  test.each([
    ['a hive', `{ colmena = { ${nodes} }; }`],
    ['what makeHive makes of one', `{ colmenaHive = inputs.colmena.lib.makeHive { ${nodes} }; }`],
    [
      'a hive in both forms, beside a host of the same name',
      `{ nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix ./modules/time.nix ]; }; colmenaHive = inputs.colmena.lib.makeHive self.outputs.colmena; colmena = { ${nodes} }; }`,
    ],
  ])('colmena: %s', (_, body) =>
    checkSystems(LAPTOP, flake('colmena.url = "github:zhaofengli/colmena";', body) + COLLISION),
  );

  test('colmena: tags of a node, from several modules', () =>
    checkSystems(
      ['nixos laptop'],
      `${flake(
        'colmena.url = "github:zhaofengli/colmena";',
        '{ colmena = { meta.nixpkgs = import nixpkgs { system = "x86_64-linux"; }; defaults.deployment.tags = [ "all" ]; laptop = { deployment.tags = [ "desk" ]; imports = [ ./a.nix ]; }; }; }',
      )}
#- /a.nix
{ deployment = { sshOptions = [ "-A" ]; keys.a.text = "a"; targetUser = "ann"; }; }
`,
    ));

  test('colmena without a flake', () =>
    checkSystems(
      LAPTOP,
      `
#- /hive.nix
{
  meta.nixpkgs = <nixpkgs>;
  defaults.imports = [ ./modules/time.nix ];
  laptop = ./hosts/laptop.nix;
}
${COLLISION}`,
    ));
});
