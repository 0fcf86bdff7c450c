{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  fileSystems = lib.mkForce { };
}
