# A keeper of versions.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.programs.git;
  old = name: new: lib.mkRenamedOptionModule ([ "programs" "git" ] ++ name) ([ "programs" "git" "settings" ] ++ new);
in
{
  imports = [
    (old [ "userName" ] [ "user" "name" ])
    (old [ "extraConfig" ] [ ])
  ];
  options.programs.git = {
    enable = lib.mkEnableOption "git";
    package = lib.mkPackageOption pkgs "git" { nullable = true; };
    settings = mkOption {
      type = with types; attrsOf (attrsOf (either (oneOf [ bool int str ]) (listOf str)));
      default = { };
      description = "Settings.";
    };
    ignores = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "What is not kept.";
    };
  };
  config = lib.mkIf cfg.enable {
    home.packages = lib.optional (cfg.package != null) cfg.package;
    xdg.configFile."git/config".text = builtins.toJSON cfg.settings;
  };
}
