# A desktop.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.desktopManager.gnome;
in
{
  options.services.desktopManager.gnome = {
    enable = lib.mkEnableOption "the desktop";
    extraGSettingsOverrides = mkOption {
      type = types.lines;
      default = "";
      description = "Further settings.";
    };
  };
  config = lib.mkIf cfg.enable {
    services.xserver.enable = lib.mkDefault true;
    services.power-profiles-daemon.enable = lib.mkDefault true;
    networking.networkmanager.enable = lib.mkDefault true;
    hardware.graphics.enable = lib.mkDefault true;
  };
}
