{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.btrfs.autoScrub.enable = true;
}
