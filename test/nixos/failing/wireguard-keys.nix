{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.wireguard.interfaces.wg0 = { ips = [ "10.0.0.1/24" ]; privateKey = "a"; privateKeyFile = "/b"; };
  networking.wireguard.interfaces.wg1 = { ips = [ "10.0.1.1/24" ]; };
}
