{ ... }:
{
  imports = [ ../machine.nix ];
  networking.hostId = "deadbeef";
  boot.supportedFilesystems = [ "zfs" ];
  fileSystems."/" = { device = "tank/root"; fsType = "zfs"; };
  fileSystems."/var" = { device = "tank/var"; fsType = "zfs"; };
  services.zfs.autoScrub.enable = true;
  services.zfs.autoSnapshot = { enable = true; frequent = 8; };
}
