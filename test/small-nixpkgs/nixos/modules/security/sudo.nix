# Who may act as somebody else.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  command = types.either types.str (
    types.submodule {
      options.command = mkOption {
        type = types.str;
        description = "What may be run.";
      };
      options.options = mkOption {
        type = types.listOf (types.enum [ "NOPASSWD" "SETENV" ]);
        default = [ ];
        description = "How.";
      };
    }
  );
in
{
  options.security.sudo = {
    enable = mkOption {
      type = types.bool;
      default = true;
      description = "Whether anybody may.";
    };
    wheelNeedsPassword = mkOption {
      type = types.bool;
      default = true;
      description = "Whether administrators are asked for their password.";
    };
    extraRules = mkOption {
      default = [ ];
      description = "Further rules.";
      type = types.listOf (
        types.submodule {
          options = {
            users = mkOption {
              type = types.listOf (types.either types.str types.int);
              default = [ ];
              description = "Who.";
            };
            runAs = mkOption {
              type = types.str;
              default = "ALL:ALL";
              description = "As whom.";
            };
            commands = mkOption {
              type = types.listOf command;
              description = "What.";
            };
          };
        }
      );
    };
    extraConfig = mkOption {
      type = types.lines;
      default = "";
      description = "Further lines.";
    };
  };
  config = lib.mkIf config.security.sudo.enable {
    environment.etc.sudoers.text = ''
      %wheel ALL=(ALL:ALL) ${lib.optionalString (!config.security.sudo.wheelNeedsPassword) "NOPASSWD: "}ALL
      ${config.security.sudo.extraConfig}
    '';
  };
}
