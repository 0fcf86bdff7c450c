# All modules of a home.
{
  pkgs,
  lib,
  check ? true,
  useNixpkgsModule ? true,
}:
[
  ./files.nix
  ./home-environment.nix
  ./misc/assertions.nix
  ./misc/specialisation.nix
  ./misc/xdg.nix
  ./programs/bash.nix
  ./programs/git.nix
  ./programs/lamp.nix
  ./services/watch.nix
  {
    _file = ./modules.nix;
    _module.args.pkgs = lib.mkDefault pkgs;
    _module.args.pkgsPath = lib.mkDefault pkgs.path or null;
    _module.check = check;
  }
]
++ lib.optional useNixpkgsModule ./misc/nixpkgs.nix
