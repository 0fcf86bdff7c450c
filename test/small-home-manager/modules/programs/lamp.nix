# A program that is in this release only.
{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.programs.lamp = {
    enable = lib.mkEnableOption "the lamp";
    package = lib.mkPackageOption pkgs "lantern" { };
    shade = mkOption {
      type = types.nullOr (types.enum [ "paper" "glass" ]);
      default = null;
      description = "What is around it.";
    };
    settings = mkOption {
      type = (pkgs.formats.toml { }).type;
      default = { };
      description = "Settings.";
    };
  };
}
