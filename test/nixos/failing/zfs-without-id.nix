{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  boot.supportedFilesystems = [ "zfs" ];
  boot.zfs.forceImportRoot = false;
  specialisation.identified.configuration.networking.hostId = "nothex!!";
}
