# lite-config: hosts by option, each with the folder of its name, as a module of flake-parts.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  list = mkOption { type = types.listOf types.deferredModule; default = [ ]; };

  options = {
    nixpkgs = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
    hostModuleDir = mkOption { type = types.path; };
    systemModules = list;
    homeModules = list;
    homeConfigurations = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
    hosts = mkOption {
      default = { };
      type = types.attrsOf (types.submodule {
        options = {
          system = mkOption { type = types.str; };
          hostModule = mkOption { type = types.nullOr types.deferredModule; default = null; };
        };
      });
    };
  };

  module = { config, inputs, ... }:
    let
      cfg = config.lite-config;
      isDarwin = name: lib.hasSuffix "-darwin" cfg.hosts.${name}.system;
      make = name: { system, hostModule, ... }:
        (if isDarwin name then host.darwinSystem else host.nixosSystem) {
          specialArgs = { inherit inputs; hostPlatform = lib.systems.elaborate { inherit system; }; };
          modules = [ (if hostModule != null then hostModule else cfg.hostModuleDir + "/${name}") { networking.hostName = lib.mkDefault name; } ]
            ++ cfg.systemModules
            ++ lib.optionals (cfg.homeModules != [ ]) [
            (inputs.home-manager.nixosModules.home-manager or { })
            { home-manager.sharedModules = cfg.homeModules; home-manager.extraSpecialArgs = { inherit inputs; }; }
          ];
        };
      hostsFor = test: lib.mapAttrs make (lib.filterAttrs (name: _: test name) cfg.hosts);
    in
    {
      options.lite-config = mkOption { type = types.submodule { inherit options; }; default = { }; };
      config.flake = {
        nixosConfigurations = hostsFor (name: !(isDarwin name));
        darwinConfigurations = hostsFor isDarwin;
      };
    };
in
{
  flakeModule = module;
  flakeModules.default = module;
}
