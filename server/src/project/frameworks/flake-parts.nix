# flake-parts as far as the systems of a flake depend on it: its options, and the arguments its modules get.
# What a system has per architecture (`perSystem`) is evaluated when a module asks for it.
{ lib, host }:
let
  inherit (lib) mkOption types;
  lazyRaw = types.lazyAttrsOf types.raw;
  modulesOf = class: modules: builtins.mapAttrs (name: module: { _class = class; imports = [ module ]; }) modules;
  moduleSet = class: mkOption {
    type = types.lazyAttrsOf types.deferredModule;
    default = { };
    apply = modulesOf class;
  };
  rawSet = mkOption { type = lazyRaw; default = { }; };

  # The attributes of a flake; those that nobody declares are taken as they are.
  flakeOptions = {
    freeformType = types.lazyAttrsOf types.raw;
    options = {
      nixosConfigurations = rawSet;
      homeConfigurations = rawSet;
      darwinConfigurations = rawSet;
      overlays = rawSet;
      nixosModules = moduleSet "nixos";
      homeModules = moduleSet "homeManager";
      homeManagerModules = moduleSet "homeManager";
      darwinModules = moduleSet "darwin";
      flakeModules = moduleSet "flake";
      modules = mkOption {
        type = types.lazyAttrsOf (types.lazyAttrsOf types.deferredModule);
        default = { };
        apply = builtins.mapAttrs modulesOf;
      };
    };
  };

  perSystemOptions = { system, ... }: {
    options = {
      packages = rawSet;
      legacyPackages = rawSet;
      checks = rawSet;
      apps = rawSet;
      devShells = rawSet;
      formatter = mkOption { type = types.raw; default = null; };
    };
  };

  core = { config, inputs, self, ... }:
    let
      argumentsOf = system: {
        inherit system;
        self' = host.perSystem self system;
        inputs' = builtins.mapAttrs (_: input: host.perSystem input system) inputs;
      };
      evaluate = modules: system: lib.evalModules {
        modules = [
          perSystemOptions
          { _module.args = argumentsOf system // { pkgs = lib.mkOptionDefault (inputs.nixpkgs or host.nixpkgs).legacyPackages.${system}; }; }
        ] ++ [ modules ];
        prefix = [ "perSystem" system ];
        specialArgs = { inherit system; };
      };
      getSystem = system: config.perSystem system;
      withSystem = system: f: f (getSystem system).allModuleArgs;
    in
    {
      options = {
        systems = mkOption { type = types.listOf types.str; default = [ ]; };
        flake = mkOption { type = types.submoduleWith { modules = [ flakeOptions ]; }; default = { }; };
        perSystem = mkOption { type = types.deferredModule; default = { }; apply = evaluate; };
        allSystems = mkOption { type = types.lazyAttrsOf types.unspecified; };
        debug = mkOption { type = types.bool; default = false; };
        transposition = mkOption { type = types.lazyAttrsOf types.anything; default = { }; };
        perInput = mkOption { type = types.raw; };
      };
      config = {
        allSystems = lib.genAttrs config.systems (system: (getSystem system).config);
        _module.args = {
          inherit withSystem;
          getSystem = system: (getSystem system).allModuleArgs;
          # The architecture is the importing system's own.
          moduleWithSystem = module: { imports = [ (withSystem (host.opaque "pkgs.stdenv.hostPlatform.system") module) ]; };
        };
      };
    };

  flake-parts-lib = rec {
    inherit mkFlake evalFlakeModule;
    importApply = file: arguments: { _file = file; imports = [ (import file arguments) ]; };
    mkPerSystemType = module: types.deferredModuleWith { staticModules = [ module ]; };
    mkPerSystemOption = module: mkOption { type = mkPerSystemType module; };
    mkDeferredModuleType = mkPerSystemType;
    mkDeferredModuleOption = mkPerSystemOption;
    mkSubmoduleOptions = options: mkOption { type = types.submoduleWith { modules = [ { inherit options; } ]; }; };
    mkTransposedPerSystemModule = { name, option, ... }: {
      options.perSystem = mkPerSystemOption { options.${name} = option; };
    };
    memoizeStr = f: f;
    attrsWith = types.attrsWith;
    deferredModuleWith = types.deferredModuleWith;
  };

  evalFlakeModule = { inputs ? self.inputs, self ? inputs.self, specialArgs ? { }, moduleLocation ? null, ... }: module:
    lib.evalModules {
      specialArgs = { inherit self flake-parts-lib inputs moduleLocation; } // specialArgs;
      modules = [ core module ];
      class = "flake";
    };
  mkFlake = arguments: module: (evalFlakeModule arguments module).config.flake;
in
{
  lib = flake-parts-lib // { inherit (flake-parts-lib) mkFlake; };
  flakeModules = { modules = { }; flakeModules = { }; easyOverlay = { }; partitions = host.opaqueModule "flake-parts.flakeModules.partitions"; };
}
