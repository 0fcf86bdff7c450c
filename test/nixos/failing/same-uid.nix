{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  users.users.ada = { isNormalUser = true; uid = 1005; };
  users.users.bob = { isNormalUser = true; uid = 1005; };
}
