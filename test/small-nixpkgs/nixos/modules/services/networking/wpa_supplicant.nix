# The other one.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking.wireless;
in
{
  options.networking.wireless = {
    enable = lib.mkEnableOption "wireless networks that are written down";
    device = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "The interface.";
    };
    networks = mkOption {
      default = { };
      description = "Networks by name.";
      type = types.attrsOf (
        types.submodule {
          options = {
            psk = mkOption {
              type = types.nullOr types.str;
              default = null;
              description = "The password.";
            };
            pskRaw = mkOption {
              type = types.nullOr types.str;
              default = null;
              description = "The same, computed.";
            };
            priority = mkOption {
              type = types.nullOr types.int;
              default = null;
              description = "Which one is taken first.";
            };
          };
        }
      );
    };
  };
  config = lib.mkIf cfg.enable {
    systemd.services.wpa_supplicant.wantedBy = [ "multi-user.target" ];
    assertions = lib.mapAttrsToList (name: network: {
      assertion = network.psk == null || network.pskRaw == null;
      message = "networking.wireless.networks.${name}: psk and pskRaw exclude each other.";
    }) cfg.networks;
  };
}
