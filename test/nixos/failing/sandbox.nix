{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  security.allowUserNamespaces = false;
}
