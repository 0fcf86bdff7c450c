# Who may come in.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking.firewall;
  ports = mkOption {
    type = types.listOf types.port;
    default = [ ];
    apply = list: lib.naturalSort (lib.unique list);
    description = "Ports that are open.";
  };
  ranges = mkOption {
    type = types.listOf (types.attrsOf types.port);
    default = [ ];
    example = [
      {
        from = 8000;
        to = 8010;
      }
    ];
    description = "Ranges of ports that are open.";
  };
  rules = {
    allowedTCPPorts = ports;
    allowedUDPPorts = ports;
    allowedTCPPortRanges = ranges;
    allowedUDPPortRanges = ranges;
  };
in
{
  options.networking = {
    firewall = {
      enable = mkOption {
        type = types.bool;
        default = true;
        description = "Whether anybody is kept out.";
      };
      interfaces = mkOption {
        type = types.attrsOf (types.submodule { options = rules; });
        default = { };
        description = "Other rules for some interfaces.";
      };
      extraCommands = mkOption {
        type = types.lines;
        default = "";
        description = "Further commands.";
      };
      trustedInterfaces = mkOption {
        type = types.listOf types.str;
        default = [ ];
        description = "Interfaces where all may come in.";
      };
    }
    // rules;
    nftables.enable = lib.mkEnableOption "the newer tables";
  };
  config = lib.mkIf cfg.enable {
    networking.firewall.trustedInterfaces = [ "lo" ];
    assertions = [
      {
        assertion = cfg.extraCommands != "" -> !config.networking.nftables.enable;
        message = "networking.firewall.extraCommands cannot be used with nftables.";
      }
    ];
  };
}
