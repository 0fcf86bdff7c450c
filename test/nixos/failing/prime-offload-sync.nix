{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  nixpkgs.config.allowUnfree = true;
  services.xserver.enable = true;
  services.xserver.videoDrivers = [ "nvidia" ];
  hardware.nvidia.modesetting.enable = true;
  hardware.nvidia.prime = { offload.enable = true; sync.enable = true; };
}
