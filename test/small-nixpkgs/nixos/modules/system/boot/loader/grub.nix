# What starts the kernel: one of two.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.boot.loader.grub;
in
{
  options.boot.loader = {
    timeout = mkOption {
      type = types.nullOr types.int;
      default = 5;
      description = "How long it waits.";
    };
    grub = {
      enable = mkOption {
        type = types.bool;
        default = !config.boot.isContainer;
        defaultText = lib.literalExpression "!config.boot.isContainer";
        description = "Whether it is this one.";
      };
      device = mkOption {
        type = types.str;
        default = "";
        description = "The disk that it is put on.";
      };
      devices = mkOption {
        type = types.listOf types.str;
        default = [ ];
        description = "All such disks.";
      };
      efiSupport = mkOption {
        type = types.bool;
        default = false;
        description = "Whether newer machines can start it.";
      };
      extraEntries = mkOption {
        type = types.lines;
        default = "";
        description = "Further systems.";
      };
      configurationName = mkOption {
        type = types.str;
        default = "";
        description = "What the menu calls this system.";
      };
    };
  };
  config = lib.mkIf cfg.enable {
    boot.loader.grub.devices = lib.optional (cfg.device != "") cfg.device;
    assertions = [
      {
        assertion = cfg.devices != [ ];
        message = "boot.loader.grub.device or boot.loader.grub.devices has to say where the boot loader goes.";
      }
      {
        assertion = !config.boot.loader.systemd-boot.enable;
        message = "boot.loader: grub and systemd-boot cannot both start the machine.";
      }
    ];
  };
}
