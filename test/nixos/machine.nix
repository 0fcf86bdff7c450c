# What every machine needs, of any release.
{ lib, ... }:
{
  boot.loader.grub.enable = lib.mkDefault true;
  boot.loader.grub.device = lib.mkDefault "/dev/sda";
  fileSystems."/" = lib.mkDefault {
    device = "/dev/disk/by-label/root";
    fsType = "ext4";
  };
  system.stateVersion = lib.mkDefault "20.09";
}
