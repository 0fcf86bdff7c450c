# All options of a Home Manager, with the library and the packages of a nixpkgs; as its manual lists them, which takes the
# packages as they are, too (docs/default.nix).
{ homeManager, nixpkgs, system }:
let
  lib = import (homeManager + "/modules/lib/stdlib-extended.nix") (import (nixpkgs + "/lib"));
  pkgs = import nixpkgs {
    inherit system;
    config = { };
    overlays = [ ];
  };
  own = import (homeManager + "/modules/modules.nix") {
    inherit lib pkgs;
    check = false;
  };
  arguments._module.args = {
    pkgs = lib.mkForce pkgs;
    pkgs_i686 = lib.mkForce { };
  };
in
{
  inherit lib;
  inherit
    (lib.evalModules {
      modules = own ++ [ arguments ];
      class = "homeManager";
      specialArgs.modulesPath = builtins.toString (homeManager + "/modules");
    })
    options
    ;
}
