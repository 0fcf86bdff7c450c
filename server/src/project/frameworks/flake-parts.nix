# flake-parts as far as the systems of a flake depend on it: its options, and the arguments its modules get.
# What a system has per architecture (`perSystem`) is evaluated when a module asks for it.
{ lib, host, flakeLib }:
let
  inherit (lib) mkOption types;
  # The library of its modules is that of its own input, which has more where that is nixpkgs itself.
  libArgument = lib.optionalAttrs (flakeLib != null) { lib = flakeLib; };
  lazyRaw = types.lazyAttrsOf types.raw;
  modulesOf = class: modules: builtins.mapAttrs (name: module: { _class = class; imports = [ module ]; }) modules;
  moduleSet = class: mkOption {
    type = types.lazyAttrsOf types.deferredModule;
    default = { };
    apply = modulesOf class;
  };
  rawSet = mkOption { type = lazyRaw; default = { }; };
  # One definition as it is. Several fail where nobody declares the attribute, which a module that is not read may do: `several` says how they merge.
  rawOr = several: types.raw // { name = "rawOr"; functor = types.raw.functor // { payload = several; }; };
  # What modules of Home Manager, nix-darwin and others declare, where nobody who is seen does.
  standIn = option: option // { isStandIn = true; };

  # The attributes of a flake; those that nobody declares are taken as they are.
  flakeOptions = declaresModules: {
    freeformType = types.lazyAttrsOf (rawOr { });
    options = {
      nixosConfigurations = rawSet;
      homeConfigurations = standIn rawSet;
      darwinConfigurations = standIn rawSet;
      overlays = rawSet;
      nixosModules = moduleSet "nixos";
      homeModules = standIn (moduleSet "homeManager");
      homeManagerModules = standIn (moduleSet "homeManager");
      darwinModules = standIn (moduleSet "darwin");
      flakeModules = standIn (moduleSet "flake");
      modules =
        let modules = types.lazyAttrsOf (types.lazyAttrsOf types.deferredModule); in
        mkOption (
          { default = { }; type = if declaresModules then modules else rawOr { elemType = modules; }; }
          // (if declaresModules then { apply = builtins.mapAttrs modulesOf; } else { isStandIn = true; })
        );
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
        # Whether `flakeModules.modules` is imported.
        declaresModules = mkOption { type = types.bool; default = false; };
        flake = mkOption { type = types.submoduleWith { modules = [ (flakeOptions config.declaresModules) ]; }; default = { }; };
        perSystem = mkOption { type = types.deferredModule; default = { }; apply = evaluate; };
        allSystems = mkOption { type = types.lazyAttrsOf types.unspecified; };
        debug = mkOption { type = types.bool; default = false; };
        transposition = mkOption { type = types.lazyAttrsOf types.anything; default = { }; };
        perInput = mkOption { type = types.raw; };
      };
      config = {
        allSystems = lib.genAttrs config.systems (system: (getSystem system).config);
        # Of what is there per architecture, tests have machines.
        flake.checks = builtins.mapAttrs (_: system: system.checks) config.allSystems;
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
      specialArgs = { inherit self flake-parts-lib inputs moduleLocation; } // libArgument // specialArgs;
      modules = [ core module ];
      class = "flake";
    };
  mkFlake = arguments: module: builtins.mapAttrs besidePerSystem (evalFlakeModule arguments module).config.flake;
  # What a flake says of these itself stands beside what there is per architecture, which is not looked into.
  besidePerSystem = name: output:
    if builtins.elem name [ "packages" "legacyPackages" "apps" "devShells" "formatter" ] && host.isClosedSet output
    then host.partOf name (builtins.mapAttrs (_: host.partOf name) output)
    else output;
in
{
  lib = flake-parts-lib // { inherit (flake-parts-lib) mkFlake; };
  flakeModules = { modules.declaresModules = true; flakeModules = { }; easyOverlay = { }; partitions = host.opaqueModule "flake-parts.flakeModules.partitions"; };
}
