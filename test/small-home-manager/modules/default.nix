# One home, of a module.
{
  configuration,
  pkgs,
  lib ? pkgs.lib,
  check ? true,
  extraSpecialArgs ? { },
}:
let
  extended = import ./lib/stdlib-extended.nix lib;
  eval = extended.evalModules {
    modules = [ configuration ] ++ import ./modules.nix { inherit check pkgs; lib = extended; };
    class = "homeManager";
    specialArgs = {
      modulesPath = toString ./.;
    }
    // extraSpecialArgs;
  };
  failed = builtins.filter (one: !one.assertion) eval.config.assertions;
in
{
  inherit (eval) config options;
  activationPackage =
    if failed == [ ] then
      extended.showWarnings eval.config.warnings eval.config.home.activationPackage
    else
      throw "\nFailed assertions:\n${extended.concatMapStringsSep "\n" (one: "- ${one.message}") failed}";
}
