# A laptop with two specialisations, and two mistakes that stop it from building:
# the red underlines say what and why, Ctrl+. (or Cmd+.) offers the fixes.
{ config, pkgs, ... }:

{
  imports = [
    ./hardware-configuration.nix
    ./modules/desktop.nix
  ];

  networking.hostName = "marble";
  time.timeZone = "Europe/Rome";

  services.xserver.desktopManager.plasma5.enable = false;

  users.users.kim = {
    isNormalUser = true;
    extraGroups = [ "wheel" "networkmanager" ];
  };

  # Boot straight into Plasma. The base system says `false` above, with the same priority.
  specialisation.plasma.configuration = {
    system.nixos.tags = [ "plasma" ];
    services.xserver.desktopManager.plasma5.enable = true;
  };

  # On the road: another time zone, a lighter desktop. Lists are joined, so the packages are no conflict.
  specialisation.travel.configuration = { lib, ... }: {
    system.nixos.tags = [ "travel" ];
    time.timeZone = lib.mkForce "Asia/Tokyo";
    services.printing.enable = false;
    environment.systemPackages = [ pkgs.networkmanagerapplet ];
  };

  system.stateVersion = "25.05";
}
