# One system, of modules.
{
  lib ? import ../../lib,
  system ? builtins.currentSystem,
  modules,
  baseModules ? import ../modules/module-list.nix,
  extraModules ? [ ],
  specialArgs ? { },
  pkgs ? null,
  prefix ? [ ],
}:
let
  given = {
    _file = ./eval-config.nix;
    key = ./eval-config.nix;
    config = lib.mkMerge [
      (lib.mkIf (system != null) { nixpkgs.system = lib.mkDefault system; })
      (lib.mkIf (pkgs != null) { _module.args.pkgs = lib.mkForce pkgs; })
      { _module.args = { inherit extraModules; }; }
    ];
  };
  withoutUser = lib.evalModules {
    inherit prefix;
    class = "nixos";
    modules = baseModules ++ extraModules ++ [ given ];
    specialArgs = {
      modulesPath = toString ../modules;
    }
    // specialArgs;
  };
  eval = withoutUser.extendModules { modules = [ { config._module.args = { inherit noUserModules; }; } ] ++ modules; };
  noUserModules = withoutUser.extendModules { modules = [ { config._module.args = { inherit noUserModules; }; } ]; };
in
eval
// {
  inherit (eval._module.args) pkgs;
  inherit lib extraModules;
}
