# The other one.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.boot.loader.systemd-boot;
in
{
  options.boot.loader = {
    systemd-boot = {
      enable = mkOption {
        type = types.bool;
        default = false;
        description = "Whether it is that one.";
      };
      configurationLimit = mkOption {
        type = types.nullOr types.int;
        default = null;
        description = "How many systems are listed.";
      };
      editor = mkOption {
        type = types.bool;
        default = true;
        description = "Whether what the kernel is told may be changed.";
      };
    };
    efi = {
      canTouchEfiVariables = mkOption {
        type = types.bool;
        default = false;
        description = "Whether the machine may be told.";
      };
      efiSysMountPoint = mkOption {
        type = types.str;
        default = "/boot";
        description = "Where it lies.";
      };
    };
  };
  config = lib.mkIf cfg.enable { boot.loader.grub.enable = lib.mkDefault false; };
}
