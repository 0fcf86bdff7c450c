{ config, lib, pkgs, ... }:
{
  imports = [ ../machine.nix ];
  services.xserver.enable = true;
  services.xserver.displayManager.autoLogin.enable = true;
  services.displayManager.autoLogin.enable = true;
}
