{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.xserver.enable = true;
  services.xserver.libinput.enable = true;
  services.xserver.synaptics.enable = true;
}
