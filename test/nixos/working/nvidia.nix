{ lib, ... }:
{
  imports = [ ../machine.nix ];
  nixpkgs.config.allowUnfree = true;
  services.xserver.enable = true;
  services.xserver.videoDrivers = [ "nvidia" ];
  hardware.nvidia.modesetting.enable = true;
  hardware.nvidia.open = false;
  hardware.nvidia.prime = { offload.enable = true; intelBusId = "PCI:0:2:0"; nvidiaBusId = "PCI:1:0:0"; };
  specialisation.sync.configuration.hardware.nvidia.prime = {
    offload.enable = lib.mkForce false;
    sync.enable = true;
  };
}
