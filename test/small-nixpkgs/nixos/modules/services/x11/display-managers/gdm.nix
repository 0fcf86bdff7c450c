# One of them.
{ config, lib, pkgs, ... }:
let
  cfg = config.services.displayManager.gdm;
in
{
  options.services.displayManager.gdm = {
    enable = lib.mkEnableOption "this one";
    wayland = lib.mkOption {
      type = lib.types.bool;
      default = true;
      description = "Whether windows are drawn the new way.";
    };
  };
  config = lib.mkIf cfg.enable {
    services.displayManager.enable = true;
    services.displayManager.execCmd = "exec ${pkgs.gdm}/bin/gdm";
    users.users.gdm = {
      isSystemUser = true;
      group = "gdm";
    };
    users.groups.gdm = { };
    assertions = [
      {
        assertion = !config.services.displayManager.sddm.enable;
        message = "services.displayManager: gdm and sddm cannot both show where to log in.";
      }
    ];
  };
}
