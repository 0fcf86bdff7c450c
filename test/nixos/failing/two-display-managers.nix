{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.xserver.enable = true;
  services.displayManager.gdm.enable = true;
  services.displayManager.sddm.enable = true;
  services.xserver.displayManager.gdm.enable = true;
  services.xserver.displayManager.sddm.enable = true;
  services.xserver.displayManager.lightdm.enable = true;
  services.xserver.displayManager.defaultSession = "none+nowhere";
}
