{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.networkmanager.enable = true;
  specialisation.wifi.configuration.networking.wireless.enable = true;
}
