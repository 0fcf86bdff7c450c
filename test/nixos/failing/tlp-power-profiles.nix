{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.tlp.enable = true;
  services.tlp.extraConfig = "A=1";
  services.power-profiles-daemon.enable = true;
  powerManagement.scsiLinkPolicy = "min_power";
}
