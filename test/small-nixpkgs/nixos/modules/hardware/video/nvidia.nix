# The driver of one maker of graphics hardware.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.hardware.nvidia;
  isUsed = lib.elem "nvidia" config.services.xserver.videoDrivers;
  busId = mkOption {
    type = types.strMatching "(PCI:[0-9]+(@[0-9]+)?:[0-9]+:[0-9]+)?";
    default = "";
    example = "PCI:1:0:0";
    description = "Where the card is.";
  };
in
{
  options.hardware.nvidia = {
    open = mkOption {
      type = types.nullOr types.bool;
      default = null;
      description = "Whether the open parts are used.";
    };
    modesetting.enable = lib.mkEnableOption "setting of modes by the kernel";
    package = mkOption {
      type = types.package;
      default = config.boot.kernelPackages.nvidia;
      defaultText = lib.literalExpression "config.boot.kernelPackages.nvidia";
      description = "The driver.";
    };
    prime = {
      nvidiaBusId = busId;
      intelBusId = busId;
      amdgpuBusId = busId;
      sync.enable = lib.mkEnableOption "drawing everything on the fast card";
      offload.enable = lib.mkEnableOption "drawing on the fast card when asked to";
      offload.enableOffloadCmd = lib.mkEnableOption "a command that asks for it";
    };
    powerManagement.enable = lib.mkEnableOption "sleep of the card";
    powerManagement.finegrained = lib.mkEnableOption "sleep of the card while it is not used";
  };
  config = lib.mkIf isUsed {
    boot.extraModulePackages = [ cfg.package ];
    boot.blacklistedKernelModules = [ "nouveau" ];
    hardware.graphics.enable = lib.mkDefault true;
    assertions = [
      {
        assertion = !(cfg.prime.sync.enable && cfg.prime.offload.enable);
        message = "hardware.nvidia.prime: sync and offload exclude each other.";
      }
      {
        assertion = cfg.prime.sync.enable || cfg.prime.offload.enable -> cfg.prime.nvidiaBusId != "";
        message = "hardware.nvidia.prime.nvidiaBusId has to say where the card is.";
      }
      {
        assertion = cfg.powerManagement.finegrained -> cfg.prime.offload.enable;
        message = "hardware.nvidia.powerManagement.finegrained needs prime.offload.";
      }
      {
        assertion = cfg.open != null;
        message = "hardware.nvidia.open has to be decided.";
      }
    ];
  };
}
