{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.openssh = { enable = true; forwardX11 = true; ports = [ ]; };
  programs.ssh.setXAuthLocation = lib.mkForce false;
}
