# A whole system and its specialisations, evaluated by NixOS's own module system. `args` is what eval-config.nix is
# called with; each specialisation is the same call with more modules, as top-level.nix or specialisation.nix makes it.
# With a `homeManager` it is a home of that, and `args` what its modules/default.nix is called with.
{
  nixpkgs,
  homeManager ? null,
  args,
  isLenient,
}:
let
  evalConfig = import (nixpkgs + "/nixos/lib/eval-config.nix");
  lib = import (nixpkgs + "/lib");
  unchecked = if isLenient then [ { _module.check = false; } ] else [ ];
  nixos = modules: evalConfig (args // { modules = modules ++ unchecked; });
  pkgs = args.pkgs or (import nixpkgs {
    system = "x86_64-linux";
    config = { };
    overlays = [ ];
  });
  # What a function takes of a set: releases differ.
  taken = function: builtins.intersectAttrs (builtins.functionArgs function);
  home =
    let
      extended = import (homeManager + "/modules/lib/stdlib-extended.nix") (args.lib or pkgs.lib);
      list = import (homeManager + "/modules/modules.nix");
      own = list (
        taken list {
          inherit pkgs;
          lib = extended;
          check = !isLenient && args.check or true;
          minimal = args.minimal or false;
        }
      );
    in
    modules:
    extended.evalModules (
      {
        modules = modules ++ own;
        specialArgs = {
          modulesPath = toString (homeManager + "/modules");
        }
        // args.extraSpecialArgs or { };
      }
      // taken extended.evalModules { class = "homeManager"; }
    );
  system = if homeManager == null then nixos else home;
  written = if homeManager == null then args.modules else [ args.configuration ];
  base = system written;
  modules = lib.types.mkOptionType {
    name = "modules";
    merge = _: map (def: { _file = def.file; imports = [ def.value ]; });
  };
  # Before 21.11 files and values were told apart.
  definitions =
    option:
    option.definitionsWithLocations
      or (lib.zipListsWith (file: value: { inherit file value; }) option.files option.definitions);
  children = lib.evalModules {
    modules = [
      {
        options.specialisation = lib.mkOption {
          default = { };
          type = lib.types.attrsOf (
            lib.types.submodule {
              options.configuration = lib.mkOption {
                default = [ ];
                type = modules;
              };
              options.inheritParentConfig = lib.mkOption { default = true; };
            }
          );
        };
      }
    ]
    ++ map (def: {
      _file = def.file;
      specialisation = def.value;
    }) (childrenOf (base.options.specialisation or null));
  };
  noChildren =
    if homeManager == null then
      nixpkgs + "/nixos/modules/system/activation/no-clone.nix"
    else
      { specialisation = lib.mkOverride 0 { }; };
  childrenOf = option: if option == null then [ ] else definitions option;
in
{
  inherit lib definitions;
  base = { inherit (base) config options; };
  specialisations = builtins.mapAttrs (_: child: {
    inherit
      (system (
        (if child.inheritParentConfig then written else [ ]) ++ [ noChildren ] ++ child.configuration
      ))
      config
      options
      ;
  }) children.config.specialisation;
}
