# A way in from elsewhere.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.services.openssh;
  keyOptions.options.openssh.authorizedKeys.keys = mkOption {
    type = types.listOf types.singleLineStr;
    default = [ ];
    description = "Keys that open the account.";
  };
in
{
  options = {
    services.openssh = {
      enable = mkOption {
        type = types.bool;
        default = false;
        description = "Whether there is a way in.";
      };
      package = lib.mkPackageOption pkgs "openssh" { };
      ports = mkOption {
        type = types.listOf types.port;
        default = [ 22 ];
        description = "Where it listens.";
      };
      openFirewall = mkOption {
        type = types.bool;
        default = true;
        description = "Whether the firewall lets it through.";
      };
      extraConfig = mkOption {
        type = types.lines;
        default = "";
        description = "Further settings as text.";
      };
      listenAddresses = mkOption {
        default = [ ];
        description = "Addresses that it listens at.";
        type = types.listOf (
          types.submodule {
            options = {
              addr = mkOption {
                type = types.nullOr types.str;
                default = null;
                description = "The address.";
              };
              port = mkOption {
                type = types.nullOr types.port;
                default = null;
                description = "The port.";
              };
            };
          }
        );
      };
      settings = mkOption {
        default = { };
        description = "Settings.";
        type = types.submodule {
          freeformType = with types; attrsOf (nullOr (oneOf [ bool int str (listOf str) ]));
          options = {
            PermitRootLogin = mkOption {
              type = types.enum [ "yes" "no" "prohibit-password" ];
              default = "prohibit-password";
              description = "Whether the administrator may come in.";
            };
            PasswordAuthentication = mkOption {
              type = types.bool;
              default = true;
              description = "Whether passwords are enough.";
            };
            X11Forwarding = mkOption {
              type = types.bool;
              default = false;
              description = "Whether windows may be shown elsewhere.";
            };
          };
        };
      };
    };
    # A second declaration: users get keys.
    users.users = mkOption { type = types.attrsOf (types.submodule keyOptions); };
  };
  config = lib.mkIf cfg.enable {
    networking.firewall.allowedTCPPorts = lib.optionals cfg.openFirewall cfg.ports;
    users.users.sshd = {
      isSystemUser = true;
      group = "sshd";
    };
    users.groups.sshd = { };
    systemd.services.sshd = {
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      serviceConfig.ExecStart = "${cfg.package}/bin/sshd -D";
    };
    assertions = [
      {
        assertion = cfg.ports != [ ] || cfg.listenAddresses != [ ];
        message = "services.openssh has to listen somewhere.";
      }
    ];
  };
}
