{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.nscd.enable = false;
  services.avahi = { enable = true; nssmdns = true; };
}
