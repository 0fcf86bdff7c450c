{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  nixpkgs.config.allowUnfree = true;
  services.xserver.enable = true;
  services.xserver.videoDrivers = [ "nvidia" ];
  specialisation.offload.configuration.hardware.nvidia.prime.offload.enable = true;
}
