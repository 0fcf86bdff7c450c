{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  boot.loader.grub.device = "";
  specialisation.both.configuration.boot.loader.systemd-boot.enable = true;
}
