# All options of a nixpkgs, as its own module system has them. `lib` is the nixpkgs' own.
{ nixpkgs, system }:
{
  lib = import (nixpkgs + "/lib");
  inherit (import (nixpkgs + "/nixos/lib/eval-config.nix") { inherit system; modules = [ ]; }) options;
}
