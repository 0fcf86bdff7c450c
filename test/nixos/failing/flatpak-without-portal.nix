{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.flatpak.enable = true;
  xdg.portal.enable = lib.mkForce false;
}
