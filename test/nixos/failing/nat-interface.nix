{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.nat = { enable = true; forwardPorts = [ { sourcePort = 80; destination = "10.0.0.2:80"; } ]; };
  networking.interfaces.averyveryverylongname.useDHCP = true;
}
