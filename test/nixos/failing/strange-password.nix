{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  users.users.ada = { isNormalUser = true; hashedPassword = "a:b"; };
  users.users.bob = { isNormalUser = true; hashedPassword = "plain"; };
}
