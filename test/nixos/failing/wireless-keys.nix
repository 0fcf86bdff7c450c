{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.wireless = { enable = true; networks.home = { psk = "abcdefgh"; pskRaw = "00"; }; };
}
