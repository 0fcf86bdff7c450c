# The packages of the small nixpkgs.
{
  system ? "x86_64-linux",
  localSystem ? system,
  config ? { },
  overlays ? [ ],
  ...
}:
let
  lib = import ./lib;
  platform = if builtins.isAttrs localSystem then localSystem.system else localSystem;
  stages = [
    (import ./pkgs/stdenv { inherit lib config platform; })
    (import ./pkgs/top-level/all-packages.nix)
  ]
  ++ overlays;
  pkgs = builtins.foldl' (previous: stage: previous // stage pkgs previous) { } stages // {
    inherit overlays;
    extend =
      overlay:
      import ./. {
        inherit system localSystem config;
        overlays = overlays ++ [ overlay ];
      };
  };
in
pkgs
