{ ... }:
{
  imports = [ ../machine.nix ];
  virtualisation.libvirtd.enable = true;
  boot.kernelModules = [ "kvm-intel" ];
  boot.extraModprobeConfig = "options kvm_intel nested=1";
  users.groups.libvirtd.members = [ "eve" ];
  users.users.eve.isNormalUser = true;
}
