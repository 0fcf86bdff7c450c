# A whole system and its specialisations, evaluated by NixOS's own module system. `args` is what eval-config.nix is
# called with; each specialisation is the same call with more modules, as top-level.nix or specialisation.nix makes it.
{ nixpkgs, args }:
let
  evalConfig = import (nixpkgs + "/nixos/lib/eval-config.nix");
  lib = import (nixpkgs + "/lib");
  base = evalConfig args;
  modules = lib.types.mkOptionType {
    name = "modules";
    merge = _: map (def: { _file = def.file; imports = [ def.value ]; });
  };
  # Before 21.11 files and values were told apart.
  definitions =
    option:
    option.definitionsWithLocations
      or (lib.zipListsWith (file: value: { inherit file value; }) option.files option.definitions);
  written = lib.evalModules {
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
    }) (definitions base.options.specialisation);
  };
  noClone = nixpkgs + "/nixos/modules/system/activation/no-clone.nix";
in
{
  inherit lib definitions;
  base = { inherit (base) config options; };
  specialisations = builtins.mapAttrs (_: child: {
    inherit
      (evalConfig (
        args
        // {
          modules =
            (if child.inheritParentConfig then args.modules else [ ]) ++ [ noClone ] ++ child.configuration;
        }
      ))
      config
      options
      ;
  }) written.config.specialisation;
}
