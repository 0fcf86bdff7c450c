{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  hardware.enableAllFirmware = true;
  hardware.bluetooth = { enable = true; extraConfig = "[General]"; };
}
