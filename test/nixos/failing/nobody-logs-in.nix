{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  users.mutableUsers = false;
  users.users.ada.isNormalUser = true;
}
