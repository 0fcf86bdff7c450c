# clan: machines by option, by inventory and by folder. What its services add to a machine is not read.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  hasConfiguration = directory: name: builtins.pathExists (directory + "/machines/${name}/configuration.nix");

  build = { self ? { }, directory ? null, machines ? { }, inventory ? { }, specialArgs ? { }, ... }:
    let
      root = if directory != null then directory else /. + toString self;
      folders =
        if !(builtins.pathExists (root + "/machines")) then [ ]
        else builtins.filter (hasConfiguration root) (builtins.attrNames (builtins.readDir (root + "/machines")));
      listed = inventory.machines or { };
      names = lib.unique (builtins.attrNames listed ++ builtins.attrNames machines ++ folders);
      isDarwin = name: (listed.${name}.machineClass or "nixos") == "darwin"
        || builtins.pathExists (root + "/machines/${name}/darwin-configuration.nix");
      make = name:
        (if isDarwin name then host.darwinSystem else host.nixosSystem) {
          specialArgs = { inherit self; inputs = self.inputs or { }; } // specialArgs;
          modules = lib.optional (hasConfiguration root name) (root + "/machines/${name}/configuration.nix")
            ++ lib.optional (machines ? ${name}) machines.${name}
            ++ [ { networking.hostName = lib.mkDefault name; } (host.opaqueModule "clan") ];
        };
      config = {
        nixosConfigurations = lib.genAttrs (builtins.filter (name: !(isDarwin name)) names) make;
        darwinConfigurations = lib.genAttrs (builtins.filter isDarwin names) make;
        nixosModules = { };
        darwinModules = { };
        clanInternals = host.opaque "clanInternals";
        inherit inventory directory;
      };
    in
    config // { inherit config; };

  module = { config, self, ... }: {
    options.clan = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
    config.flake = { inherit (build ({ inherit self; } // config.clan)) nixosConfigurations darwinConfigurations; };
  };
in
{
  lib = { clan = build; buildClan = build; };
  clanLib.buildClan = build;
  flakeModule = module;
  flakeModules = { default = module; clan = module; };
}
