{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.hostName = "gnome";
  services.xserver.enable = true;
  services.xserver.displayManager.gdm.enable = true;
  services.xserver.desktopManager.gnome3.enable = true;
  networking.networkmanager.enable = true;
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [ "wheel" "networkmanager" ];
  };
  specialisation.plasma.configuration = {
    services.xserver.displayManager.gdm.enable = lib.mkForce false;
    services.xserver.desktopManager.gnome3.enable = lib.mkForce false;
    services.xserver.displayManager.sddm.enable = true;
    services.xserver.desktopManager.plasma5.enable = true;
  };
}
