# flakelight: hosts, homes and modules by option, or by what lies in `nixDir` under the name of one.
{ lib, host, ... }:
let
  inherit (lib) mkOption types;
  isNixFile = folder: file: file != "default.nix" && (lib.hasSuffix ".nix" file || builtins.pathExists (folder + "/${file}/default.nix"));
  # The paths in a folder by their names; a `_` in front, for a name that has a meaning, is not part of it.
  pathsIn = folder: builtins.listToAttrs (map
    (file: lib.nameValuePair (lib.removePrefix "_" (lib.removeSuffix ".nix" file)) (folder + "/${file}"))
    (builtins.filter (isNixFile folder) (builtins.attrNames (builtins.readDir folder))));
  valuesIn = folder: builtins.mapAttrs (_: import) (pathsIn folder);
  # What lies in a folder under a name: one file that says it, or a file for each attribute.
  under = folder: asPaths: name:
    let path = folder + "/${name}"; in
    if builtins.pathExists (folder + "/${name}.nix") then [ (import (folder + "/${name}.nix")) ]
    else if builtins.pathExists (path + "/default.nix") then [ (import path) ]
    else if builtins.pathExists path then [ ((if asPaths then pathsIn else valuesIn) path) ]
    else [ ];

  options = arguments:
    let
      # A function is called with what modules of flakelight get.
      called = type: types.coercedTo (types.functionTo types.raw) (make: make arguments) type;
      attributes = mkOption { type = called (types.lazyAttrsOf types.raw); default = { }; };
      modules = mkOption { type = called (types.lazyAttrsOf types.deferredModule); default = { }; };
      module = mkOption { type = types.nullOr types.deferredModule; default = null; };
      calls = mkOption { type = called (types.lazyAttrsOf (called types.raw)); default = { }; };
    in
    {
      inputs = mkOption { type = types.lazyAttrsOf types.raw; default = { }; };
      outputs = attributes;
      lib = attributes;
      nixosConfigurations = calls;
      homeConfigurations = calls;
      darwinConfigurations = calls;
      nixosModules = modules;
      homeModules = modules;
      nixosModule = module;
      homeModule = module;
      propagationModule = mkOption { type = types.deferredModule; };
      nixDir = mkOption { type = types.nullOr types.path; };
      nixDirAliases = mkOption { type = types.attrsOf (types.listOf types.str); default = { }; };
    };

  core = src: { config, ... }@given:
    let
      arguments = given // { inherit src lib; inherit (config) inputs outputs; flakelight = library; moduleArgs = arguments; };
      perSystem = system: builtins.mapAttrs (_: input: host.perSystem input system) config.inputs;
      named = asPaths: name: lib.mkMerge (lib.optionals (config.nixDir != null)
        (lib.concatMap (under config.nixDir asPaths) ([ name ] ++ config.nixDirAliases.${name} or [ ])));
      default = module: lib.optionalAttrs (module != null) { default = module; };
    in
    {
      freeformType = types.lazyAttrsOf types.raw;
      options = options arguments;
      config = {
        _module.args = { inherit src; inherit (config) inputs outputs; flakelight = library; moduleArgs = arguments; };
        nixDir = lib.mkOptionDefault (src + "/nix");
        nixDirAliases = { nixosConfigurations = [ "nixos" ]; homeConfigurations = [ "home" ]; };
        nixosConfigurations = named false "nixosConfigurations";
        homeConfigurations = named false "homeConfigurations";
        darwinConfigurations = named false "darwinConfigurations";
        lib = named false "lib";
        nixosModules = lib.mkMerge [ (named true "nixosModules") (default config.nixosModule) ];
        homeModules = lib.mkMerge [ (named true "homeModules") (default config.homeModule) ];
        propagationModule._module.args.flake = arguments // {
          inputs' = perSystem "x86_64-linux";
          outputs' = host.perSystem config.outputs "x86_64-linux";
        };
      };
    };

  made = make: attribute: builtins.mapAttrs (name: call: if call ? ${attribute} then call else make name call);
  specialised = config: name: call: call // {
    specialArgs = { inherit (config) inputs; hostname = name; } // call.specialArgs or { };
    modules = [ config.propagationModule ({ flake, ... }: { _module.args = { inherit (flake) inputs'; }; }) ] ++ call.modules or [ ];
  };
  home = config: name: call: host.homeManagerConfiguration (removeAttrs call [ "system" ] // {
    extraSpecialArgs = { inherit (config) inputs; inputs' = builtins.mapAttrs (_: input: host.perSystem input call.system) config.inputs; } // call.extraSpecialArgs or { };
    modules = [ { home.username = lib.mkDefault (builtins.head (builtins.split "@" name)); } config.propagationModule ] ++ call.modules or [ ];
    pkgs = (config.inputs.nixpkgs or host.nixpkgs).legacyPackages.${call.system};
  });

  mkFlakeWith = more: src: root:
    let
      config = (lib.evalModules { modules = [ (core src) ] ++ more ++ [ root ]; }).config;
      own = {
        nixosConfigurations = made (name: call: host.nixosSystem (specialised config name call)) "config" config.nixosConfigurations;
        darwinConfigurations = made (name: call: host.darwinSystem (specialised config name call)) "config" config.darwinConfigurations;
        homeConfigurations = made (home config) "activationPackage" config.homeConfigurations;
        inherit (config) nixosModules homeModules lib;
      };
    in
    # Beside them stands what `outputs` says of the same.
    config.outputs // builtins.mapAttrs (name: value: (config.outputs.${name} or { }) // value) own;
  mkFlake = more: {
    __functor = _: mkFlakeWith more;
    extend = modules: mkFlake (more ++ modules);
  };
  library = {
    mkFlake = mkFlake [ ];
    importDir = valuesIn;
    importDirPaths = pathsIn;
    selectAttr = name: builtins.mapAttrs (_: value: value.${name} or { });
  };
in
{
  lib = library;
  __functor = _: mkFlakeWith [ ];
}
