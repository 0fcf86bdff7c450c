# Windows the old way.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.xserver;
in
{
  options.services.xserver = {
    enable = mkOption {
      type = types.bool;
      default = false;
      description = "Whether there are windows.";
    };
    xkb.layout = mkOption {
      type = types.str;
      default = "us";
      description = "Which keys give which letters.";
    };
    xkb.options = mkOption {
      type = types.commas;
      default = "terminate:ctrl_alt_bksp";
      description = "What keys do besides.";
    };
    videoDrivers = mkOption {
      type = types.listOf types.str;
      default = [
        "modesetting"
        "fbdev"
      ];
      description = "Drivers that are tried.";
    };
    dpi = mkOption {
      type = types.nullOr types.int;
      default = null;
      description = "Dots on an inch.";
    };
    config = mkOption {
      type = types.lines;
      default = "";
      description = "The file of settings.";
    };
    resolutions = mkOption {
      type = types.listOf types.attrs;
      default = [ ];
      description = "Sizes of the screen.";
    };
    windowManager.session = mkOption {
      internal = true;
      default = [ ];
      type = types.listOf types.unspecified;
      description = "Sessions that can be chosen.";
    };
  };
  config = lib.mkIf cfg.enable {
    hardware.graphics.enable = lib.mkDefault true;
    environment.systemPackages = [ pkgs.xorg.xterm ];
    services.displayManager.enable = lib.mkDefault true;
    services.xserver.config = ''
      # Layout ${cfg.xkb.layout}
    '';
  };
}
