{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  networking.hosts."10.1.2.3" = [ "localhost" ];
}
