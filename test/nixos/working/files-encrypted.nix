{ lib, ... }:
{
  imports = [ ../machine.nix ];
  boot.loader.grub.enable = false;
  boot.loader.systemd-boot = { enable = true; configurationLimit = 10; };
  boot.loader.efi.canTouchEfiVariables = true;
  boot.initrd.luks.devices.root = { device = "/dev/nvme0n1p2"; preLVM = true; allowDiscards = true; };
  boot.initrd.availableKernelModules = [ "nvme" "xhci_pci" ];
  fileSystems."/" = { device = "/dev/mapper/root"; fsType = "ext4"; options = [ "noatime" ]; };
  fileSystems."/boot" = { device = "/dev/nvme0n1p1"; fsType = "vfat"; };
  specialisation.grub.configuration.boot.loader = {
    systemd-boot.enable = lib.mkForce false;
    grub = { enable = lib.mkForce true; version = 2; device = "nodev"; efiSupport = true; };
  };
}
