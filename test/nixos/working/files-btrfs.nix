{ lib, ... }:
{
  imports = [ ../machine.nix ];
  fileSystems = {
    "/" = { device = "/dev/disk/by-label/pool"; fsType = "btrfs"; options = [ "subvol=root" "compress=zstd" ]; };
    "/home" = { device = "/dev/disk/by-label/pool"; fsType = "btrfs"; options = [ "subvol=home" ]; };
    "/tmp" = { device = "tmpfs"; fsType = "tmpfs"; options = [ "size=4G" ]; };
  };
  services.btrfs.autoScrub.enable = true;
  swapDevices = [ { device = "/swap"; size = 2048; } ];
  zramSwap.enable = true;
}
