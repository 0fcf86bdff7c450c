# Another one.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.displayManager.sddm;
in
{
  options.services.displayManager.sddm = {
    enable = lib.mkEnableOption "that one";
    theme = mkOption {
      type = types.str;
      default = "";
      description = "What it looks like.";
    };
    settings = mkOption {
      type = (pkgs.formats.ini { listsAsDuplicateKeys = true; }).type;
      default = { };
      description = "Settings.";
    };
  };
  config = lib.mkIf cfg.enable {
    services.displayManager.enable = true;
    services.displayManager.execCmd = "exec ${pkgs.sddm}/bin/sddm";
    users.users.sddm = {
      isSystemUser = true;
      group = "sddm";
    };
    users.groups.sddm = { };
  };
}
