{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.bonds.bond0.interfaces = [ "eth0" "eth1" ];
  networking.bonds.bond0.mode = "balance-rr";
  networking.interfaces.eth0.ipv4.addresses = [ { address = "10.0.0.1"; prefixLength = 24; } ];
}
