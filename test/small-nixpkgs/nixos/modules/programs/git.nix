# A keeper of versions.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.programs.git;
in
{
  options.programs.git = {
    enable = lib.mkEnableOption "git";
    package = lib.mkPackageOption pkgs "git" { };
    config = mkOption {
      type = types.either (types.attrsOf (types.attrsOf types.anything)) (types.listOf (types.attrsOf types.anything));
      default = [ ];
      description = "Settings of everybody.";
    };
    lfs.enable = lib.mkEnableOption "large files";
  };
  config = lib.mkIf cfg.enable {
    environment.systemPackages = [ cfg.package ];
    environment.etc.gitconfig = lib.mkIf (cfg.config != [ ]) { text = builtins.toJSON cfg.config; };
  };
}
