{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.xserver.displayManager.sddm.enable = true;
  specialisation.light.configuration.services.xserver.displayManager.lightdm.enable = true;
}
