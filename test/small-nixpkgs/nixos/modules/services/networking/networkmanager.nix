# One of two ways into wireless networks.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking.networkmanager;
in
{
  options.networking.networkmanager = {
    enable = lib.mkEnableOption "networks by hand";
    plugins = mkOption {
      type = types.listOf types.package;
      default = [ ];
      description = "What it can do besides.";
    };
    wifi.backend = mkOption {
      type = types.enum [ "wpa_supplicant" "iwd" ];
      default = "wpa_supplicant";
      description = "Who does the work.";
    };
    unmanaged = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "What it leaves alone.";
    };
    settings = mkOption {
      type = (pkgs.formats.ini { }).type;
      default = { };
      description = "Settings.";
    };
  };
  config = lib.mkIf cfg.enable {
    environment.systemPackages = [ pkgs.networkmanager ];
    networking.useDHCP = false;
    users.groups.networkmanager.gid = 57;
    systemd.services.NetworkManager.wantedBy = [ "multi-user.target" ];
    assertions = [
      {
        assertion = config.networking.wireless.enable -> cfg.unmanaged != [ ];
        message = "networking.networkmanager and networking.wireless both look after wireless networks.";
      }
    ];
  };
}
